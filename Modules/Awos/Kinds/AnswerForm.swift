/// What an answer has to look like.
public enum AnswerForm: Sendable, Hashable {
    /// Any text.
    case text
    /// A whole number from 0.
    case number
    /// One of these words.
    case choice([String])
    /// Columns, separated by commas.
    case columns
    /// Tables with their schema, separated by commas; at most so many.
    case tables(atMost: Int = 100)
    /// Names of tests, `IngestTests/AirQualityTests/loadsEveryRow`, separated by commas.
    case tests
    /// Modules, separated by commas.
    case modules(atMost: Int = 100)
    /// A column here whose sum equals that of a column there: `trips = core.fct_trips_daily.trips`.
    case equalSums

    /// What a right answer is, for the error of a wrong one.
    var expectation: String {
        switch self {
        case .text: "a text that is not empty"
        case .number: "a whole number from 0"
        case .choice(let words): "one of \(words.joined(separator: ", "))"
        case .columns: "names of columns, separated by commas: station_id, measured_at"
        case .tables(1): "the name of a table with its schema: core.fct_trips"
        case .tables: "names of tables with their schemas, separated by commas: core.fct_trips, core.dim_date"
        case .tests: "names of tests, separated by commas: IngestTests/AirQualityTests/loadsEveryRow"
        case .modules(1): "the name of a module: Ingest"
        case .modules: "names of modules, separated by commas: Ingest, Serve"
        case .equalSums: "a column here and one upstream: trips = core.fct_trips_daily.trips"
        }
    }

    /// Whether a text is such an answer.
    func accepts(_ text: String) -> Bool {
        switch self {
        case .text: !text.trimmed.isEmpty
        case .number: Int(text).map { $0 >= 0 } ?? false
        case .choice(let words): words.contains(text)
        case .columns: all(text) { $0.wholeMatch(of: /[a-z_][a-z0-9_]*/) != nil }
        case .tables(let most):
            all(text, atMost: most) { $0.wholeMatch(of: /[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*/) != nil }
        case .tests: all(text) { TestName($0) != nil }
        case .modules(let most): all(text, atMost: most) { $0.wholeMatch(of: /[A-Za-z][A-Za-z0-9]*/) != nil }
        case .equalSums: Self.sums(text) != nil
        }
    }

    private func all(_ text: String, atMost most: Int = 100, _ isRight: (String) -> Bool) -> Bool {
        let parts = Self.parts(text)
        return (1...max(1, most)).contains(parts.count) && parts.allSatisfy(isRight)
    }

    /// What stands between commas.
    static func parts(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
    }

    /// The column here, and the table and column there.
    static func sums(_ text: String) -> (column: String, table: String, upstream: String)? {
        let form = /([a-z_][a-z0-9_]*)\s*=\s*([a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*)\.([a-z_][a-z0-9_]*)/
        return text.trimmed.wholeMatch(of: form).map { (String($0.1), String($0.2), String($0.3)) }
    }
}
