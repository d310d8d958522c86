import CSQLite
import Diagnostics
import Warehouse

/// What SQLite reports about a call that failed.
struct SQLiteFailure {
    /// The extended result code.
    var code: Int32
    /// SQLite's words.
    var message: String
    /// UTF-8 bytes from the statement's beginning to the token that SQLite names.
    var statementOffset: Int?

    /// What a statement that did not compile or run is named. SQLite has one result code for all of these, so its own
    /// fixed words decide; nothing else hangs on them.
    var statementCode: WeirError.Code {
        if message.hasPrefix("weir: ") { return .engineConversion }
        if message.hasPrefix("no such table") { return .engineUnknownTable }
        if message.hasPrefix("no such column") { return .engineUnknownColumn }
        if message.hasSuffix("syntax error") || message == "incomplete input" { return .engineSyntax }
        return .engineFailure
    }
}

extension WeirError {
    /// The error for a failed call on `file`, which holds `contents`.
    static func sqlite(_ failure: SQLiteFailure, file: String, contents: String) -> WeirError {
        switch failure.code & 0xFF {
        case SQLITE_CORRUPT, SQLITE_NOTADB: .sqliteDamaged(failure, file: file, contents: contents)
        case SQLITE_FULL, SQLITE_IOERR: .sqliteDisk(failure, file: file)
        case SQLITE_BUSY, SQLITE_LOCKED: .sqliteBusy(failure, file: file)
        case SQLITE_READONLY, SQLITE_PERM: .sqliteReadOnly(file: file)
        case SQLITE_CANTOPEN: .sqliteCannotOpen(file: file)
        case SQLITE_INTERRUPT: .interrupted
        case SQLITE_CONSTRAINT: WeirError(.engineConstraint, "a row breaks a rule of its table: \(failure.message)")
        case SQLITE_NOMEM:
            WeirError("engine.out_of_memory", "SQLite ran out of memory", hint: "free memory, then repeat")
        default: WeirError(failure.statementCode, failure.message, statementOffset: failure.statementOffset)
        }
    }

    private static func sqliteDamaged(_ failure: SQLiteFailure, file: String, contents: String) -> WeirError {
        let isForeign = failure.code & 0xFF == SQLITE_NOTADB
        return WeirError(
            .engineCorrupt,
            isForeign ? "'\(file)' is not a SQLite database" : "the database '\(file)' is damaged: \(failure.message)",
            hint: "move it away with `mv '\(file)' '\(file).damaged'` (its -wal and -shm files too) and repeat; "
                + "a new one is made, and \(contents) in the old one is lost unless a backup is put back")
    }

    private static func sqliteDisk(_ failure: SQLiteFailure, file: String) -> WeirError {
        WeirError(
            .engineDiskFull,
            "'\(file)' could not be written or read: \(failure.message)",
            hint: "free space on its disk (look at `df` and at file size limits), then repeat; "
                + "what was committed before is kept")
    }

    /// A transaction that read before another one wrote cannot write any more: it can be run again.
    private static func sqliteBusy(_ failure: SQLiteFailure, file: String) -> WeirError {
        WeirError(
            failure.code == SQLITE_BUSY | (2 << 8) ? .engineConflict : .engineBusy,
            "'\(file)' is locked by another connection",
            hint: "wait until the other program is done with it, then repeat", isRetryable: true)
    }

    private static func sqliteReadOnly(file: String) -> WeirError {
        WeirError(
            "engine.read_only", "'\(file)' cannot be written: it is open for reading only, or its permissions say so",
            hint: "check who owns the file and its folder", kind: .usage)
    }

    private static func sqliteCannotOpen(file: String) -> WeirError {
        WeirError(
            "engine.cannot_open", "'\(file)' cannot be opened",
            hint: "check that it exists, is a file, and that its folder can be written", kind: .usage)
    }

    static func sqliteSeveralStatements() -> WeirError {
        WeirError(
            "engine.several_statements", "one statement was expected, and more text follows after its semicolon",
            hint: "run the statements one by one", kind: .usage)
    }

    static func sqliteEmptyStatement() -> WeirError {
        WeirError(.engineSyntax, "there is no statement in the text", kind: .usage)
    }

    static func sqliteBindingCount(expected: Int, given: Int) -> WeirError {
        WeirError(
            "engine.binding_count", "the statement has \(expected) parameters, and \(given) values were given",
            kind: .usage)
    }

    // MARK: The engine

    static func sqliteInUse(_ file: String, by holder: String) -> WeirError {
        WeirError(
            .engineBusy, "'\(file)' is in use by \(holder)", hint: "wait until it is done, then repeat",
            isRetryable: true)
    }

    static func sqliteClosed(_ file: String) -> WeirError {
        WeirError("engine.closed", "'\(file)' was closed", hint: "open it again")
    }

    static func sqliteNameTaken(_ name: String, by other: String) -> WeirError {
        WeirError(
            "engine.name_taken", "'\(name)' cannot be made: '\(other)' has its name, and a SQLite file has no schemas",
            hint: "give one of the two another name, or use a target with schemas (`dev`)")
    }

    static func sqliteConversion(_ type: String) -> WeirError {
        WeirError(.engineConversion, "a value is no \(type)")
    }

    // MARK: Files

    static func sqliteNoFile(_ path: String) -> WeirError {
        WeirError("engine.no_file", "there is no file '\(path)'", hint: "check the path")
    }

    static func sqliteParquet(_ path: String) -> WeirError {
        WeirError(
            "engine.no_parquet", "'\(path)' is Parquet, which SQLite does not read",
            hint: "use the target `dev` (`--target dev`), or give the source as CSV or JSON", kind: .usage)
    }

    static func sqliteRagged(_ path: String, line: Int, fields: Int, columns: Int) -> WeirError {
        WeirError(
            .engineConversion, "a record of '\(path)' has \(fields) fields where \(columns) are expected",
            at: SourceLocation(file: path, line: line), hint: "check the delimiter, and whether the file was cut short")
    }

    static func sqliteBadField(_ path: String, line: Int, column: Column) -> WeirError {
        WeirError(
            .engineConversion, "a value of column '\(column.name)' in '\(path)' is no \(column.type)",
            at: SourceLocation(file: path, line: line), hint: "look at that line, or declare the column as text")
    }

    static func sqliteBadDelimiter() -> WeirError {
        WeirError("engine.bad_delimiter", "delimiter and quote must be ASCII signs", kind: .usage)
    }

    static func sqliteUndeclaredJSON() -> WeirError {
        WeirError(
            "engine.undeclared_json", "SQLite reads JSON only by declared columns", hint: "declare the columns",
            kind: .usage)
    }

    static func sqliteBadJSON(_ path: String, _ reason: String) -> WeirError {
        WeirError(
            .engineConversion, "'\(path)' is not the JSON that was expected: \(reason)",
            hint: "check whether the file was cut short, and the declared columns")
    }

    static func sqliteNoArray(at path: [String]) -> WeirError {
        let place = path.isEmpty ? "its root" : "'\(path.joined(separator: "."))'"
        return WeirError(.engineConversion, "there is no array at \(place)")
    }
}
