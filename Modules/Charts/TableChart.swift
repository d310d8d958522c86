import JSON
import Warehouse

extension ChartData {
    /// The rows of a query's result.
    ///
    /// A column is what its type says; where an engine knows no days (SQLite), what its texts look like.
    public init(_ table: Table) {
        self.init(
            columns: table.columns.indices.map { index in
                ChartColumn(table.columns[index].name.name, Self.kind(table, index))
            },
            rows: table.rows.map { $0.map(\.json) })
    }

    private static func kind(_ table: Table, _ index: Int) -> ChartKind {
        switch table.columns[index].type {
        case .integer: return .integer
        case .double, .decimal: return .number
        case .day: return .day
        case .timestamp: return .time
        default: break
        }
        let values = (0..<table.rowCount).map { table[$0, index] }.filter { !$0.isNull }
        guard !values.isEmpty else { return .name }
        if values.allSatisfy({
            $0.text.map { $0.count == 10 && CalendarDay($0) != nil } ?? ($0.day != nil && $0.timestamp == nil)
        }) {
            return .day
        }
        if values.allSatisfy({ $0.timestamp != nil || $0.text.flatMap { Timestamp($0) } != nil }) { return .time }
        if values.allSatisfy({ if case .integer = $0 { true } else { false } }) { return .integer }
        return values.allSatisfy { $0.double != nil && $0.text == nil } ? .number : .name
    }
}
