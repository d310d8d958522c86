import Warehouse

extension ColumnType {
    /// The type that `data_type` in a `.yml` file names: `bigint`, `varchar(20)`, `double precision`, `timestamp`, …
    ///
    /// A name of one engine alone stays as it is.
    init(declared text: String) {
        let name = text.lowercased().prefix { $0 != "(" }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        switch name {
        case "bigint", "int", "integer", "smallint", "tinyint", "int8", "int64": self = .integer
        case "double", "double precision", "float", "float8", "real", "float64": self = .double
        case "text", "varchar", "string", "char", "character varying": self = .text
        case "date": self = .day
        case "timestamp", "datetime", "timestamp without time zone": self = .timestamp
        case "boolean", "bool": self = .boolean
        case "json": self = .json
        case "blob", "bytea", "bytes": self = .bytes
        default: self = .other(text)
        }
    }
}
