import Diagnostics

extension EngineConnection {
    /// Runs `body` in one transaction: all of it is committed, or nothing.
    ///
    /// A transaction that loses against another one (`engine.conflict`) is rolled back and run again, up to `attempts` times;
    /// so `body` must not change anything but the warehouse.
    public func transaction<Result>(attempts: Int = 3, _ body: () throws -> Result) throws -> Result {
        var attempt = 1
        while true {
            do {
                _ = try run(SQL(raw: dialect.beginTransaction))
                let result: Result
                do {
                    result = try body()
                    _ = try run("commit")
                } catch {
                    rollBack()
                    throw error
                }
                return result
            } catch let error as WeirError where error.code == .engineConflict && attempt < attempts {
                attempt += 1
            }
        }
    }

    /// Ends the transaction without its changes. It has failed already, and its own error is the one to report: that a
    /// rollback finds nothing to do (a failed commit ends the transaction) is no news.
    private func rollBack() { _ = try? run("rollback") }
}

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
    /// Any other failure of a statement.
    public static let engineFailure: Self = "engine.failure"
}
