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
        case SQLITE_BUSY, SQLITE_LOCKED: .sqliteBusy(file: file)
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

    private static func sqliteBusy(file: String) -> WeirError {
        WeirError(
            .engineBusy, "'\(file)' is locked by another connection",
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
        WeirError("engine.empty_statement", "there is no statement in the text", kind: .usage)
    }

    static func sqliteBindingCount(expected: Int, given: Int) -> WeirError {
        WeirError(
            "engine.binding_count", "the statement has \(expected) parameters, and \(given) values were given",
            kind: .usage)
    }
}
