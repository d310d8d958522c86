import Diagnostics
import Warehouse

/// Runs a test's query and lets the engine judge the number of its rows, on a connection that was lent.
struct TestRunner {
    let node: ProjectNode
    let query: MappedSQL
    let connection: any EngineConnection

    /// What a test came to.
    struct Outcome: Sendable {
        let failures: Int
        let status: NodeResult.Status
    }

    /// Throws only when the query itself fails.
    func run() throws -> Outcome {
        let statement = self.statement
        let table: Table
        do {
            table = try connection.read(SQL(raw: statement.text))
        } catch let error as WeirError {
            throw error.placed(in: statement)
        }
        guard table.rowCount == 1, let failures = table[0, 0].integer, let warns = table[0, 1].boolean,
            let errs = table[0, 2].boolean
        else { throw WeirError.strangeTestResult(node) }
        return Outcome(failures: Int(failures), status: status(warns: warns, errs: errs))
    }

    private func status(warns: Bool, errs: Bool) -> NodeResult.Status {
        let isError = node.config.string("severity")?.lowercased() != "warn"
        if isError, errs { return .fail }
        return warns ? .warn : .pass
    }

    /// The statement around the test's query.
    private var statement: MappedSQL {
        let measure = node.config.string("fail_calc") ?? "count(*)"
        let warnIf = node.config.string("warn_if") ?? "!= 0"
        let errorIf = node.config.string("error_if") ?? "!= 0"
        let limit = node.config["limit"]?.integer.map { "\nlimit \($0)" } ?? ""
        let head =
            "select \(measure) as failures, \(measure) \(warnIf) as should_warn, \(measure) \(errorIf) as should_error\n"
        return head + ("from (\n" + query) + "\(limit)\n) dbt_internal_test"
    }
}
