import JSON
import Warehouse

/// Where a project is built, as its templates see it under `target`.
public struct TransformTarget: Sendable {
    /// The target's name in `weir.yml`: `dev`.
    public var name: String
    /// How the engine writes SQL; its name chooses the macros (`duckdb__day_of`).
    public var dialect: any SQLDialect
    /// The schema of models that configure none.
    public var schema: String
    /// How many nodes are built at once, where the engine takes several writers.
    public var threads: Int

    /// A target; by default the schema `main` and two threads.
    public init(name: String, dialect: any SQLDialect, schema: String = "main", threads: Int = 2) {
        self.name = name
        self.dialect = dialect
        self.schema = schema
        self.threads = threads
    }

    /// What templates see.
    var json: JSONValue {
        [
            "name": .string(name), "target_name": .string(name), "profile_name": "weir", "type": .string(dialect.name),
            "schema": .string(schema), "database": .null, "threads": .integer(Int64(threads)),
        ]
    }
}
