import Diagnostics
import Foundation

/// A download that has not ended: the bytes so far in `<file>.part`, the server's mark of the version they belong to in
/// `<file>.part.mark`.
///
/// The mark is written before the first byte and taken away before the bytes are: bytes never stand beside the mark of
/// another version.
struct PartialFile {
    let file: URL
    private var markFile: URL { URL(fileURLWithPath: file.path + ".mark") }

    /// The partial file of a download into `file`.
    init(of file: URL) { self.file = URL(fileURLWithPath: file.path + ".part") }

    /// The partial file that stands at this path itself.
    init(at file: URL) { self.file = file }

    /// How many bytes stand.
    var bytes: Int {
        (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? NSNumber)?.intValue ?? 0
    }

    /// Where to go on and for which version; nil when there is nothing to go on from.
    var resume: (bytes: Int, mark: String)? {
        guard bytes > 0, let mark = try? String(contentsOf: markFile, encoding: .utf8), !mark.isEmpty else {
            return nil
        }
        return (bytes, mark)
    }

    /// Opens the file to go on at byte `offset` (0: anew, for the version that `headers` name).
    func open(at offset: Int, headers: HTTPHeaders) throws -> Int32 {
        if offset == 0 { discardMark() }
        let descriptor = Foundation.open(file.path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failed() }
        guard ftruncate(descriptor, off_t(offset)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
            defer { close(descriptor) }
            throw failed()
        }
        if offset == 0, let mark = Self.mark(headers) {
            // Without a mark the next attempt starts anew: a failure to write one costs time, not bytes.
            try? Data(mark.utf8).write(to: markFile)
        }
        return descriptor
    }

    /// Gives the whole file its name.
    func finish(as name: URL) throws {
        discardMark()
        guard rename(file.path, name.path) == 0 else { throw failed() }
    }

    /// Forgets what came.
    func discard() {
        discardMark()
        unlink(file.path)
    }

    /// Whether what came begins as an HTML page does.
    var isHTML: Bool {
        guard let handle = try? FileHandle(forReadingFrom: file) else { return false }
        defer { try? handle.close() }
        return HTTPResponse.isHTML((try? handle.read(upToCount: 256)) ?? Data())
    }

    /// The error of the last failed system call.
    func failed() -> WeirError { .unwritable(file.path, reason: String(cString: strerror(errno)), code: errno) }

    private func discardMark() { unlink(markFile.path) }

    /// A mark that `If-Range` accepts: a strong ETag, else the date of the last change.
    private static func mark(_ headers: HTTPHeaders) -> String? {
        if let etag = headers["ETag"], !etag.hasPrefix("W/") { return etag }
        return headers["Last-Modified"]
    }
}
