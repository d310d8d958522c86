import Diagnostics

/// Something that a reader of a page sets, and that queries bind as a parameter.
struct PageInput: Sendable {
    enum Kind: Sendable {
        /// The rows of a query: the first column is the value, the second (when there is one) what is shown.
        case dropdown(query: String, all: String?)
        /// Two days, `$name_from` and `$name_to`; the query's first row holds the first and the last possible day.
        case dateRange(query: String)
        /// A number.
        case slider(minimum: Double, maximum: Double, step: Double)
    }

    let name: String
    let label: String
    let kind: Kind
    /// The value at first, as text; a date range takes `last 30 days`.
    let initial: String?
    let location: SourceLocation

    /// The names of its parameters in SQL, which are the names of its fields in an address as well.
    var parameters: [String] {
        if case .dateRange = kind { ["\(name)_from", "\(name)_to"] } else { [name] }
    }

    /// The query that it is filled from.
    var query: String? {
        switch kind {
        case .dropdown(let query, _), .dateRange(let query): query
        case .slider: nil
        }
    }
}
