import Foundation
import Warehouse

/// Finds columns that are values of one dimension: a column for each day, month or year.
struct UnpivotJudge {
    private static let leastColumns = 4

    let bench: Workbench
    let table: LoadedTable
    let overruled: Bool?

    /// What turning such columns into rows would give; nil for a table without them.
    func judge(_ columns: [JudgedColumn], key: [String]) throws -> Unpivot? {
        let labelled = columns.compactMap { column in Self.label(column.loaded.original).map { (column, $0) } }
        let kinds = Dictionary(grouping: labelled, by: \.1.kind)
        guard let (kind, wide) = kinds.max(by: { $0.value.count < $1.value.count }), wide.count >= Self.leastColumns,
            Set(wide.map(\.1.text)).count == wide.count, Self.isEven(wide.map(\.0))
        else { return nil }
        let places = wide.map { "count(\($0.0.place))" }.joined(separator: " + ")
        let rows = try bench.count("select \(places) from \(table.table.name)")
        let others = columns.filter { column in !wide.contains { $0.0.place == column.place } }
        let names = wide.map(\.0.name.value)
        let kept = key.filter { !names.contains($0) }
        let long =
            (kept.isEmpty
                ? others.filter { $0.type == .text || $0.type == .integer }.prefix(2).map(\.name.value) : kept)
        let labelColumn = Self.free(kind.columnName, others)
        return Unpivot(
            take: Choice(
                true,
                because:
                    "\(wide.count) columns are named by \(kind.noun): as rows, a new \(kind.rawValue) is a row and no new column",
                others: [false], overruled: overruled),
            columns: names, labels: wide.map(\.1.text), labelColumn: labelColumn,
            valueColumn: Self.free("value", others),
            key: long + [labelColumn], rows: rows)
    }

    private enum Kind: String {
        case day, month, year

        var noun: String { "a \(rawValue)" }
        var columnName: String { self == .day ? "date" : rawValue }
    }

    /// What a header stands for, where it is a day, a month or a year.
    private static func label(_ header: String) -> (kind: Kind, text: String)? {
        let text = header.trimmingCharacters(in: .whitespaces)
        if text.count == 4, let year = Int(text), (1800...2200).contains(year) { return (.year, text) }
        if let match = text.wholeMatch(of: /(\d{4})[-\/](\d{1,2})/), let month = Int(match.2), (1...12).contains(month)
        {
            return (.month, "\(match.1)-\(month < 10 ? "0" : "")\(month)")
        }
        guard let reading = MomentForms.read(text), !reading.hasTime else { return nil }
        return day(text, reading.days).map { (.day, $0) }
    }

    /// The day of a header as ISO; headers with the month first are usual where both fit.
    private static func day(_ text: String, _ forms: [String]) -> String? {
        guard let form = forms.last else { return nil }
        if form.contains("%b") || form.contains("%B") { return text }
        let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
        let letters = form.split(separator: "%").compactMap(\.first)
        guard numbers.count == 3, letters.count == 3 else { return text }
        var parts: [Character: Int] = [:]
        for (letter, number) in zip(letters, numbers) { parts[letter] = number }
        let year = parts["Y"] ?? parts["y"].map { $0 + 2000 }
        guard let year, let month = parts["m"], let day = parts["d"] else { return text }
        return CalendarDay(year: year, month: month, day: day)?.description
    }

    /// Whether the columns hold the same sort of values.
    private static func isEven(_ columns: [JudgedColumn]) -> Bool {
        let filled = columns.filter { $0.measure.present > 0 }
        let numeric = filled.count { $0.type.isNumeric }
        return numeric == filled.count || Set(filled.map { $0.type.description }).count == 1
    }

    private static func free(_ name: String, _ columns: [JudgedColumn]) -> String {
        columns.contains { $0.name.value == name } ? name + "_label" : name
    }
}
