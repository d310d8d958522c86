import Diagnostics
import Foundation
import JSON
import RunStore
import Warehouse

/// Runs suites on a warehouse.
///
///     let checker = Checker(engine: engine, clock: SystemWallClock(), events: events)
///     let report = try await checker.run(SuiteCatalog().suites(named: "bike_trips.raw"))
///     try await store.record(report.results, target: "dev", run: run)
///     try report.throwIfFailed()
///
/// All checks of a table are measured by one scan. Checks never write to the warehouse.
public struct Checker: Sendable {
    private let engine: any Engine
    private let clock: any WallClock
    private let events: any EventSink
    private let failingKeyLimit: Int

    /// A checker of a warehouse.
    ///
    /// - Parameter failingKeys: how many keys of failing rows are kept for each check.
    public init(engine: any Engine, clock: any WallClock, events: any EventSink = SilentSink(), failingKeys: Int = 5) {
        (self.engine, self.clock, self.events, failingKeyLimit) = (engine, clock, events, failingKeys)
    }

    /// What `run` will ask; reads the catalog only.
    public func plan(_ suites: [Suite]) async throws -> CheckPlan {
        try await engine.withConnection { try CheckPlan(suites, on: $0) }
    }

    /// Runs every check of the suites; a failing one is a result, not an error.
    ///
    /// Throws only when the warehouse cannot be asked at all, or the task is cancelled.
    public func run(_ suites: [Suite]) async throws -> CheckReport {
        let (clock, limit) = (clock, failingKeyLimit)
        let results = try await engine.withConnection { connection in
            try CheckPlan(suites, on: connection).tables.flatMap { plan in
                try TableRun(plan: plan, connection: connection, now: clock.now, failingKeyLimit: limit).results()
            }
        }
        let report = CheckReport(results)
        tell(report)
        return report
    }

    /// One event for each check that did not pass, and one for the whole; keys of rows are in none of them.
    private func tell(_ report: CheckReport) {
        for result in report.results where result.status != .passed {
            events.send(
                Event(
                    "quality.check.\(result.status.rawValue)", result.message ?? result.check, at: result.checkedAt,
                    level: result.severity == .error ? .error : .warning,
                    fields: [
                        "suite": .string(result.suite), "check": .string(result.check),
                        "severity": .string(result.severity.rawValue), "rows_failing": .optional(result.rowsFailing),
                    ]))
        }
        events.send(
            Event(
                "quality.finished", report.summary, at: clock.now,
                fields: [
                    "checks": .integer(Int64(report.results.count)), "errors": .integer(Int64(report.errors.count)),
                    "warnings": .integer(Int64(report.warnings.count)),
                ]))
    }
}
