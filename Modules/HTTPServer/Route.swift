/// A method, a pattern of a path, and what answers it.
public struct Route: Sendable {
    /// Answers one request.
    public typealias Handler = @Sendable (WebRequest) async throws -> WebResponse

    /// The method; nil takes every one.
    let method: String?
    let pattern: [Segment]
    let handler: Handler

    enum Segment: Sendable, Hashable {
        case literal(String)
        case parameter(String)
        case rest(String)
    }

    /// A route of these parts.
    ///
    /// In `pattern`, `{name}` stands for one segment and `{name...}` at the end for all that remain (at least one).
    public init(_ method: String?, _ pattern: String, _ handler: @escaping Handler) {
        self.method = method
        self.handler = handler
        self.pattern = pattern.split(separator: "/").map { part in
            guard part.hasPrefix("{"), part.hasSuffix("}") else { return .literal(String(part)) }
            let name = part.dropFirst().dropLast()
            return name.hasSuffix("...") ? .rest(String(name.dropLast(3))) : .parameter(String(name))
        }
    }

    /// A route for `GET`, which answers `HEAD` too.
    public static func get(_ pattern: String, _ handler: @escaping Handler) -> Route { Route("GET", pattern, handler) }

    /// A route for `POST`.
    public static func post(_ pattern: String, _ handler: @escaping Handler) -> Route {
        Route("POST", pattern, handler)
    }

    /// A route for every method.
    public static func any(_ pattern: String, _ handler: @escaping Handler) -> Route { Route(nil, pattern, handler) }

    /// What stands at the pattern's places, or nil when the path does not fit.
    func match(_ segments: [String]) -> [String: String]? {
        var found: [String: String] = [:]
        for (index, part) in pattern.enumerated() {
            guard index < segments.count else { return nil }
            switch part {
            case .literal(let text): if segments[index] != text { return nil }
            case .parameter(let name): found[name] = segments[index]
            case .rest(let name):
                found[name] = segments[index...].joined(separator: "/")
                return found
            }
        }
        return segments.count == pattern.count ? found : nil
    }

    func takes(_ method: String) -> Bool {
        self.method == nil || self.method == method || (self.method == "GET" && method == "HEAD")
    }
}

/// Finds the route of a request: the first that fits, in the order in which they were given.
struct Router: Sendable {
    let routes: [Route]

    func answer(_ request: WebRequest) async throws -> WebResponse {
        guard request.isWellFormed else { return .text("the path is not well formed\n", status: 400) }
        var allowed: [String] = []
        for route in routes {
            guard let parameters = route.match(request.segments) else { continue }
            guard route.takes(request.method) else {
                if let method = route.method, !allowed.contains(method) { allowed.append(method) }
                continue
            }
            var request = request
            request.parameters = parameters
            return try await route.handler(request)
        }
        guard !allowed.isEmpty else { return .text("there is nothing at '\(request.path)'\n", status: 404) }
        var response = WebResponse.text("'\(request.path)' does not take \(request.method)\n", status: 405)
        response.headers["Allow"] = allowed.joined(separator: ", ")
        return response
    }
}
