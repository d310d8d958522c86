import Warehouse

/// Judges what rows say of time: which column tells what is new, in which zone, and how often rows come.
struct TimeJudge {
    let bench: Workbench
    let table: LoadedTable
    let columns: [JudgedColumn]
    let key: [String]
    let overrules: ResourceOverrules

    private var moments: [JudgedColumn] {
        columns.filter { column in
            (column.type == .timestamp || column.type == .day) && column.measure.parsed > 0
                && column.personal.value != .birthDate
        }
    }

    // MARK: Cursor

    func cursor() -> Choice<String?> {
        let rows = table.rows
        let ranked = columns.enumerated().compactMap {
            index, column -> (column: JudgedColumn, score: Double, reason: String)? in
            score(column).map { (column, $0.score - Double(index) / 100, $0.reason) }
        }.sorted { $0.score > $1.score }
        let others: [String?] = ranked.dropFirst().prefix(3).map(\.column.name.value)
        guard let best = ranked.first else {
            let nullable = moments.first { $0.nulls(of: rows) > 0 }
            return Choice(
                nil,
                because: nullable == nil
                    ? "no column says when a row came or changed" : "the only times in it are missing in some rows",
                others: nullable.map { [$0.name.value] } ?? [], overruled: overrules.cursor)
        }
        return Choice(best.column.name.value, because: best.reason, others: others, overruled: overrules.cursor)
    }

    private func score(_ column: JudgedColumn) -> (score: Double, reason: String)? {
        let words = column.words
        guard column.nulls(of: table.rows) == 0, column.measure.distinct > 1 || table.rows == 1 else { return nil }
        if column.type == .timestamp || column.type == .day {
            if column.personal.value == .birthDate { return nil }
            let exact = column.type == .timestamp ? 0.5 : 0
            if words.hasAny(["updated", "modified", "changed", "lastmodified", "updatedat", "geaendert"])
                || words.says("last update")
            {
                return (10 + exact, "every row has it, and its name says when a row changed")
            }
            if words.hasAny(["loaded", "ingested", "inserted", "extracted"]) {
                return (9 + exact, "every row has it, and its name says when a row came")
            }
            if words.hasAny(["created", "reported", "published", "issued", "createdat"]) {
                return (8 + exact, "every row has it, and its name says when a row came")
            }
            if words.hasAny([
                "end", "ended", "until", "to", "expiry", "expires", "due", "planned", "deadline", "closed", "valid",
            ]) {
                return (4 + exact, "every row has it")
            }
            return (6 + exact, "every row has it, and it is the first that says when")
        }
        let isSequence = column.type == .integer && RoleJudge.isIdentifier(words) && key == [column.name.value]
        guard isSequence, isRising(column) else { return nil }
        return (1, "a number that grows from row to row, and no column says when")
    }

    private func isRising(_ column: JudgedColumn) -> Bool {
        guard let least = column.measure.range?.least.integer, let greatest = column.measure.range?.greatest.integer
        else { return false }
        return table.rows > 1 && greatest - least < Int64(table.rows) * 3
    }

    // MARK: Zone

    func timeZone() -> Choice<String?>? {
        let stamps = moments.filter { $0.type == .timestamp }
        guard !stamps.isEmpty else { return nil }
        let overruled = overrules.timeZone
        let fixed = stamps.filter { column in
            switch column.reading {
            case .offsetMoment, .epoch: true
            default: false
            }
        }
        if fixed.count == stamps.count {
            return Choice(
                "UTC", because: "its times carry their offset, or count from 1970 in UTC", overruled: overruled)
        }
        let named = stamps.filter { $0.words.hasAny(["utc", "gmt", "zulu"]) }
        if named.count + fixed.count == stamps.count {
            return Choice("UTC", because: "the names of its times say so", overruled: overruled)
        }
        if let column = columns.first(where: { $0.words.hasAny(["timezone", "tz"]) || $0.words.says("time zone") }) {
            return Choice(
                nil, because: "the column '\(column.name.value)' names a zone for each row", others: ["UTC"],
                overruled: overruled)
        }
        return Choice(
            "UTC", because: "nothing says which zone its times are in: UTC is assumed", others: [],
            question: "in which time zone are its times (such as Europe/Berlin)?", overruled: overruled)
    }

    // MARK: Cadence

    /// How often a row of a series comes: the commonest step between the different times of the column.
    func cadence(of cursor: String?) throws -> Choice<String?>? {
        guard let column = cadenceColumn(cursor), column.measure.distinct > 2 else { return nil }
        let value = column.expression(bench.connection.dialect)
        let result = try bench.read(
            """
            select step, count(*) as times from (
              select epoch(moment) - epoch(lag(moment) over (order by moment)) as step from (
                select distinct \(value) as moment from \(table.table.name) where rowid < \(Self.cadenceRows)
                  and (\(value)) is not null)) where step is not null group by step order by times desc, step limit 40
            """)
        let steps = (0..<result.rowCount).compactMap { row -> (seconds: Double, times: Int)? in
            guard let seconds = result[row, 0].double, let times = result[row, 1].integer else { return nil }
            return (seconds, Int(times))
        }
        let total = steps.reduce(0) { $0 + $1.times }
        guard total > 0 else { return nil }
        for (name, range) in Self.steps {
            let fitting = steps.filter { range.contains($0.seconds) }.reduce(0) { $0 + $1.times }
            if fitting * 10 >= total * 6 {
                return Choice(
                    name,
                    because:
                        "\(fitting * 100 / total) of 100 steps between times in '\(column.name.value)' are of this length",
                    overruled: overrules.cadence)
            }
        }
        return Choice(
            nil, because: "the steps between times in '\(column.name.value)' are of many lengths",
            overruled: overrules.cadence)
    }

    private func cadenceColumn(_ cursor: String?) -> JudgedColumn? {
        let inKey = moments.filter { key.contains($0.name.value) }
        return inKey.first ?? moments.first { $0.name.value == cursor } ?? moments.first
    }

    /// Rows whose steps are looked at.
    private static let cadenceRows = 50_000
    private static let day = 86_400.0
    private static let steps: [(name: String, seconds: ClosedRange<Double>)] = [
        ("every minute", 60...60), ("every 5 minutes", 300...300), ("every 10 minutes", 600...600),
        ("every 15 minutes", 900...900), ("every 30 minutes", 1800...1800), ("hourly", 3600...3600),
        ("daily", day...day), ("weekly", 7 * day...7 * day), ("monthly", 28 * day...31 * day),
        ("quarterly", 89 * day...92 * day), ("yearly", 365 * day...366 * day),
    ]
}
