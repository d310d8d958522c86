import Foundation

/// The end of a log that `JSONLinesSink` writes, also where it lies in files that were put aside.
public enum LogTail {
    /// The last so many bytes, oldest first; the first line may be cut. Nothing when there is no log. Blocks.
    ///
    /// Throws `log.unreadable`.
    public static func read(_ file: URL, bytes: Int) throws -> [UInt8] {
        var pieces: [[UInt8]] = []
        var left = bytes
        var seen: Set<[UInt64]> = []
        // Newest first: a file that is put aside meanwhile is met again, and known. Who was killed may have left a gap.
        for number in 0...LogFile.mostKept where left > 0 {
            let descriptor = open(LogFile.place(of: file, number).path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                if errno == ENOENT { continue }
                throw WeirError(
                    "log.unreadable", "the log '\(file.path)' cannot be read: \(String(cString: strerror(errno)))",
                    hint: "check its permissions")
            }
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            var status = stat()
            guard fstat(descriptor, &status) == 0, seen.insert([UInt64(status.st_dev), UInt64(status.st_ino)]).inserted
            else { continue }
            let size = try handle.seekToEnd()
            try handle.seek(toOffset: size > UInt64(left) ? size - UInt64(left) : 0)
            let piece = Array(try handle.read(upToCount: left) ?? Data())
            pieces.append(piece)
            left -= piece.count
        }
        return Array(pieces.reversed().joined())
    }
}
