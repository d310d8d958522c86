/// How the data that comes after the sample reaches a source.
public struct Arrival: Sendable, Hashable {
    /// Where it is.
    public enum Place: Sendable, Hashable {
        /// A folder of the project into which somebody drops files, relative to its root.
        case folder(String)
        /// The address of one file, or of a place that lists its files.
        case files(String)
        /// A JSON API.
        case api(APIPlan)
    }

    /// What a new delivery does to the rows that are there.
    public enum Way: String, Sendable, Hashable, CaseIterable {
        /// Each delivery is all there is.
        case replaced
        /// Each delivery holds new rows.
        case added
        /// A delivery also corrects rows that came before, by their key.
        case corrected
    }

    /// How often it comes.
    public enum Cadence: String, Sendable, Hashable, CaseIterable {
        case hourly, daily, weekly, monthly, irregular
    }

    /// Where it is.
    public let place: Place
    /// What it does to rows that are there.
    public let way: Way
    /// How often it comes.
    public let cadence: Cadence
    /// The time zone of its schedule: `America/New_York`.
    public let timeZone: String

    /// An arrival from its parts.
    public init(_ place: Place, way: Way, cadence: Cadence, timeZone: String = "UTC") {
        (self.place, self.way, self.cadence, self.timeZone) = (place, way, cadence, timeZone)
    }
}

/// A JSON API as a source asks it.
public struct APIPlan: Sendable, Hashable {
    /// How answers lead to the next one.
    public enum Paging: Sendable, Hashable {
        case none
        case page(parameter: String)
        case offset(parameter: String, limitParameter: String, limit: Int)
        case cursor(parameter: String, next: [String])
        case nextAddress([String])
        case linkHeader
    }

    /// How it is told who asks; the secret stands in the environment or the secrets file, under this name.
    public enum Credential: Sendable, Hashable {
        case none
        case bearer(secret: String)
        case header(String, secret: String)
        case query(String, secret: String)
    }

    /// The address without query.
    public let address: String
    /// The query in order; texts may hold `{from}` and `{to}`, days of the run's window.
    public let query: [Parameter]
    /// How answers lead on.
    public let paging: Paging
    /// Who asks.
    public let credential: Credential
    /// How many days one request is for; nil where it names no day.
    public let windowDays: Int?

    /// A query parameter.
    public struct Parameter: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// Its text.
        public let text: String

        /// A parameter.
        public init(_ name: String, _ text: String) { (self.name, self.text) = (name, text) }
    }

    /// An API from its parts.
    public init(
        address: String, query: [Parameter] = [], paging: Paging = .none, credential: Credential = .none,
        windowDays: Int? = nil
    ) {
        (self.address, self.query, self.paging) = (address, query, paging)
        (self.credential, self.windowDays) = (credential, windowDays)
    }
}
