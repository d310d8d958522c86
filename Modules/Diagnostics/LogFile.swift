import Foundation
import Synchronization

/// A file of lines that several processes append to. At a size it is put aside and a new one begins:
/// `runs.jsonl`, before it `runs.1.jsonl`, before that `runs.2.jsonl`; the oldest goes.
///
/// Each line is written under a lock on the very file that bears the name at that moment, so no line goes into one that was
/// put aside, or is lost with it. A file system without locks, or a folder that refuses the renaming, lets the file grow.
final class LogFile: Sendable {
    /// No more files are kept beside the current one.
    static let mostKept = 9

    private let file: URL
    private let limitBytes: Int
    private let kept: Int
    private let descriptor: Mutex<Int32>

    /// Opens the file, and creates it with its folders.
    init(appendingTo file: URL, limitBytes: Int, kept: Int) throws {
        (self.file, self.limitBytes, self.kept) = (file, limitBytes, min(max(1, kept), Self.mostKept))
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        let opened = Self.open(file)
        guard opened >= 0 else {
            throw WeirError(
                "log.unwritable", "the log '\(file.path)' cannot be written: \(String(cString: strerror(errno)))",
                hint: "check the permissions of its folder", kind: .usage)
        }
        descriptor = Mutex(opened)
    }

    deinit { descriptor.withLock { _ = close($0) } }

    /// Appends a line, which ends with a line break. False when it could not be written whole.
    func append(_ line: [UInt8]) -> Bool {
        descriptor.withLock { descriptor in
            lockCurrent(&descriptor, for: line.count)
            // Unlocked by name: a program that another thread starts at this moment holds a copy of the descriptor.
            defer { flock(descriptor, LOCK_UN) }
            var rest = line[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }

    /// Locks the file that bears the name and has room for so many bytes; puts a full one aside first.
    private func lockCurrent(_ descriptor: inout Int32, for bytes: Int) {
        // Another process may put each one aside in turn, though hardly so often.
        for _ in 0..<100 {
            while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
            var (mine, current) = (stat(), stat())
            let isThere = fstat(descriptor, &mine) == 0 && stat(file.path, &current) == 0
            if isThere, mine.st_ino == current.st_ino, mine.st_dev == current.st_dev {
                if mine.st_size == 0 || Int(mine.st_size) + bytes <= limitBytes || !putAside() { return }
            }
            let next = Self.open(file)
            if next < 0 { return }
            flock(descriptor, LOCK_UN)
            close(descriptor)
            descriptor = next
        }
    }

    /// Moves the file, and those before it, one number up; only so far as numbers are taken, since one who was killed on the
    /// way has left a gap. Whether the name is free now.
    private func putAside() -> Bool {
        let isTaken = { (number: Int) in access(Self.place(of: self.file, number).path, F_OK) == 0 }
        let last = (1..<kept).first { !isTaken($0) } ?? kept
        for number in stride(from: last, through: 1, by: -1) {
            let (from, to) = (Self.place(of: file, number - 1), Self.place(of: file, number))
            guard rename(from.path, to.path) == 0 else { return false }
        }
        return true
    }

    private static func open(_ file: URL) -> Int32 {
        Foundation.open(file.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    }

    /// Where a file lies that was put aside so often; 0 is the file itself.
    static func place(of file: URL, _ number: Int) -> URL {
        guard number > 0 else { return file }
        let name = file.deletingPathExtension().lastPathComponent
        return file.deletingLastPathComponent().appending(path: "\(name).\(number).\(file.pathExtension)")
    }
}
