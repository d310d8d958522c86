import Foundation
import Synchronization

/// Functions of DuckDB over texts, under its names, and `regexp`, which SQLite calls for `text regexp pattern`.
enum SQLiteTextFunctions {
    static let all: SQLiteFunctions.List = [
        ("regexp", 2, { .bool(try matches(text($0[1]), text($0[0]), whole: false)) }),
        ("regexp_matches", 2, { .bool(try matches(text($0[0]), text($0[1]), whole: false)) }),
        ("regexp_full_match", 2, { .bool(try matches(text($0[0]), text($0[1]), whole: true)) }),
        ("starts_with", 2, { .bool(text($0[0]).utf8.starts(with: text($0[1]).utf8)) }),
        ("contains", 2, { .bool(text($0[1]).isEmpty || text($0[0]).contains(text($0[1]))) }),
        ("concat", -1, { .text($0.map(text).joined()) }),
        ("greatest", -1, { extreme($0) { $0 < $1 } }),
        ("least", -1, { extreme($0) { $0 > $1 } }),
    ]

    private static func text(_ value: SQLiteValue) -> String { SQLiteFunctions.text(value) }

    /// Compiled patterns: a statement asks for the same one on every row.
    private static let patterns = Mutex<[String: NSRegularExpression]>([:])

    private static func matches(_ text: String, _ pattern: String, whole: Bool) throws -> Bool {
        let source = whole ? "\\A(?:\(pattern))\\z" : pattern
        let expression = try patterns.withLock { patterns in
            if let known = patterns[source] { return known }
            guard let made = try? NSRegularExpression(pattern: source) else {
                throw SQLiteFunctions.Failure(message: "weir: a regular expression cannot be read")
            }
            if patterns.count >= 100 { patterns = [:] }
            patterns[source] = made
            return made
        }
        return expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
    }

    /// The greatest or least of the values that are not null: numbers by size, texts by bytes.
    private static func extreme(_ values: [SQLiteValue], _ isBetter: (Ordered, Ordered) -> Bool) -> SQLiteValue {
        var best = SQLiteValue.null
        for value in values where value != .null {
            if best == .null || isBetter(Ordered(best), Ordered(value)) { best = value }
        }
        return best
    }

    /// A value in SQLite's order: numbers before texts.
    private struct Ordered: Comparable {
        let value: SQLiteValue
        init(_ value: SQLiteValue) { self.value = value }

        static func < (left: Ordered, right: Ordered) -> Bool {
            switch (left.value, right.value) {
            case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
            case (.text, _): false
            case (_, .text): true
            default: (left.value.number ?? 0) < (right.value.number ?? 0)
            }
        }
    }
}
