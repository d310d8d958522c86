import Diagnostics
import JSON
import RunStore

/// What running suites found.
public struct CheckReport: Sendable, Hashable {
    /// One result a check, in the order of the suites.
    public let results: [CheckResult]

    /// A report of these results.
    public init(_ results: [CheckResult]) { self.results = results }

    /// The checks of severity error that failed or could not be run.
    public var errors: [CheckResult] { results.filter { $0.status != .passed && $0.severity == .error } }

    /// The checks of severity warning that failed or could not be run.
    public var warnings: [CheckResult] { results.filter { $0.status != .passed && $0.severity == .warning } }

    /// One line: `14 checks passed`, `12 of 14 checks passed, 1 failed, 1 warning`.
    public var summary: String {
        let passed = results.count { $0.status == .passed }
        if passed == results.count { return "\(passed) \(passed == 1 ? "check" : "checks") passed" }
        let parts = [
            "\(passed) of \(results.count) checks passed", errors.isEmpty ? nil : "\(errors.count) failed",
            warnings.isEmpty ? nil : "\(warnings.count) \(warnings.count == 1 ? "warning" : "warnings")",
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }

    /// Throws `quality.checks_failed` when there is any error; warnings pass.
    public func throwIfFailed() throws {
        if !errors.isEmpty { throw WeirError.checksFailed(errors, of: results.count) }
    }

    /// The report as JSON; keys of failing rows are left out unless they are asked for.
    public func json(withKeys: Bool = false) -> JSONValue {
        [
            "summary": .string(summary), "passed": .bool(errors.isEmpty),
            "results": .array(results.map { Self.json($0, withKeys: withKeys) }),
        ]
    }

    private static func json(_ result: CheckResult, withKeys: Bool) -> JSONValue {
        var object: JSONObject = [
            "suite": .string(result.suite), "check": .string(result.check), "kind": .string(result.kind),
            "table": .string(result.table), "column": .optional(result.column),
            "severity": .string(result.severity.rawValue), "status": .string(result.status.rawValue),
            "observed": .optional(result.observed), "expected": .optional(result.expected),
            "rows_checked": .optional(result.rowsChecked), "rows_failing": .optional(result.rowsFailing),
            "message": .optional(result.message),
        ]
        if withKeys { object["failing_keys"] = result.failingKeys }
        return .object(object)
    }
}
