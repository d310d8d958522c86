import Diagnostics
import Warehouse

/// The table that rows go into: created, emptied, given the columns it lacks. Runs inside of the load's transaction.
struct TargetTable {
    let table: TableName
    let connection: any EngineConnection
    /// Its columns before the load; nil when it is not there. Read before the transaction: in one, asking an engine for a
    /// table that is missing may end the transaction.
    let present: [Column]?

    /// Makes the table hold these columns; returns what changed, in words.
    func prepare(_ columns: [Column], disposition: Resource.Disposition, isFullRefresh: Bool) throws -> [String] {
        if isFullRefresh { try connection.drop(table) }
        guard let present, !isFullRefresh else {
            try connection.createTable(table, columns: columns)
            return []
        }
        let types = Dictionary(present.map { ($0.name.name.lowercased(), $0.type) }) { first, _ in first }
        var changes: [String] = []
        for column in columns {
            guard let type = types[column.name.name.lowercased()] else {
                try connection.addColumn(column, to: table)
                changes.append("added column \(column.name) \(column.type)")
                continue
            }
            if type != column.type { throw WeirError.retypedColumn(column, of: table, is: type) }
        }
        if disposition == .replace { _ = try connection.run("delete from \(table)") }
        return changes
    }

    /// Makes the table hold a column for texts of another type.
    func add(variant column: ColumnName) throws -> [String] {
        guard present?.contains(where: { $0.name == column }) != true else { return [] }
        try connection.addColumn(Column(column, .text), to: table)
        return ["added column \(column) text"]
    }
}
