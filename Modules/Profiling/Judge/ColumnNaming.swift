import Foundation

/// Makes an identifier from each header: lower case with underscores, with its unit, unique, and no word of SQL.
enum ColumnNaming {
    struct Named: Hashable {
        var name: String
        var reason: String
        var unit: UnitWords.Found?
    }

    private static let mostLetters = 60

    /// Names for columns in order; `taken` are names that stand already.
    static func names(of columns: [LoadedColumn]) -> [Named] {
        var taken: Set<String> = []
        return columns.enumerated().map { index, column in
            var named =
                column.givenName.map { Named(name: $0, reason: "the parent's key, or the place in its list") }
                ?? name(of: column.original, stated: column.statedUnit, at: index)
            var number = 2
            let wanted = named.name
            while !taken.insert(named.name).inserted {
                named.name = "\(wanted)_\(number)"
                named.reason = "the header stands more than once"
                number += 1
            }
            return named
        }
    }

    /// An identifier for something that is no column: a file, a sheet.
    static func identifier(_ text: String, otherwise: String) -> String {
        let words = NameWords(text).words
        let joined = String(words.joined(separator: "_").prefix(40)).trimmingCharacters(in: ["_"])
        guard let first = joined.first else { return otherwise }
        let name = first.isLetter ? joined : "\(otherwise)_\(joined)"
        return ReservedWords.all.contains(name) ? "\(name)_\(otherwise)" : name
    }

    private static func name(of header: String, stated: String?, at index: Int) -> Named {
        let shown = DisplayText.shown(header, atMost: 255)
        let (rest, unit) = UnitWords.taken(from: shown, stated: stated)
        var words = NameWords(rest).words
        if words.isEmpty, let unit { words = [unit.word] }
        guard !words.isEmpty else {
            let isNameless = shown.allSatisfy(\.isWhitespace)
            return Named(
                name: "column_\(index + 1)",
                reason: isNameless ? "the column has no header" : "no letter of the header can stand in an identifier")
        }
        if let unit, !words.contains(unit.word) { words.append(unit.word) }
        var name = words.joined(separator: "_")
        if name.count > mostLetters { name = String(name.prefix(mostLetters)).trimmingCharacters(in: ["_"]) }
        var reason = name == header ? "the header as it stands" : "the header in lower case, with underscores"
        if let unit, unit.isRewritten { reason += ", its unit as a word" }
        if name.first?.isNumber == true {
            name = "value_" + name
            reason = "the header begins with a digit"
        }
        if ReservedWords.all.contains(name) {
            reason = "'\(name)' is a word of SQL"
            name += "_value"
        }
        return Named(name: name, reason: reason, unit: unit)
    }
}

/// Words that an identifier cannot be without quotes, on one engine or the other.
enum ReservedWords {
    static let all: Set<String> = [
        "add", "all", "alter", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "between",
        "both",
        "by", "case", "cast", "check", "collate", "column", "commit", "constraint", "create", "cross", "current_date",
        "current_time", "current_timestamp", "default", "deferrable", "delete", "desc", "describe", "distinct", "do",
        "drop", "else", "end", "escape", "except", "exists", "explain", "false", "fetch", "filter", "for", "foreign",
        "from", "full", "glob", "grant", "group", "having", "if", "in", "index", "initially", "inner", "insert",
        "intersect", "interval", "into", "is", "isnull", "join", "lambda", "lateral", "leading", "left", "like",
        "limit",
        "localtime", "localtimestamp", "map", "natural", "no", "none", "not", "notnull", "null", "offset", "on", "only",
        "or",
        "order", "outer", "over", "pivot", "placing", "primary", "qualify", "references", "returning", "right",
        "rowid", "row", "rows", "select", "set", "show", "similar", "some", "summarize", "symmetric", "table", "then",
        "to", "trailing", "transaction", "true", "union", "unique", "unpivot", "update", "using", "values", "variadic",
        "verbose", "view", "when", "where", "window", "with",
    ]
}
