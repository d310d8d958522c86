import Warehouse

/// How DuckDB writes SQL.
public struct DuckDBDialect: SQLDialect {
    /// DuckDB's dialect.
    public init() {}

    public var name: String { "duckdb" }
    public var hasSchemas: Bool { true }

    public func typeName(_ type: ColumnType) -> String {
        switch type {
        case .boolean: "boolean"
        case .integer: "bigint"
        case .double: "double"
        case .decimal(let precision, let scale): "decimal(\(precision),\(scale))"
        case .text: "varchar"
        case .day: "date"
        case .timestamp: "timestamp"
        case .json: "json"
        case .bytes: "blob"
        case .other(let name): name
        }
    }

    public var relations: SQL {
        """
        select schema_name as schema, table_name as name, 'table' as kind from duckdb_tables()
        where not internal and database_name = current_database()
        union all
        select schema_name, view_name, 'view' from duckdb_views()
        where not internal and database_name = current_database()
        """
    }

    public func attach(file path: String, as catalog: String, readOnly: Bool) -> SQL {
        SQL(raw: "attach \(literal(.text(path))) as \(quote(catalog))\(readOnly ? " (read_only)" : "")")
    }
}
