import CSQLite
import Diagnostics
import Foundation

/// One connection to a SQLite file, for the code of one actor: it is not `Sendable`, and its calls block.
///
///     let connection = try SQLiteConnection(file)
///     try connection.transaction {
///         try connection.run("insert into runs (id, attempt) values (?, ?)", ["a", 1])
///     }
///     let ids = try connection.rows("select id from runs") { $0.text(0) }
public final class SQLiteConnection {
    let database: OpaquePointer
    let watch: SQLiteWatch
    private let settings: SQLiteSettings
    private let path: String
    private var cache: [String: SQLiteStatement] = [:]

    /// Opens a file, or a database in memory for nil; a file that is damaged or no database fails here.
    public init(_ file: URL?, settings: SQLiteSettings = SQLiteSettings()) throws {
        path = file?.path ?? ":memory:"
        self.settings = settings
        watch = SQLiteWatch(busyTimeoutSeconds: settings.busyTimeoutSeconds)
        var opened: OpaquePointer?
        let result = sqlite3_open_v2(path, &opened, settings.openFlags, nil)
        guard result == SQLITE_OK, let opened else {
            let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(opened)
            throw WeirError.sqlite(
                SQLiteFailure(code: result, message: message), file: path, contents: settings.contents)
        }
        database = opened
        sqlite3_extended_result_codes(database, 1)
        watch.install(on: database)
        let strict = weir_sqlite_make_strict(database)
        guard strict == SQLITE_OK else { throw failure(strict) }
        try prepare(settings)
    }

    deinit {
        cache.removeAll()
        sqlite3_close_v2(database)
    }

    private func prepare(_ settings: SQLiteSettings) throws {
        try script("pragma foreign_keys = on; pragma synchronous = \(settings.synchronous.rawValue)")
        switch settings.access {
        case .readOnly:
            sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0)
            _ = try rows("select count(*) from sqlite_schema") { $0.integer(0) }
        case .create, .readWrite:
            try setJournal(settings.journal)
        }
    }

    /// Two that turn one new file to a write-ahead log at the same moment would wait for each other: SQLite fails one of them
    /// at once, without its busy handler. That one tries again.
    private func setJournal(_ journal: SQLiteSettings.Journal) throws {
        var attempt: Int32 = 0
        while true {
            do { return try script("pragma journal_mode = \(journal.rawValue)") } catch let error as WeirError
                where error.code == .engineBusy && watch.wait(attempt: attempt)
            { attempt += 1 }
        }
    }

    // MARK: Running statements

    /// Runs one statement that returns no rows, and gives how many rows it inserted, updated or deleted.
    @discardableResult
    public func run(_ sql: String, _ values: [SQLiteValue] = []) throws -> Int {
        let before = sqlite3_total_changes64(database)
        try withStatement(sql, values) { statement in while try statement.step() {} }
        // SQLite's count of the last change is stale after other statements; its total says whether there was one.
        return sqlite3_total_changes64(database) == before ? 0 : Int(sqlite3_changes64(database))
    }

    /// Runs one statement, and gives what `read` makes of each row.
    public func rows<Value>(
        _ sql: String, _ values: [SQLiteValue] = [], _ read: (SQLiteRow) throws -> Value
    ) throws -> [Value] {
        try withStatement(sql, values) { statement in
            var results: [Value] = []
            while try statement.step() { results.append(try read(SQLiteRow(statement: statement.pointer))) }
            return results
        }
    }

    /// Runs one statement, and gives what `read` makes of its first row; nil when there is none.
    public func row<Value>(
        _ sql: String, _ values: [SQLiteValue] = [], _ read: (SQLiteRow) throws -> Value
    ) throws -> Value? {
        try withStatement(sql, values) { statement in
            try statement.step() ? try read(SQLiteRow(statement: statement.pointer)) : nil
        }
    }

    /// Runs several statements without values, one after the other.
    public func script(_ sql: String) throws {
        var rest = Substring(sql).utf8
        while !rest.isEmpty {
            guard let statement = try SQLiteStatement(rest, on: self, rest: &rest) else { continue }
            while try statement.step() {}
        }
    }

    // MARK: Transactions and cancelling

    /// Runs `body` as one transaction that holds the write lock from its start; an error undoes it.
    @discardableResult
    public func transaction<Value>(_ body: () throws -> Value) throws -> Value {
        try run("begin immediate")
        do {
            let value = try body()
            try run("commit")
            return value
        } catch {
            try rollback(after: error)
        }
    }

    /// Runs `body` as a part of the transaction that is open, or as one of its own; an error undoes what it did.
    func nested<Value>(_ body: () throws -> Value) throws -> Value {
        guard isInTransaction else { return try transaction(body) }
        try run("savepoint weir_nested")
        do {
            let value = try body()
            try run("release weir_nested")
            return value
        } catch {
            // An interrupt or a full disk may have ended the whole transaction already.
            if isInTransaction { try uninterrupted { try script("rollback to weir_nested; release weir_nested") } }
            throw error
        }
    }

    private func rollback(after error: any Error) throws -> Never {
        if isInTransaction { _ = try uninterrupted { try run("rollback") } }
        throw error
    }

    /// Ends a transaction that is open without its changes.
    func rollBackIfOpen() {
        guard isInTransaction else { return }
        // It fails only when the transaction has ended meanwhile, which is what is wanted.
        _ = try? uninterrupted { try run("rollback") }
    }

    private func uninterrupted<Value>(_ body: () throws -> Value) rethrows -> Value {
        let interrupt = watch.interrupt
        watch.interrupt = nil
        defer { watch.interrupt = interrupt }
        return try body()
    }

    /// Whether a transaction is open.
    public var isInTransaction: Bool { sqlite3_get_autocommit(database) == 0 }

    /// Runs `body` with statements that `interrupt` stops.
    public func interruptible<Value>(by interrupt: SQLiteInterrupt, _ body: () throws -> Value) rethrows -> Value {
        let outer = watch.interrupt
        watch.interrupt = interrupt
        defer { watch.interrupt = outer }
        return try body()
    }

    // MARK: Statements and failures

    /// Lends a prepared statement, kept for the next time; one that is in use is prepared anew.
    func withStatement<Value>(
        _ sql: String, _ values: [SQLiteValue]? = [], _ body: (SQLiteStatement) throws -> Value
    ) throws -> Value {
        let statement = try cache.removeValue(forKey: sql) ?? prepare(sql)
        defer {
            statement.reset()
            if cache.count >= 100 { cache.removeAll() }
            cache[sql] = statement
        }
        if let values { try statement.bind(values) }
        return try body(statement)
    }

    /// A fresh statement; the text must hold exactly one.
    func prepare(_ sql: String) throws -> SQLiteStatement {
        var rest = Substring(sql).utf8
        guard let statement = try SQLiteStatement(rest, on: self, rest: &rest) else {
            throw WeirError.sqliteEmptyStatement()
        }
        var beyond = rest
        if !rest.isEmpty, try SQLiteStatement(rest, on: self, rest: &beyond) != nil {
            throw WeirError.sqliteSeveralStatements()
        }
        return statement
    }

    /// The error for a result code of the last call.
    func failure(_ code: Int32) -> WeirError {
        if watch.isCancelled, [SQLITE_INTERRUPT, SQLITE_BUSY].contains(code & 0xFF) { return .interrupted }
        let offset = sqlite3_error_offset(database)
        let failure = SQLiteFailure(
            code: sqlite3_extended_errcode(database), message: String(cString: sqlite3_errmsg(database)),
            statementOffset: offset >= 0 ? Int(offset) : nil)
        return .sqlite(failure, file: path, contents: settings.contents)
    }
}

extension SQLiteSettings {
    /// Without SQLite's own mutex: a connection belongs to one actor.
    fileprivate var openFlags: Int32 {
        switch access {
        case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        case .readWrite: SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
        case .readOnly: SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
        }
    }
}
