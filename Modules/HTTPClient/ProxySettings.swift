import Foundation

/// The proxies that an environment names, read as libcurl reads them.
struct ProxySettings: Sendable {
    private let environment: [String: String]

    init(_ environment: [String: String]) { self.environment = environment }

    /// The proxy for an address; nil when it is asked directly.
    func proxy(for url: URL) -> String? {
        guard !url.isLoopback, !isExcepted(host: (url.host ?? "").lowercased()) else { return nil }
        // HTTP_PROXY in capitals can be set by a request's header in CGI programs: it is not read.
        let names = url.scheme?.lowercased() == "https" ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
        return (names + ["all_proxy", "ALL_PROXY"]).lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    }

    private func isExcepted(host: String) -> Bool {
        let list = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
        return list.split { ", ".contains($0) }.contains { entry in
            let domain = entry.lowercased().drop { $0 == "." }
            return entry == "*" || host == domain || host.hasSuffix("." + domain)
        }
    }
}
