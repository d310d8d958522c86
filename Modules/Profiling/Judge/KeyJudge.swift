import Warehouse

/// Finds the columns that tell each row from all others: one, then two, then three; verified over all rows.
struct KeyJudge {
    /// How many combinations of columns are counted.
    private static let mostCandidates = 14
    private static let mostSingles = 8

    struct Finding {
        var key: Choice<[String]>
        var duplicateRows = 0
        var warnings: [String] = []
    }

    let bench: Workbench
    let table: LoadedTable
    let sample: TableSample
    let overruled: [String]?

    func judge(_ columns: inout [JudgedColumn]) throws -> Finding {
        var finding = try found(&columns)
        finding.key.overruled = overruled
        if let overruled { finding.warnings += try checked(overruled, columns) }
        return finding
    }

    private func found(_ columns: inout [JudgedColumn]) throws -> Finding {
        let rows = table.rows
        let given = columns.indices.filter { columns[$0].loaded.givenName != nil }
        if !given.isEmpty { return nested(given.map { columns[$0] }) }
        let singles = try uniqueColumns(&columns)
        let strong = singles.filter { strength(columns[$0]) >= 0 }
        if let best = strong.first {
            let others = singles.filter { $0 != best }.map { [columns[$0].name.value] }
            let reason =
                rows == 1
                ? "there is one row: its first column that names something"
                : "no two of \(Figures.grouped(rows)) rows share it, and every row has it"
            return Finding(key: Choice([columns[best].name.value], because: reason, others: others))
        }
        let dimensions = dimensions(columns)
        for size in 2...3 {
            if let found = try combination(of: size, dimensions, columns) {
                let names = found.map { columns[$0].name.value }
                return Finding(
                    key: Choice(
                        names,
                        because:
                            "no two of \(Figures.grouped(rows)) rows share all \(size), every row has them, and no fewer do",
                        others: singles.map { [columns[$0].name.value] }))
            }
        }
        return try rowHash(singles, columns)
    }

    private func nested(_ given: [JudgedColumn]) -> Finding {
        Finding(
            key: Choice(given.map(\.name.value), because: "the key of its parent, and the place in its list"))
    }

    // MARK: One column

    /// The columns that are unique and never null, the likeliest key first.
    private func uniqueColumns(_ columns: inout [JudgedColumn]) throws -> [Int] {
        let rows = table.rows
        let candidates = columns.indices.filter { index in
            let column = columns[index]
            guard column.nulls(of: rows) == 0, column.type != .boolean, column.type != .json else { return false }
            return column.measure.isDistinctExact
                ? column.measure.distinct == rows : column.measure.distinct * 10 >= rows * 9
        }
        let ranked = candidates.sorted { rank(columns[$0], $0) > rank(columns[$1], $1) }
        var unique: [Int] = []
        for index in ranked.prefix(Self.mostSingles) {
            if !columns[index].measure.isDistinctExact {
                // One that is found is enough; others would cost as much again.
                if let best = unique.first, strength(columns[best]) > 0 { continue }
                columns[index].measure.distinct = try bench.count(
                    "select count(distinct \(columns[index].place)) from \(table.table.name)")
                columns[index].measure.isDistinctExact = true
            }
            if columns[index].measure.distinct == rows { unique.append(index) }
        }
        return unique
    }

    private func rank(_ column: JudgedColumn, _ index: Int) -> Double {
        Double(strength(column)) * 100 - Double(index)
    }

    /// How likely a unique column is a key and not unique by chance; below 0 it is not taken alone.
    private func strength(_ column: JudgedColumn) -> Int {
        if isCounter(column) { return -1 }
        if [.name, .address, .birthDate, .gender, .health].contains(column.personal.value) { return -2 }
        if RoleJudge.isIdentifier(column.words) { return 3 }
        switch column.type {
        case .double, .decimal: return -2
        case .day, .timestamp: return 1
        case .text:
            if let lengths = column.measure.lengths, lengths.upperBound > 200 { return -1 }
            return 1
        case .integer:
            let words = column.words
            let isFirst = table.columns.first?.place == column.place
            return words.has("number", "no", "nr", "code", "index", "sequence", "year") || isFirst ? 1 : -2
        default: return -2
        }
    }

    /// A nameless column that counts the rows: a program's own index.
    private func isCounter(_ column: JudgedColumn) -> Bool {
        (column.loaded.original.isEmpty && table.columns.contains { !$0.original.isEmpty })
            || column.words.joined.hasPrefix("unnamed") || column.words.joined == "index"
    }

    // MARK: Several columns

    /// Columns that could be part of a key, the likeliest first: what rows are about, and when.
    private func dimensions(_ columns: [JudgedColumn]) -> [Int] {
        let rows = table.rows
        let able = columns.indices.filter { index in
            let column = columns[index]
            guard column.nulls(of: rows) == 0, column.measure.distinct > 1, !isCounter(column) else { return false }
            switch column.type {
            case .text: return (column.measure.lengths?.upperBound ?? 0) <= 120
            case .integer: return RoleJudge.isIdentifier(column.words) || column.words.hasAny(Self.ordinals)
            case .day, .timestamp, .boolean: return true
            default: return false
            }
        }
        return Array(able.sorted { part(columns[$0], $0) > part(columns[$1], $1) }.prefix(12))
    }

    /// Whole numbers that say which one, and not how many.
    private static let ordinals: Set<String> = [
        "year", "month", "day", "hour", "week", "weekday", "quarter", "number", "no", "nr", "position", "pos",
        "sequence", "seq",
        "line", "index", "rank", "order", "step", "version", "level", "floor", "block", "zone", "sector", "part",
        "page", "row",
        "round", "season", "lap", "stage", "period", "jahr", "monat", "woche", "district", "ward", "region", "code",
    ]

    /// Those that count within something: they belong to its key.
    private static let places: Set<String> = ["line", "position", "pos", "sequence", "seq", "step", "lap", "stage"]

    /// How likely a column is part of a key.
    private func part(_ column: JudgedColumn, _ index: Int) -> Double {
        let place = -Double(index) / 100
        if column.words.hasAny(Self.places) { return place + 5 }
        if RoleJudge.isIdentifier(column.words) { return place + 4.5 }
        switch column.type {
        case .day, .timestamp: return place + 3
        case .integer: return place + 2.5
        case .text: return place + 2
        default: return place + 0.5
        }
    }

    private func combination(of size: Int, _ dimensions: [Int], _ columns: [JudgedColumn]) throws -> [Int]? {
        let rows = table.rows
        let all = Self.combinations(dimensions, size).filter { combination in
            let product = combination.reduce(1.0) { $0 * Double(columns[$1].measure.distinct) }
            return product * 1.05 >= Double(rows) && isUniqueInSample(combination)
        }
        let ranked = all.map { ($0, $0.reduce(0.0) { $0 + part(columns[$1], $1) }) }.sorted { $0.1 > $1.1 }
        let some = ranked.prefix(Self.mostCandidates).map(\.0)
        guard !some.isEmpty else { return nil }
        // One pass estimates all of them; only what may be unique is counted.
        let hashes = some.map { combination in combination.map { columns[$0].place }.joined(separator: ", ") }
        let estimates = try bench.read(
            "select \(hashes.map { "approx_count_distinct(hash(\($0)))" }.joined(separator: ", ")) from \(table.table.name)"
        )
        for (index, combination) in some.enumerated() {
            guard (estimates[0, index].integer ?? 0) * 10 >= Int64(rows) * 9 else { continue }
            // Equal hashes of different rows would hide a key, and never make one.
            if try bench.count("select count(distinct hash(\(hashes[index]))) from \(table.table.name)") == rows {
                return combination.sorted()
            }
        }
        return nil
    }

    private func isUniqueInSample(_ combination: [Int]) -> Bool {
        var seen: Set<[String?]> = []
        return (0..<sample.rows).allSatisfy { row in seen.insert(combination.map { sample.columns[$0][row] }).inserted }
    }

    private static func combinations(_ items: [Int], _ size: Int) -> [[Int]] {
        if size == 1 { return items.map { [$0] } }
        return items.indices.flatMap { index in
            combinations(Array(items[(index + 1)...]), size - 1).map { [items[index]] + $0 }
        }
    }

    // MARK: None

    private func rowHash(_ singles: [Int], _ columns: [JudgedColumn]) throws -> Finding {
        let rows = table.rows
        let all = columns.map(\.place).joined(separator: ", ")
        let different =
            singles.isEmpty
            ? try bench.count("select count(distinct hash(\(all))) from \(table.table.name)") : rows
        let duplicates = rows - different
        let others = singles.map { [columns[$0].name.value] }
        var finding = Finding(
            key: Choice(
                [],
                because: duplicates > 0
                    ? "whole rows stand more than once (\(Figures.count(duplicates, "repetition"))): a hash of the row has to do"
                    : "no column, and no two or three of those that name things, tell all rows apart: a hash of the row has to do",
                others: others),
            duplicateRows: duplicates)
        guard duplicates > 0 else { return finding }
        finding.warnings.append(
            "\(Figures.count(duplicates, "row")) more than once in the sample, equal in every column: by a hash of the row they count once"
        )
        // Without the repeated rows one column may do.
        let almost = columns.first { column in
            strength(column) > 0 && column.nulls(of: rows) == 0 && column.measure.isDistinctExact
                && column.measure.distinct == different
        }
        if let almost {
            finding.key.others.append([almost.name.value])
            finding.warnings.append("without the repeated rows, '\(almost.name.value)' would be a key")
        }
        return finding
    }

    /// What is wrong with a key that a person named.
    private func checked(_ key: [String], _ columns: [JudgedColumn]) throws -> [String] {
        guard !key.isEmpty else { return [] }
        var places: [String] = []
        for name in key {
            guard let column = columns.first(where: { $0.name.value == name || $0.name.made == name }) else {
                return ["the key that was taken names '\(name)', which is no column"]
            }
            places.append(column.place)
        }
        let nulls = try bench.count(
            "select count(*) from \(table.table.name) where \(places.map { "\($0) is null" }.joined(separator: " or "))"
        )
        let distinct = try bench.count(
            "select count(distinct hash(\(places.joined(separator: ", ")))) from \(table.table.name)")
        var warnings: [String] = []
        if nulls > 0 { warnings.append("the key that was taken has no value in \(Figures.count(nulls, "row"))") }
        if distinct < table.rows {
            warnings.append(
                "the key that was taken does not tell \(Figures.count(table.rows - distinct, "row")) from another one")
        }
        return warnings
    }
}
