import Diagnostics
import Foundation

/// What a thing is called: made from an intent, or taken from a person and judged.
enum DraftName {
    /// The name in an intent: its words before the first preposition, without those that say how or what to do.
    ///
    /// `Hourly air quality for the city` gives `air_quality`. Nil when nothing is left.
    static func of(_ intent: String, kind: Kind) -> String? {
        let plain = DocumentText.title(intent).folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
        let words = plain.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
        // How often a source comes is no name of it; how often a model counts is.
        let unsaid = kind.name == "source" ? skipped.union(cadences) : skipped
        let all = named(words) { unsaid.contains($0) || $0 == kind.name }
        let own = all.filter { word in !kind.words.contains { word == $0 || word == $0 + "s" } }
        var name = (own.isEmpty ? all : own).prefix(4).joined(separator: "_")
        if name.first?.isNumber == true { name = "\(kind.name)_\(name)" }
        return name.isEmpty ? nil : String(name.prefix(maximum))
    }

    /// The words before the first preposition that has one before it.
    private static func named(_ words: [String], without isUnsaid: (String) -> Bool) -> [String] {
        var named: [String] = []
        for word in words {
            if prepositions.contains(word), !named.isEmpty { break }
            if !prepositions.contains(word), !isUnsaid(word) { named.append(word) }
        }
        return named
    }

    /// Throws where a name cannot be one in Swift, in SQL and in a file.
    static func check(_ name: String) throws {
        guard name.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil, name.count <= maximum else {
            throw WeirError.badName(name)
        }
        if let language = reserved.first(where: { $0.words.contains(name) })?.language {
            throw WeirError.reservedName(name, in: language)
        }
    }

    private static let maximum = 40
    private static let prepositions: Set<String> = [
        "for", "from", "with", "in", "on", "by", "to", "per", "about", "of", "at", "into", "when", "that", "which",
        "because", "so", "as", "if", "via", "using", "after", "before", "than", "between", "without",
    ]
    private static let skipped: Set<String> = [
        "a", "an", "the", "our", "my", "all", "every", "each", "new", "another", "more", "and", "or", "is", "are", "we",
        "need", "want", "add", "make", "build", "show", "create", "write", "get", "have", "let", "please", "put",
        "it", "they", "their", "not", "no", "be", "been", "has", "must",
    ]
    private static let cadences: Set<String> = [
        "hourly", "daily", "weekly", "monthly", "yearly", "hour", "day", "week", "month", "year",
    ]

    private static let reserved: [(language: String, words: Set<String>)] = [
        (
            "Swift",
            [
                "actor", "any", "as", "associatedtype", "async", "await", "break", "case", "catch", "class", "continue",
                "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate",
                "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "macro", "nil",
                "open", "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return",
                "self", "some", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try",
                "type", "typealias", "var", "where", "while",
            ]
        ),
        (
            "SQL",
            [
                "all", "alter", "analyze", "and", "array", "asc", "between", "both", "cast", "check", "collate",
                "column", "constraint", "create", "cross", "current_date", "current_time", "current_timestamp",
                "delete", "desc", "describe", "distinct", "drop", "end", "except", "exists", "foreign", "from", "full",
                "grant", "group", "having", "index", "inner", "insert", "intersect", "interval", "into", "join",
                "lateral", "left", "like", "limit", "natural", "not", "null", "offset", "on", "or", "order", "outer",
                "pivot", "primary", "qualify", "references", "right", "row", "rows", "select", "set", "show", "table",
                "then", "to", "trailing", "transaction", "trigger", "union", "unique", "update", "user", "using",
                "values", "view", "when", "window", "with",
            ]
        ),
        // Members that stand beside a source, a suite or a pipeline of that name.
        ("this project", ["name", "description", "settings", "resources", "steps", "suites", "summary", "main"]),
    ]
}
