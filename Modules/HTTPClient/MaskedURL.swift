import Foundation

extension URL {
    /// The address with these query parameters added, percent-encoded as RFC 3986 has it.
    public func appending(query items: [(name: String, value: String)]) -> URL {
        let added = items.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
        guard !added.isEmpty, var parts = URLComponents(url: self, resolvingAgainstBaseURL: true) else { return self }
        let present = parts.percentEncodedQuery ?? ""
        parts.percentEncodedQuery = present.isEmpty ? added : "\(present)&\(added)"
        return parts.url ?? self
    }

    /// The address with one query parameter set, whatever it was before.
    public func replacing(query name: String, with value: String) -> URL {
        guard var parts = URLComponents(url: self, resolvingAgainstBaseURL: true) else { return self }
        let kept = (parts.percentEncodedQuery ?? "").split(separator: "&").filter {
            ($0.split(separator: "=", maxSplits: 1).first.map(String.init) ?? "").removingPercentEncoding != name
        }
        parts.percentEncodedQuery = kept.isEmpty ? nil : kept.joined(separator: "&")
        return (parts.url ?? self).appending(query: [(name, value)])
    }

    /// The address for messages and logs: user and password left out, query values under names that look like secrets
    /// (and under `name`) shown as `***`.
    public func masked(hiding name: String? = nil) -> String {
        guard var parts = URLComponents(url: self, resolvingAgainstBaseURL: true) else { return "(an address)" }
        parts.user = nil
        parts.password = nil
        parts.fragment = nil
        let query = parts.percentEncodedQuery
        parts.percentEncodedQuery = nil
        let address = parts.string ?? "(an address)"
        guard let query, !query.isEmpty else { return address }
        let shown = query.split(separator: "&").map { item in
            let key = item.prefix { $0 != "=" }
            return String(key).isSecretName || String(key) == name ? "\(key)=***" : String(item)
        }
        return address + "?" + shown.joined(separator: "&")
    }

    /// Scheme, host and port: two addresses with the same origin may share credentials.
    var origin: String {
        let scheme = (scheme ?? "").lowercased()
        return "\(scheme)://\((host ?? "").lowercased()):\(port ?? (scheme == "https" ? 443 : 80))"
    }
}

extension String {
    fileprivate var percentEncoded: String {
        addingPercentEncoding(withAllowedCharacters: String.unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    /// Whether a query parameter of this name is likely to carry a secret.
    fileprivate var isSecretName: Bool {
        let name = lowercased()
        return ["key", "token", "secret", "password", "passwd", "signature", "credential", "auth"].contains {
            name.contains($0)
        } || ["sig", "pwd", "code"].contains(name)
    }
}
