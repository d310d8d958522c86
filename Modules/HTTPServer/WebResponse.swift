/// One answer: status, header fields, body.
public struct WebResponse: Sendable {
    /// What follows the header.
    public enum Body: Sendable {
        /// These bytes, whole.
        case bytes([UInt8])
        /// Server-sent events for as long as the stream is open.
        case events(EventStream)
        /// Fewer bytes than the header promises, then the connection is cut: for tests of clients.
        case cutShort([UInt8], promisedBytes: Int)
    }

    /// The status code.
    public var status: Int
    /// The header fields; length and date are added when it is sent.
    public var headers: WebHeaders
    /// The body.
    public var body: Body

    /// An answer from its parts.
    public init(status: Int = 200, headers: WebHeaders = [:], body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Bytes of a media type; with `tag`, a client that holds that version is answered by 304.
    public static func bytes(_ bytes: [UInt8], type: String, status: Int = 200, tag: String? = nil) -> WebResponse {
        var response = WebResponse(status: status, headers: ["Content-Type": type], body: .bytes(bytes))
        response.headers["ETag"] = tag.map { "\"\($0)\"" }
        return response
    }

    /// Plain text.
    public static func text(_ text: String, status: Int = 200) -> WebResponse {
        .bytes(Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
    }

    /// An HTML page.
    public static func html(_ text: String, status: Int = 200) -> WebResponse {
        .bytes(Array(text.utf8), type: "text/html; charset=utf-8", status: status)
    }

    /// A JSON text.
    public static func json(_ text: String, status: Int = 200) -> WebResponse {
        .bytes(Array(text.utf8), type: "application/json; charset=utf-8", status: status)
    }

    /// A stream of events.
    public static func events(_ stream: EventStream) -> WebResponse {
        WebResponse(
            headers: ["Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store"],
            body: .events(stream))
    }

    /// A redirection to another address of this server.
    public static func redirect(to location: String) -> WebResponse {
        WebResponse(status: 303, headers: ["Location": location])
    }

    /// The answer without its body when the client already holds this version (`If-None-Match`).
    func conditional(on request: WebRequest) -> WebResponse {
        guard status == 200, let tag = headers["ETag"], let held = request.headers["If-None-Match"] else { return self }
        let tags = held.split(separator: ",").map { $0.trimmingPrefix(while: { $0 == " " }) }
        guard tags.contains(where: { $0 == tag || $0 == "*" || $0 == "W/\(tag)" }) else { return self }
        return WebResponse(status: 304, headers: headers)
    }

    /// The part that a `Range` header asks for, when the answer says `Accept-Ranges: bytes`; one range only.
    func ranged(by request: WebRequest) -> WebResponse {
        guard status == 200, case .bytes(let all) = body, headers["Accept-Ranges"] == "bytes",
            let wanted = request.headers["Range"], wanted.hasPrefix("bytes="), !wanted.contains(",")
        else { return self }
        let ends = wanted.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2 else { return self }
        let (first, last) = (Int(ends[0]), Int(ends[1]))
        let start = ends[0].isEmpty ? max(0, all.count - (last ?? 0)) : first ?? all.count
        let end = ends[0].isEmpty ? all.count : min(all.count, (last ?? all.count - 1) + 1)
        guard start < end else {
            return WebResponse(status: 416, headers: ["Content-Range": "bytes */\(all.count)"])
        }
        var part = WebResponse(status: 206, headers: headers, body: .bytes(Array(all[start..<end])))
        part.headers["Content-Range"] = "bytes \(start)-\(end - 1)/\(all.count)"
        return part
    }
}
