import Diagnostics
import Foundation

/// A socket that is bound and listens, opened here so that the reason of a failure is known.
struct ListeningSocket {
    let descriptor: Int32
    let port: Int

    /// Binds the first address that `host` stands for.
    static func open(host: String, port: UInt16) throws -> ListeningSocket {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &found)
        guard code == 0, let address = found?.pointee else {
            throw WeirError.addressUnusable(host: host, reason: String(cString: gai_strerror(code)))
        }
        defer { freeaddrinfo(found) }
        let descriptor = socket(address.ai_family, address.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure(host: host, port: port) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, address.ai_addr, address.ai_addrlen) == 0, listen(descriptor, SOMAXCONN) == 0 else {
            let error = failure(host: host, port: port)
            Foundation.close(descriptor)
            throw error
        }
        return ListeningSocket(descriptor: descriptor, port: boundPort(of: descriptor))
    }

    func close() { Foundation.close(descriptor) }

    private static func failure(host: String, port: UInt16) -> WeirError {
        let code = errno
        switch code {
        case EADDRINUSE: return .portTaken(port: port, by: PortHolder.find(port: port))
        case EACCES, EPERM: return .notPermitted(port: port)
        default: return .addressUnusable(host: host, reason: String(cString: strerror(code)))
        }
    }

    private static func boundPort(of descriptor: Int32) -> Int {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        withUnsafeMutablePointer(to: &storage) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &length) }
        }
        // The port stands at the same place in both families: two bytes behind the family, in network order.
        return withUnsafeBytes(of: storage) { Int($0[2]) << 8 | Int($0[3]) }
    }
}

/// Who listens on a port, as far as /proc tells: processes of other users stay unknown.
enum PortHolder {
    /// `process 4711 (weir serve --port 8080)`, or nil.
    static func find(port: UInt16) -> String? {
        // The kernel's list may leave a line out while connections come and go: it is read again when nothing is found.
        let inodes = (0..<3).lazy.map { _ in listeners(on: port) }.first { !$0.isEmpty }
        guard let inodes else { return nil }
        // This process, then the oldest: a child between fork and exec holds the sockets of its parent for a moment, and
        // has a lower number where numbers have begun again.
        let processes = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int($0) }
        for process in [Int(getpid())] + processes.sorted() {
            let folder = "/proc/\(process)/fd"
            let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for descriptor in descriptors {
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(descriptor)")
                guard let target, target.hasPrefix("socket:["), inodes.contains(String(target.dropFirst(8).dropLast()))
                else { continue }
                return "process \(process)" + (command(of: process).map { " (\($0))" } ?? "")
            }
        }
        return nil
    }

    /// The inodes of sockets that listen on the port.
    private static func listeners(on port: UInt16) -> Set<String> {
        Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap { listeners(in: $0, port: port) })
    }

    private static func listeners(in file: String, port: UInt16) -> [String] {
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 9, fields[3] == "0A", let wanted = fields[1].split(separator: ":").last,
                UInt16(wanted, radix: 16) == port
            else { return nil }
            return String(fields[9])
        }
    }

    /// The name of the program and its first words; arguments may hold secrets, so no more than two.
    private static func command(of process: Int) -> String? {
        guard let bytes = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else { return nil }
        let words = String(decoding: bytes, as: UTF8.self).split(separator: "\0").prefix(2)
        guard let program = words.first?.split(separator: "/").last else { return nil }
        return ([program] + words.dropFirst()).joined(separator: " ")
    }
}
