import Diagnostics

/// A proof that the program runs itself, without a shell: one of a closed set.
///
/// In documents it is a YAML mapping whose first key says which: `test: IngestTests/AirQualityTests`.
public struct Check: Sendable, Hashable {
    /// What is done and what has to come out.
    public enum Form: Sendable, Hashable {
        /// A test target, a suite or a test: `IngestTests/AirQualityTests/loadsEveryRow`. It must stand by name in the results.
        case test(TestName)
        /// A query on the warehouse.
        case sql(String, Expectation)
        /// A call of `weir` by its words, with its exit code, and what stands at a path of its JSON.
        case weir([String], exitCode: Int32, json: JSONExpectation?)
        /// A page that answers, whose queries answer and whose charts draw marks.
        case page(String)
        /// A call of `weir` after which these tables hold the same rows as before.
        case unchanged([String], tables: [String])
        /// A command that a person listed in `weir.yml`.
        case named(String)
        /// A question that a person answers by name, never an agent.
        case person(String)
    }

    /// What a query has to return.
    public enum Expectation: Sendable, Hashable {
        /// One row with one value, which prints so.
        case equals(String)
        /// One row with one number, which is no smaller.
        case atLeast(Double)
        /// No row.
        case empty
    }

    /// What has to stand at a path of a JSON document.
    public struct JSONExpectation: Sendable, Hashable {
        /// Keys and indices from the root: `loads.0.rows`.
        public let path: String
        /// What stands there.
        public let expectation: Expectation
    }

    /// What is done.
    public var form: Form
    /// Calls of `weir` that come before it in its world, each by its words: the steps upstream.
    public var after: [[String]]
    /// Whether it may already hold before the work: a promise that is kept, not one that is made.
    public var keeps: Bool
    /// Where it stands.
    public var location: SourceLocation?

    /// A check; nothing before it, and it proves something new.
    public init(_ form: Form, after: [[String]] = [], keeps: Bool = false, at location: SourceLocation? = nil) {
        self.form = form
        self.after = after
        self.keeps = keeps
        self.location = location
    }

    /// The same check has the same text, wherever it stands: what evidence refers to.
    public var text: String {
        let what =
            switch form {
            case .test(let name): "test: \(name)"
            case .sql(let sql, let expectation):
                "sql: \(sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")) \(expectation)"
            case .weir(let words, let code, let json):
                "weir: \(words.joined(separator: " "))" + (code == 0 ? "" : " exit: \(code)")
                    + (json.map { " json: \($0.path) \($0.expectation)" } ?? "")
            case .page(let name): "page: \(name)"
            case .unchanged(let words, let tables):
                "unchanged: \(words.joined(separator: " ")) [\(tables.joined(separator: ", "))]"
            case .named(let name): "named: \(name)"
            case .person(let question): "person: \(question)"
            }
        return what + after.map { " after: " + $0.joined(separator: " ") }.joined() + (keeps ? " keeps" : "")
    }

    /// The first line of the text, for lists.
    public var title: String { text.count > 96 ? text.prefix(95) + "…" : text }
}

extension Check.Expectation: CustomStringConvertible {
    public var description: String {
        switch self {
        case .equals(let text): "equals: \(text)"
        case .atLeast(let number): "at_least: \(number)"
        case .empty: "empty: true"
        }
    }
}

/// A test by its target, suite and name, of which the later ones may be missing.
public struct TestName: Sendable, Hashable, CustomStringConvertible {
    /// The test target: `IngestTests`.
    public let target: String
    /// The suite's type.
    public let suite: String?
    /// The test's function, without its parentheses.
    public let test: String?

    /// A name as it is written, parts behind slashes; nil when it has no or more than three parts or odd characters.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...3).contains(parts.count), parts.allSatisfy(Self.isName)
        else { return nil }
        target = parts[0]
        suite = parts.count > 1 ? parts[1] : nil
        test = parts.count > 2 ? parts[2] : nil
    }

    /// Letters, digits and underscores, no digit first.
    private static func isName(_ text: String) -> Bool {
        let isLetter = { (byte: UInt8) in (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 }
        return text.utf8.first.map(isLetter) == true
            && text.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) }
    }

    public var description: String { [target, suite, test].compactMap { $0 }.joined(separator: "/") }
}
