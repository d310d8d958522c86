import Diagnostics
import Foundation

/// One HTTP request as a value: where, how, and how long it may take.
public struct HTTPRequest: Sendable, Hashable {
    /// How long a request may take, in seconds.
    public struct TimeLimits: Sendable, Hashable {
        /// Until the connection stands, TLS included.
        public var connectSeconds: Double
        /// Without a byte received.
        public var stallSeconds: Double
        /// In all; nil sets no limit, as for large files.
        public var totalSeconds: Double?

        /// Limits; by default 20 s to connect, 60 s without a byte, 300 s in all.
        public init(connectSeconds: Double = 20, stallSeconds: Double = 60, totalSeconds: Double? = 300) {
            self.connectSeconds = connectSeconds
            self.stallSeconds = stallSeconds
            self.totalSeconds = totalSeconds
        }
    }

    /// `GET`, `POST`, ….
    public var method: String
    /// Where it goes: http or https, without the secrets that `authorization` adds.
    public var url: URL
    /// Header fields beside those of `authorization`.
    public var headers: HTTPHeaders
    /// The body that is sent, if any.
    public var body: [UInt8]?
    /// Who sends it; not followed to another host by redirects.
    public var authorization: HTTPAuthorization
    /// The setting that holds the credentials, named by the error when the server refuses them: `sources.shop.token`.
    public var credentialSetting: String?
    /// How long it may take.
    public var limits: TimeLimits
    /// Whether an HTML page as the answer is an error: a log-in page or a captive portal instead of data.
    public var refusesHTML: Bool
    /// The most bytes of a body that may go into a file; nil sets no limit.
    public var fileLimitBytes: Int?

    /// A request of these parts; by default a GET without credentials that refuses HTML.
    public init(
        _ url: URL, method: String = "GET", headers: HTTPHeaders = [:], body: [UInt8]? = nil,
        authorization: HTTPAuthorization = .none, credentialSetting: String? = nil, limits: TimeLimits = TimeLimits(),
        refusesHTML: Bool = true
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.authorization = authorization
        self.credentialSetting = credentialSetting
        self.limits = limits
        self.refusesHTML = refusesHTML
    }

    /// The headers as they go out, those of the authorization included.
    public var sentHeaders: HTTPHeaders {
        var sent = headers
        if let header = authorization.header { sent[header.name] = header.value }
        if sent["User-Agent"] == nil { sent["User-Agent"] = "weir" }
        return sent
    }

    /// The address as it goes out, the query parameter of the authorization included.
    public var sentURL: URL {
        authorization.queryItem.map { url.appending(query: [$0]) } ?? url
    }

    /// The address for messages and logs: without user, password, and values that look like secrets.
    public var maskedURL: String { url.masked(hiding: authorization.queryItem?.name) }
}
