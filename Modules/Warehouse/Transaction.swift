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
