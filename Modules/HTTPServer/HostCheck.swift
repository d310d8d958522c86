import Foundation

/// Whether a request's `Host` field names this server.
///
/// A page of a stranger can point a name of its own at a loopback address and so have a browser send requests here; such
/// a request still carries the stranger's name. Loopback names and addresses pass, the host that the server was told
/// to listen on passes, further names pass when they were given; where the server listens on every address, any
/// address in numbers passes.
struct HostCheck: Sendable {
    let listensOn: String
    let names: [String]

    func accepts(_ field: String?) -> Bool {
        guard let field, let host = Self.host(of: field) else { return false }
        if host == "localhost" || host.hasSuffix(".localhost") || host == "::1" { return true }
        if Self.isIPv4(host), host.hasPrefix("127.") { return true }
        if host == listensOn.lowercased() || names.contains(where: { $0.lowercased() == host }) { return true }
        return ["0.0.0.0", "::"].contains(listensOn) && (Self.isIPv4(host) || Self.isIPv6(host))
    }

    /// The host without its port and brackets, in lower case.
    private static func host(of field: String) -> String? {
        let text = field.lowercased()
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            return String(text[text.index(after: text.startIndex)..<end])
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let host = parts.first, !host.isEmpty else { return nil }
        return String(host.hasSuffix(".") ? host.dropLast() : host)
    }

    private static func isIPv4(_ text: String) -> Bool {
        var address = in_addr()
        return inet_pton(AF_INET, text, &address) == 1
    }

    private static func isIPv6(_ text: String) -> Bool {
        var address = in6_addr()
        return inet_pton(AF_INET6, text, &address) == 1
    }
}
