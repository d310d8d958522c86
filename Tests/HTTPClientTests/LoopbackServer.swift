import Foundation
import Synchronization

/// A server on loopback that answers with raw bytes, so that tests can play a broken one.
final class LoopbackServer: Sendable {
    /// What to send for a request's text; nil keeps the connection open and silent.
    typealias Answer = @Sendable (_ request: String, _ number: Int) -> String?

    private let descriptor: Int32
    private let seen = Mutex<[String]>([])
    private let silent = Mutex<[Int32]>([])
    let port: Int

    init(_ answer: @escaping Answer) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) + getsockname(descriptor, $0, &size)
            }
        }
        guard bound == 0, listen(descriptor, 16) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
        self.descriptor = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in
            while case let client = accept(descriptor, nil, nil), client >= 0 { serve(client, answer) }
            // Not by `stop`: the number could be another server's before this thread waits on it again.
            close(descriptor)
        }
    }

    func url(_ path: String) -> URL { URL(string: "http://127.0.0.1:\(port)\(path)")! }

    /// The texts of all requests so far.
    var requests: [String] { seen.withLock { $0 } }

    /// Ends the server and every connection that it kept silent.
    func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        silent.withLock { silent in
            for client in silent { close(client) }
            silent = []
        }
    }

    private func serve(_ client: Int32, _ answer: Answer) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !isWhole(bytes) {
            let count = recv(client, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let number = seen.withLock { seen in
            seen.append(text)
            return seen.count
        }
        guard let reply = answer(text, number) else { return silent.withLock { $0.append(client) } }
        _ = Array(reply.utf8).withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        close(client)
    }

    private func isWhole(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return false }
        let length = text.lowercased().split(separator: "content-length: ").dropFirst().first
            .flatMap { Int($0.prefix { $0.isNumber }) }
        return text[end.upperBound...].utf8.count >= (length ?? 0)
    }
}

/// A response as it stands on the wire.
func wire(_ status: Int, _ body: String = "", _ headers: String...) -> String {
    (["HTTP/1.1 \(status) X", "Content-Length: \(body.utf8.count)", "Connection: close"] + headers)
        .joined(separator: "\r\n") + "\r\n\r\n" + body
}

/// A new folder for one test.
func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "weir-http-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
}
