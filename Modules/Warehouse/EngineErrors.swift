import Diagnostics

extension WeirError.Code {
    /// A transaction lost against another one; it can be run again.
    public static let engineConflict: Self = "engine.conflict"
    /// A statement names a table or view that is not there.
    public static let engineUnknownTable: Self = "engine.unknown_table"
    /// A statement names a column that is not there.
    public static let engineUnknownColumn: Self = "engine.unknown_column"
    /// A statement does not parse.
    public static let engineSyntax: Self = "engine.syntax"
    /// A value does not fit its type.
    public static let engineConversion: Self = "engine.conversion"
    /// A constraint is violated.
    public static let engineConstraint: Self = "engine.constraint"
    /// The disk is full, or a file may not grow.
    public static let engineDiskFull: Self = "engine.disk_full"
    /// A database file is damaged or is none.
    public static let engineCorrupt: Self = "engine.corrupt"
    /// Another process holds the file.
    public static let engineBusy: Self = "engine.busy"
    /// Several statements stand where one query was expected.
    public static let engineSeveralQueries: Self = "engine.several_queries"
    /// A statement would change a database that is open for reading only.
    public static let engineReadOnly: Self = "engine.read_only"
    /// Any other failure of a statement.
    public static let engineFailure: Self = "engine.failure"
}

extension WeirError {
    /// A query was expected, and a text holds several statements.
    public static func severalQueries() -> WeirError {
        WeirError(
            .engineSeveralQueries, "one query was expected, and the text holds several statements",
            hint: "ask them one by one", kind: .usage)
    }

    /// A statement would change what is open for reading only.
    public static func onlyReading() -> WeirError {
        WeirError(
            .engineReadOnly, "the statement would change data, and what it is asked of can only be read",
            hint: "data changes through sources and models: see `weir ingest` and `weir transform`", kind: .usage)
    }
}
