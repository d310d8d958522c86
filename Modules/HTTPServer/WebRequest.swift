/// One request as a handler sees it.
public struct WebRequest: Sendable, Hashable {
    /// The method in upper case: `GET`.
    public var method: String
    /// The segments of the path, each decoded: `/api/pages/a%20b` is `["api", "pages", "a b"]`.
    public var segments: [String]
    /// The decoded query.
    public var query: QueryString
    /// The header fields.
    public var headers: WebHeaders
    /// The body, at most as long as the server's limit.
    public var body: [UInt8]
    /// What stood at the `{name}` places of the route's pattern.
    public var parameters: [String: String] = [:]
    /// The query as it was sent, without the question mark.
    public var rawQuery: String

    /// A request from its parts; `target` is path and query as they stand in the request line.
    public init(_ method: String, _ target: String, headers: WebHeaders = [:], body: [UInt8] = []) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.method = method.uppercased()
        self.headers = headers
        self.body = body
        segments = (parts.first ?? "").split(separator: "/").map { PercentCoding.decode($0) }
        rawQuery = parts.count > 1 ? String(parts[1]) : ""
        query = QueryString(rawQuery)
    }

    /// The decoded path with its leading slash.
    public var path: String { "/" + segments.joined(separator: "/") }

    /// The value of a cookie, or nil.
    public func cookie(_ name: String) -> String? {
        for field in headers.fields where field.name.lowercased() == "cookie" {
            for pair in field.value.split(separator: ";") {
                let parts = pair.drop { $0 == " " }.split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if parts.count == 2, parts[0] == name { return String(parts[1]) }
            }
        }
        return nil
    }

    /// Whether no segment could lead out of a folder or hide another path: no `.`, `..`, slash, backslash or NUL.
    var isWellFormed: Bool {
        segments.allSatisfy { segment in
            segment != "." && segment != ".." && !segment.utf8.contains { $0 == 0 || $0 == 0x2F || $0 == 0x5C }
        }
    }
}
