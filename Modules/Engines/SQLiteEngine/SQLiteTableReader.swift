import CSQLite
import Diagnostics
import Warehouse

extension SQLiteConnection {
    /// Runs one query, and gives its whole result, or at most so many of its first rows.
    ///
    /// A column that comes from a table has the type that it was declared with there. Of an expression SQLite knows none:
    /// its values decide (all of them whole numbers, all days, …), and `text` where there are none.
    public func table(
        _ sql: String, _ values: [SQLiteValue] = [], atMost rowLimit: Int? = nil
    ) throws -> Table {
        try withStatement(sql, values) { statement in
            // The first step sees a change of the schema; what is asked before it may be the old one's.
            var hasRow = try statement.step()
            let names = try statement.columnNames.map { try ColumnName(Self.presentable($0)) }
            let declared = names.indices.map { statement.declaredType(of: $0) }
            var columns = names.map { _ in [SQLiteValue]() }
            let row = SQLiteRow(statement: statement.pointer)
            var rest = rowLimit ?? .max
            while hasRow, rest > 0 {
                for index in columns.indices { columns[index].append(row.value(index)) }
                rest -= 1
                hasRow = try rest > 0 && statement.step()
            }
            let types = names.indices.map { declared[$0] ?? ColumnType(holding: columns[$0]) }
            return Table(
                columns: zip(names, types).map { Column($0, $1) },
                vectors: names.indices.map { ColumnVector(columns[$0], as: types[$0]) })
        }
    }

    /// A column's name; SQLite calls an expression without one by its whole text.
    private static func presentable(_ name: String) -> String {
        var shown = ""
        for scalar in name.unicodeScalars where shown.utf8.count < 250 {
            shown.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return shown.isEmpty ? "?" : shown
    }
}

extension SQLiteStatement {
    /// The type that a result's column was declared with in its table; nil for an expression.
    func declaredType(of column: Int) -> ColumnType? {
        sqlite3_column_decltype(pointer, Int32(column)).flatMap { ColumnType(sqliteDeclaration: String(cString: $0)) }
    }
}

extension ColumnType {
    /// The narrowest type that holds all of these values.
    init(holding values: some Sequence<SQLiteValue>) {
        var found: Set<ColumnType> = []
        for value in values {
            if let type = value.narrowestType, found.insert(type).inserted, found.count > 2 { break }
        }
        switch found {
        case [.integer, .double]: self = .double
        case [.day, .timestamp]: self = .timestamp
        default: self = found.count == 1 ? found.first ?? .text : .text
        }
    }
}

extension SQLiteValue {
    /// The type of this value alone; nil for null.
    var narrowestType: ColumnType? {
        switch self {
        case .null: nil
        case .integer: .integer
        case .real: .double
        case .blob: .bytes
        case .text(let text):
            if CalendarDay(text) != nil { .day } else if Timestamp(text) != nil { .timestamp } else { .text }
        }
    }

    /// The value as one of this type; nil when it is another one.
    func value(as type: ColumnType) -> Value? {
        switch (type, self) {
        case (_, .null): .null
        case (.boolean, .integer(let integer)) where integer == 0 || integer == 1: .boolean(integer == 1)
        case (.integer, .integer(let integer)): .integer(integer)
        case (.double, .integer(let integer)): .double(Double(integer))
        case (.double, .real(let real)): .double(real)
        case (.day, .text(let text)): CalendarDay(text).map(Value.day)
        case (.timestamp, .text(let text)):
            Timestamp(text).map(Value.timestamp)
                ?? CalendarDay(text).flatMap { Timestamp("\($0) 00:00:00") }.map(Value.timestamp)
        case (.text, .text(let text)), (.json, .text(let text)): .text(text)
        case (.bytes, .blob(let bytes)): .bytes(bytes)
        default: nil
        }
    }

    /// The value as it stands, for a column whose values do not all have its type.
    var plainValue: Value {
        switch self {
        case .null: .null
        case .integer(let integer): .integer(integer)
        case .real(let real): .double(real)
        case .text(let text): .text(text)
        case .blob(let bytes): .bytes(bytes)
        }
    }
}

extension ColumnVector {
    /// A vector of this type, or of plain values when one of them does not fit it: SQLite lets that happen.
    init(_ values: [SQLiteValue], as type: ColumnType) {
        let fitting = values.compactMap { $0.value(as: type) }
        guard fitting.count == values.count else {
            self = .values(values.map(\.plainValue))
            return
        }
        switch type {
        case .boolean: self = .booleans(fitting.map(\.boolean))
        case .integer: self = .integers(fitting.map(\.integer))
        case .double: self = .doubles(fitting.map(\.double))
        case .day: self = .days(fitting.map(\.day))
        case .timestamp: self = .timestamps(fitting.map(\.timestamp))
        case .text, .json: self = .texts(fitting.map(\.text))
        default: self = .values(fitting)
        }
    }
}
