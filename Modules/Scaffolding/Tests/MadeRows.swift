import Profiling
import Warehouse

/// Three rows of a table, made up from the types of its columns: two of one day and group, one of the next.
struct MadeRows {
    let table: PlannedTable
    static let count = 3

    /// The statements that make the raw table; those of a run that loads it note themselves in more columns.
    var creation: String {
        let columns = table.columns.map { "\($0.column) \($0.sqlType == "json" ? "text" : $0.sqlType)" }
        return "create table \(table.table) (\(columns.joined(separator: ", ")))"
    }

    /// The rows as SQL has them.
    var rows: [String] { (0..<Self.count).map { row in "(" + values(row).joined(separator: ", ") + ")" } }

    /// A row like the last one whose key is missing; nil where there is no key.
    var bad: String? {
        guard let key = table.key.first else { return nil }
        let values = zip(table.columns, values(Self.count)).map { $0.column == key ? "null" : $1 }
        return "(" + values.joined(separator: ", ") + ")"
    }

    private func values(_ row: Int) -> [String] { table.columns.map { literal($0, row) } }

    private func literal(_ column: ColumnProfile, _ row: Int) -> String {
        switch column.type.value {
        case .boolean: row % 2 == 0 ? "true" : "false"
        case .integer: "\(number(row))"
        case .double, .decimal: "\(number(row)).5"
        case .day: "'\(day(row))'"
        case .timestamp: "'\(day(row)) 0\(row + 6):00:00'"
        case .json: "'{}'"
        default: "'\(group(column, row))'"
        }
    }

    func number(_ row: Int) -> Int { row + 1 }
    func day(_ row: Int) -> String { row < 2 ? "2024-05-01" : "2024-05-02" }

    /// The text of a column: of the breakdown one for two rows, of others one each.
    func group(_ column: ColumnProfile, _ row: Int) -> String {
        let letters = ["a", "b", "c", "d"]
        return column == table.breakdown && !table.key.contains(column.column) ? letters[row < 2 ? 0 : 1] : letters[row]
    }
}
