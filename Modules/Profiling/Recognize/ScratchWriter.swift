import Diagnostics
import DurableFiles
import Foundation

/// Writes a file that is needed for a while: not flushed to the disk, and gone with its folder.
final class ScratchWriter {
    private let file: URL
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private static let bufferBytes = 1 << 20

    init(_ file: URL) throws {
        self.file = file
        descriptor = open(file.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw WeirError.fileFailure(errno: errno, "written", path: file.path) }
        buffer.reserveCapacity(Self.bufferBytes + 1024)
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    /// Writes what is left, and takes so many bytes off the end.
    func finish(cutting count: Int = 0) throws {
        try flush()
        guard count > 0 else { return }
        let length = lseek(descriptor, 0, SEEK_CUR)
        guard length >= 0, ftruncate(descriptor, max(0, length - off_t(count))) == 0 else {
            throw WeirError.fileFailure(errno: errno, "cut", path: file.path)
        }
    }

    private func flush() throws {
        try buffer.withUnsafeBytes { bytes in
            var rest = bytes
            while !rest.isEmpty {
                let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw WeirError.fileFailure(errno: errno, "written", path: file.path) }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
