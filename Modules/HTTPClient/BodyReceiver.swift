import Diagnostics
import Foundation

/// Takes a response's body, chunk by chunk, to where the request wants it.
final class BodyReceiver {
    private static let answerLimitBytes = 64 << 10

    private let target: HTTPBodyTarget
    private let address: String
    private let progress: HTTPProgress
    private let fileLimitBytes: Int?
    private var descriptor: Int32 = -1
    private var isOpen = false
    private var standingBytes = 0
    private var totalBytes: Int?
    private var memory: [UInt8] = []
    private(set) var receivedBytes = 0

    init(target: HTTPBodyTarget, of request: HTTPRequest, progress: @escaping HTTPProgress) {
        self.target = target
        self.progress = progress
        address = request.maskedURL
        fileLimitBytes = request.fileLimitBytes
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Takes the next bytes of an answer with this status and these headers.
    func receive(_ bytes: UnsafeRawBufferPointer, status: Int, headers: HTTPHeaders) throws {
        try open(status: status, headers: headers)
        receivedBytes += bytes.count
        if descriptor >= 0 { try write(bytes) } else { try keep(bytes, status: status) }
        standingBytes += bytes.count
        progress(standingBytes, totalBytes)
    }

    /// Ends the body: the file is on disk, the bytes in memory are returned.
    func finish(status: Int, headers: HTTPHeaders) throws -> [UInt8] {
        try open(status: status, headers: headers)
        if descriptor >= 0, fsync(descriptor) != 0 { throw failed() }
        return memory
    }

    private func open(status: Int, headers: HTTPHeaders) throws {
        guard !isOpen else { return }
        isOpen = true
        let length = headers["Content-Length"].flatMap { Int($0) }
        guard case .file(let file, let offset) = target, status == 200 || status == 206 else {
            totalBytes = headers["Content-Encoding"] == nil ? length : nil
            return
        }
        standingBytes = status == 206 ? offset : 0
        if status == 206, headers["Content-Range"]?.hasPrefix("bytes \(offset)-") != true {
            throw WeirError.protocolFailure(address, reason: "it sent another range than the one asked for")
        }
        totalBytes = length.map { $0 + standingBytes }
        try checkFileLimit(totalBytes ?? standingBytes)
        descriptor = try PartialFile(at: file).open(at: standingBytes, headers: headers)
    }

    private func checkFileLimit(_ bytes: Int) throws {
        if let fileLimitBytes, bytes > fileLimitBytes {
            throw WeirError.fileTooLarge(address, limitBytes: fileLimitBytes)
        }
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws {
        try checkFileLimit(standingBytes + bytes.count)
        var rest = bytes
        while !rest.isEmpty {
            let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failed() }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    private func keep(_ bytes: UnsafeRawBufferPointer, status: Int) throws {
        switch target {
        case .memory(let limit) where memory.count + bytes.count > limit:
            throw WeirError.bodyTooLarge(address, limitBytes: limit)
        case .memory: memory.append(contentsOf: bytes)
        case .file: memory.append(contentsOf: bytes.prefix(Self.answerLimitBytes - memory.count))
        }
    }

    private func failed() -> WeirError {
        guard case .file(let file, _) = target else { return .bodyTooLarge(address, limitBytes: 0) }
        return PartialFile(at: file).failed()
    }
}
