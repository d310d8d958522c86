import HTTPClient

/// Requests to a JSON API; each answer lands as a file.
///
/// Texts may hold `{name}`: a setting of the source, or `{from}` and `{to}` (days of the window), or `{cursor}`.
/// When the setting `location` is a directory, file or glob, the recorded answers there are loaded instead.
public struct RESTExtraction: Sendable, Hashable {
    /// A query parameter; left out when its text needs a cursor and there is none.
    public struct Parameter: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// Its text, with `{…}` filled in.
        public let text: String

        /// A parameter.
        public init(_ name: String, _ text: String) { (self.name, self.text) = (name, text) }
    }

    /// How requests prove who sends them; each names the settings that hold the secrets.
    public enum Authorization: Sendable, Hashable {
        case none
        case bearer(setting: String)
        case basic(userSetting: String, passwordSetting: String)
        case apiKeyHeader(String, setting: String)
        case apiKeyQuery(String, setting: String)
    }

    /// How the window of a run is cut into requests.
    public enum Window: Sendable, Hashable {
        /// It is not: one chain of pages.
        case none
        /// One request for at most this many days; without `--from` and cursor, the days up to yesterday.
        case days(atMost: Int, byDefault: Int)
    }

    /// The setting that holds the address.
    public var location: String
    /// What is appended to the address: `/orders`.
    public var path: String
    /// The query.
    public var query: [Parameter]
    /// How requests prove who sends them.
    public var authorization: Authorization
    /// How an answer leads to the next one.
    public var pagination: Pagination
    /// How the window is cut.
    public var window: Window

    /// Requests to the address of the setting `location`.
    public init(
        location: String = "location", path: String = "", query: [Parameter] = [],
        authorization: Authorization = .none, pagination: Pagination = .none, window: Window = .none
    ) {
        self.location = location
        self.path = path
        self.query = query
        self.authorization = authorization
        self.pagination = pagination
        self.window = window
    }
}

/// How an answer leads to the next one.
public enum Pagination: Sendable, Hashable {
    /// One answer is all.
    case none
    /// A parameter counts pages from `first`; the page without a record under `records` is the last.
    case page(parameter: String, first: Int = 1, records: [String] = [])
    /// A parameter counts records, another one asks for `limit` of them; a page with fewer under `records` is the last.
    case offset(parameter: String, limitParameter: String, limit: Int, records: [String] = [])
    /// The answer holds under `next` what the parameter is set to; null, empty or absent ends.
    case cursor(parameter: String, next: [String])
    /// The answer holds under `next` the address of the next one; null, empty or absent ends.
    case nextAddress([String])
    /// The header `Link` names the next one as `rel="next"`.
    case linkHeader
}
