import Diagnostics
import Foundation
import JSON
import RunStore
import Warehouse

/// Runs the plan of one table on a lent connection.
struct TableRun {
    let plan: TablePlan
    let connection: any EngineConnection
    let now: Date
    let failingKeyLimit: Int

    func results() throws -> [CheckResult] {
        let measured = try measure()
        return try plan.checks.map { planned in
            do {
                return try result(of: planned, measured)
            } catch {
                return broken(planned.check, because: try Self.checkError(error))
            }
        }
    }

    /// The values of the scan, or of each aggregate alone when the scan fails: one bad condition must not hide the rest.
    private func measure() throws -> [Result<Value, WeirError>] {
        guard let scan = plan.scan else { return [] }
        do {
            let table = try connection.read(scan)
            return plan.aggregates.indices.map { .success(table[0, $0]) }
        } catch {
            _ = try Self.checkError(error)
            return try plan.aggregates.map { aggregate in
                do {
                    return .success(try connection.read(TablePlan.scan([aggregate], of: plan.table) ?? .empty).scalar)
                } catch {
                    return .failure(try Self.checkError(error))
                }
            }
        }
    }

    /// An error that belongs to a check; what stops the whole work is thrown on.
    private static func checkError(_ error: any Error) throws -> WeirError {
        let error = WeirError(wrapping: error)
        if error.kind == .interrupted || error.isRetryable { throw error }
        return error
    }

    private func result(of planned: PlannedCheck, _ measured: [Result<Value, WeirError>]) throws -> CheckResult {
        let verdict = CheckVerdict(check: planned.check, table: plan.table, suite: plan.suite, now: now)
        let count = { (place: Int) in Int(try measured[place].get().integer ?? 0) }
        switch planned.way {
        case .rows(let failing, let population):
            var result = verdict.rows(failing: try count(failing), of: try count(population))
            if result.status == .failed { result.failingKeys = try keys(of: planned.check) }
            return result
        case .unique(let distinct, let population):
            let rows = try count(population)
            if try count(distinct) == rows { return verdict.rows(failing: 0, of: rows) }
            return try repeated(planned.check, verdict, of: rows)
        case .count(let place, let other):
            return verdict.count(try count(place), other: try other.map(count))
        case .newest(let place, let reference):
            return try verdict.newest(
                try measured[place].get(), reference: try reference.map { try measured[$0].get() })
        case .query(let query):
            var result = verdict.rows(failing: Int(try connection.read(query).scalar.integer ?? 0), of: nil)
            if result.status == .failed { result.failingKeys = try keys(of: planned.check) }
            return result
        case .columns(let columns): return verdict.columns(columns)
        case .broken(let error): return broken(planned.check, because: error)
        }
    }

    private func repeated(_ check: Check, _ verdict: CheckVerdict, of rows: Int) throws -> CheckResult {
        guard case .unique(let columns) = check.rule else { return verdict.rows(failing: 0, of: rows) }
        let repeated = CheckSQL(check: check, dialect: connection.dialect).repeated(columns, of: plan.table)
        let sum = try connection.read("select coalesce(sum(repeated_rows), 0) from (\(repeated)) as repeated_keys")
        var result = verdict.rows(failing: Int(sum.scalar.integer ?? 0), of: rows)
        // Of columns that are no key nothing is shown.
        if result.status == .failed, Set(columns).isSubset(of: plan.key) {
            result.failingKeys = try connection.read(
                "select \(columns.list) from (\(repeated)) as repeated_keys order by \(columns.list) limit \(failingKeyLimit)"
            ).json
        }
        return result
    }

    /// The keys of some failing rows, in their order.
    private func keys(of check: Check) throws -> JSONValue {
        guard !plan.key.isEmpty, failingKeyLimit > 0 else { return [] }
        let list = plan.key.list
        if case .failingRows(let query) = check.rule {
            let columns = try connection.read("select * from (\(query)) as failing_rows limit 0").columns
            guard plan.key.allSatisfy({ key in columns.contains { $0.name == key } }) else { return [] }
            return try connection.read(
                "select \(list) from (\(query)) as failing_rows order by \(list) limit \(failingKeyLimit)"
            ).json
        }
        guard let failing = try CheckSQL(check: check, dialect: connection.dialect).failing else { return [] }
        return try connection.read(
            "select \(list) from \(plan.table) where \(failing) order by \(list) limit \(failingKeyLimit)"
        ).json
    }

    private func broken(_ check: Check, because error: WeirError) -> CheckResult {
        CheckResult(
            suite: plan.suite, check: check.name, kind: check.kind, table: plan.table.description,
            column: check.columns.first?.name, severity: check.severity, status: .broken, expected: check.expected,
            message: "\(check.name) of \(plan.table) cannot be run: \(error.message)", checkedAt: now)
    }
}
