import Diagnostics
import Foundation

/// Writes a file that appears whole or not at all: a neighbour with another name, flushed, then renamed over the file.
///
/// After `finish` the content survives a power cut. A writer that is dropped or discarded leaves the old file as it was.
/// It buffers 256 KiB, blocks, and belongs to one thread at a time.
public final class DurableWriter {
    /// What a finished writer wrote.
    public struct Receipt: Sendable, Hashable {
        /// The length of the file.
        public let bytes: Int
        /// The SHA-256 of its content, as 64 lower-case hexadecimal digits.
        public let sha256: String
    }

    /// The file that will appear.
    public let file: URL
    /// How many bytes were taken so far.
    public private(set) var bytes = 0

    private let partial: URL
    private let digest: SHA256
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private static let bufferBytes = 1 << 18

    /// Opens the neighbour, and creates the folders on the way.
    public init(to file: URL) throws {
        self.file = file
        partial = DurableFile.partial(for: file)
        digest = try SHA256()
        try DurableFile.createFolder(file.deletingLastPathComponent())
        descriptor = try SystemCalls.open(partial.path, O_WRONLY | O_CREAT | O_EXCL, "written", named: file.path)
        buffer.reserveCapacity(Self.bufferBytes)
    }

    deinit { discard() }

    /// Appends bytes.
    public func write(_ more: UnsafeRawBufferPointer) throws {
        guard descriptor >= 0 else { throw WeirError.writerFinished(path: file.path) }
        bytes += more.count
        if buffer.count + more.count > Self.bufferBytes { try flush() }
        if more.count >= Self.bufferBytes { try put(more) } else { buffer.append(contentsOf: more) }
    }

    /// Appends bytes.
    public func write(_ more: some ContiguousBytes) throws { try more.withUnsafeBytes { try write($0) } }

    /// Appends a text as UTF-8.
    public func write(_ text: String) throws {
        var text = text
        try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
    }

    /// Flushes the content to the disk and puts the file into its place.
    @discardableResult
    public func finish() throws -> Receipt {
        guard descriptor >= 0 else { throw WeirError.writerFinished(path: file.path) }
        do {
            try flush()
            try keepMode()
            try SystemCalls.sync(descriptor, path: file.path)
            let sha256 = try digest.finish()
            try DurableFile.rename(partial, to: file)
            close(descriptor)
            descriptor = -1
            return Receipt(bytes: bytes, sha256: sha256)
        } catch {
            discard()
            throw error
        }
    }

    /// Gives up: the neighbour is removed, the file stays as it was; nothing happens after `finish`.
    public func discard() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        unlink(partial.path)
    }

    private func flush() throws {
        try buffer.withUnsafeBytes { try put($0) }
        buffer.removeAll(keepingCapacity: true)
    }

    private func put(_ more: UnsafeRawBufferPointer) throws {
        try digest.update(more)
        try SystemCalls.writeAll(more, to: descriptor, path: file.path)
    }

    /// A file that is replaced keeps its permissions.
    private func keepMode() throws {
        var status = stat()
        guard stat(file.path, &status) == 0 else { return }
        guard fchmod(descriptor, status.st_mode & 0o7777) == 0 else {
            throw WeirError.fileFailure(errno: errno, "written", path: file.path)
        }
    }
}
