import Diagnostics
import Foundation

@testable import HTTPServer

/// A client that says exactly what it is told and reads until the server closes.
struct LoopbackClient {
    struct Answer: Sendable {
        var status: Int
        var headers: WebHeaders
        var body: String
    }

    let port: Int

    /// Sends a request with `Host: localhost` (unless given) and `Connection: close`, and reads the whole answer.
    func send(_ method: String, _ target: String, _ headers: WebHeaders = [:], body: String = "") async throws -> Answer
    {
        var fields = headers
        if fields["Host"] == nil { fields["Host"] = "localhost:\(port)" }
        if !body.isEmpty { fields["Content-Length"] = String(body.utf8.count) }
        fields["Connection"] = "close"
        let head = fields.fields.map { "\($0.name): \($0.value)\r\n" }.joined()
        return Self.parse(try await raw("\(method) \(target) HTTP/1.1\r\n\(head)\r\n\(body)"))
    }

    func raw(_ text: String) async throws -> String {
        try await offload {
            let descriptor = try connect()
            defer { close(descriptor) }
            Self.write(text, to: descriptor)
            return Self.read(descriptor) { _ in false }
        }
    }

    func connect() throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw WeirError("test.unconnected", "errno \(errno)") }
        return descriptor
    }

    static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Reads until the end, or until what was read is enough.
    static func read(_ descriptor: Int32, until isEnough: (String) -> Bool) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while !isEnough(String(decoding: bytes, as: UTF8.self)) {
            let count = Foundation.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func parse(_ text: String) -> Answer {
        let end = text.firstRange(of: "\r\n\r\n")
        let lines = text[..<(end?.lowerBound ?? text.endIndex)].split(separator: "\r\n")
        var headers = WebHeaders()
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers.add(String(parts[0]), parts.count > 1 ? String(parts[1].trimmingPrefix(" ")) : "")
        }
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return Answer(status: status, headers: headers, body: end.map { String(text[$0.upperBound...]) } ?? "")
    }
}
