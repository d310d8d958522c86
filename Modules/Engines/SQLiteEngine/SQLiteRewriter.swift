/// A statement as SQLite gets it, and where its bytes were written by the caller.
struct SQLiteRewritten {
    private(set) var bytes: [UInt8] = []
    private var origins: [(start: Int, original: Int, isCopy: Bool)] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func copy(_ source: ArraySlice<UInt8>) {
        guard !source.isEmpty else { return }
        origins.append((bytes.count, source.startIndex, true))
        bytes += source
    }

    mutating func add(_ text: String, for original: Int) {
        origins.append((bytes.count, original, false))
        bytes += Array(text.utf8)
    }

    /// Where the byte at `offset` was written.
    func original(of offset: Int) -> Int {
        guard let origin = origins.last(where: { $0.start <= offset }) else { return offset }
        return origin.original + (origin.isCopy ? offset - origin.start : 0)
    }
}

/// Writes a statement the way this engine needs it.
///
/// Two things change. A relation with its schema (`marts.mart_demand_daily`) becomes its bare name, where `isKnown` says
/// that it stands there: a file has no schemas. A cast to a type that SQLite lacks goes through a function, and where that
/// can be, through a table-valued function whose column has the type, so that SQLite knows it of the result.
struct SQLiteRewriter {
    let tokens: SQLiteTokens
    let isKnown: (_ catalog: String?, _ schema: String, _ name: String) -> Bool

    /// The tokens in a range, rewritten.
    func rewrite(_ range: Range<Int>) -> SQLiteRewritten {
        var result = SQLiteRewritten()
        write(range, into: &result)
        return result
    }

    private func write(_ range: Range<Int>, into result: inout SQLiteRewritten) {
        guard !range.isEmpty else { return }
        var copied = tokens.tokens[range.lowerBound].range.lowerBound
        var index = range.lowerBound
        while index < range.upperBound {
            let start = tokens.tokens[index].range.lowerBound
            if let cast = cast(at: index, within: range) {
                result.copy(tokens.bytes[copied..<start])
                let (before, after) = cast.brackets
                result.add(before, for: start)
                write(cast.value, into: &result)
                result.add(after, for: start)
                index = cast.end
                copied = tokens.tokens[index - 1].range.upperBound
            } else if let schema = schema(at: index, within: range) {
                result.copy(tokens.bytes[copied..<tokens.tokens[schema].range.lowerBound])
                // Behind the schema and its dot comes the name.
                index = schema + 2
                copied = tokens.tokens[index].range.lowerBound
            } else {
                index += 1
            }
        }
        result.copy(tokens.bytes[copied..<tokens.tokens[range.upperBound - 1].range.upperBound])
    }

    // MARK: Schemas

    /// The place of a schema's name that is to be left out, at `index` or behind the catalog at `index`.
    private func schema(at index: Int, within range: Range<Int>) -> Int? {
        guard tokens.word(index - 1) != ".", let first = tokens.name(index), tokens.word(index + 1) == ".",
            index + 2 < range.upperBound, let second = tokens.name(index + 2)
        else { return nil }
        if tokens.word(index + 3) == ".", index + 4 < range.upperBound, let third = tokens.name(index + 4),
            isKnown(first, second, third)
        {
            return index + 2
        }
        return isKnown(nil, first, second) ? index : nil
    }

    // MARK: Casts

    private struct Cast {
        var type: String
        var value: Range<Int>
        var end: Int
        var isTyped: Bool

        var brackets: (String, String) {
            isTyped
                ? ("(select weir_value from weir_\(type)(weir_to_\(type)(", ")))") : ("weir_to_\(type)(", ")")
        }
    }

    /// The types that SQLite has no cast for, by all their names.
    private static let types = [
        "boolean": "boolean", "bool": "boolean", "date": "date", "timestamp": "timestamp", "datetime": "timestamp",
    ]

    /// `cast(value as boolean)` with its brackets, when it begins at `index`.
    private func cast(at index: Int, within range: Range<Int>) -> Cast? {
        guard tokens.word(index) == "cast", tokens.word(index + 1) == "(", let end = tokens.end(ofBracketAt: index + 1),
            end <= range.upperBound, end - index > 5, tokens.word(end - 3) == "as",
            let type = Self.types[tokens.word(end - 2)]
        else { return nil }
        let value = (index + 2)..<(end - 3)
        return Cast(type: type, value: value, end: end, isTyped: !value.contains(where: isAggregate))
    }

    private static let aggregates: Set<String> = [
        "avg", "count", "group_concat", "max", "min", "sum", "total", "over", "median", "corr", "stddev",
        "stddev_samp", "stddev_pop", "var_samp", "var_pop", "variance", "string_agg", "bool_and", "bool_or",
    ]

    /// Whether a token belongs to an aggregate or a window: those cannot stand as an argument of a table-valued function.
    private func isAggregate(_ index: Int) -> Bool {
        Self.aggregates.contains(tokens.word(index)) && tokens.word(index + 1) == "("
    }
}
