import Diagnostics
import Foundation
import JSON

/// What a server answered.
public struct HTTPResponse: Sendable, Hashable {
    /// The status: 200, 404, ….
    public var status: Int
    /// The header fields of the last response.
    public var headers: HTTPHeaders
    /// The body, when it was read into memory.
    public var body: [UInt8]
    /// How many bytes of body came over the wire, in memory or in a file.
    public var receivedBytes: Int
    /// Where the answer came from, after redirects.
    public var url: URL

    /// A response of these parts.
    public init(
        status: Int, headers: HTTPHeaders = [:], body: [UInt8] = [], receivedBytes: Int? = nil, url: URL
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.receivedBytes = receivedBytes ?? body.count
        self.url = url
    }

    /// Whether the status is 2xx.
    public var isSuccess: Bool { (200..<300).contains(status) }

    /// The body as text; bytes that are not UTF-8 are replaced.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// Where a `Link` header's relation points: `next`; nil when there is none.
    public func link(_ relation: String) -> URL? {
        for link in headers.all("Link").flatMap({ $0.split(separator: "<") }) {
            guard let end = link.firstIndex(of: ">") else { continue }
            let isWanted = link[end...].split(separator: ";").contains { parameter in
                let parts = parameter.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: Self.frame) }
                return parts.count == 2 && parts[0].lowercased() == "rel"
                    && parts[1].lowercased().split(separator: " ").contains(relation[...])
            }
            if isWanted { return URL(string: String(link[..<end]), relativeTo: url)?.absoluteURL }
        }
        return nil
    }

    /// What may stand around a parameter's name and value.
    private static let frame = CharacterSet(charactersIn: "\", \t>")

    /// Why the server refused, where its JSON body says so in one of the usual words; secrets of the request are masked.
    func statedReason(hiding request: HTTPRequest) -> String? {
        guard body.count < 1 << 16, let document = try? JSONValue.parse(utf8: body) else { return nil }
        let words = ["reason", "message", "error_description", "detail", "error"]
        let reasons = words.compactMap { document[$0]?.string ?? document["error"]?[$0]?.string }
        return reasons.first.map { Masker(request.authorization.secrets).mask(String($0.prefix(200))) }
    }
}
