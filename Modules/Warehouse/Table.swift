import JSON

/// The values of one column of a result, one element a row.
public enum ColumnVector: Sendable, Hashable {
    case booleans([Bool?])
    case integers([Int64?])
    case doubles([Double?])
    case texts([String?])
    case days([CalendarDay?])
    case timestamps([Timestamp?])
    /// Decimals, bytes, and columns whose values differ in type (SQLite).
    case values([Value])

    /// How many rows there are.
    public var count: Int {
        switch self {
        case .booleans(let values): values.count
        case .integers(let values): values.count
        case .doubles(let values): values.count
        case .texts(let values): values.count
        case .days(let values): values.count
        case .timestamps(let values): values.count
        case .values(let values): values.count
        }
    }

    /// The value of a row.
    public subscript(row: Int) -> Value {
        switch self {
        case .booleans(let values): values[row].map(Value.boolean) ?? .null
        case .integers(let values): values[row].map(Value.integer) ?? .null
        case .doubles(let values): values[row].map(Value.double) ?? .null
        case .texts(let values): values[row].map(Value.text) ?? .null
        case .days(let values): values[row].map(Value.day) ?? .null
        case .timestamps(let values): values[row].map(Value.timestamp) ?? .null
        case .values(let values): values[row]
        }
    }
}

/// A small columnar result: what a query answered.
public struct Table: Sendable, Hashable {
    /// Names and types in order; two columns of a result may carry the same name.
    public let columns: [Column]
    /// The values, one vector a column, all of the same length.
    public let vectors: [ColumnVector]

    /// A table of these columns and vectors, which must match in number and length.
    public init(columns: [Column], vectors: [ColumnVector]) {
        precondition(columns.count == vectors.count, "one vector a column")
        precondition(Set(vectors.map(\.count)).count <= 1, "vectors of one length")
        (self.columns, self.vectors) = (columns, vectors)
    }

    /// A table from rows, each with one value a column.
    public init(columns: [Column], rows: [[Value]]) {
        self.init(
            columns: columns, vectors: columns.indices.map { index in .values(rows.map { $0[index] }) })
    }

    /// How many rows there are.
    public var rowCount: Int { vectors.first?.count ?? 0 }

    /// The value in a row, counted from 0, of a column, counted from 0.
    public subscript(row: Int, column: Int) -> Value { vectors[column][row] }

    /// The value in a row of the first column of this name; null when there is no such column.
    public subscript(row: Int, name: String) -> Value { index(of: name).map { self[row, $0] } ?? .null }

    /// The place of the first column of this name.
    public func index(of name: String) -> Int? { columns.firstIndex { $0.name.name == name } }

    /// The rows as values.
    public var rows: [[Value]] { (0..<rowCount).map { row in vectors.map { $0[row] } } }

    /// The value of the first column in the first row; null when there is none.
    public var scalar: Value { rowCount > 0 && !vectors.isEmpty ? self[0, 0] : .null }

    /// The rows as an array of JSON objects.
    public var json: JSONValue {
        .array(
            (0..<rowCount).map { row in
                .object(JSONObject(columns.indices.map { (columns[$0].name.name, self[row, $0].json) }))
            })
    }
}
