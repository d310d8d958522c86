import RunStore

/// How checks went before: for each check what its last runs came to, the latest first.
public struct CheckHistory: Sendable, Hashable {
    private var statuses: [String: [CheckResult.Status]] = [:]

    /// No history.
    public init() {}

    /// The history of every check of a report, from the run store.
    ///
    /// - Parameter limit: how many runs of each check.
    public init(of report: CheckReport, in store: StateStore, target: String, limit: Int = 30) async throws {
        for result in report.results {
            let kept = try await store.history(target: target, suite: result.suite, check: result.check, limit: limit)
            statuses[Self.key(result)] = kept.filter { $0.result.table == result.table }.map(\.result.status)
        }
    }

    /// What the last runs of a check came to, the latest first.
    public subscript(result: CheckResult) -> [CheckResult.Status] {
        get { statuses[Self.key(result)] ?? [] }
        set { statuses[Self.key(result)] = newValue }
    }

    private static func key(_ result: CheckResult) -> String { "\(result.suite)|\(result.table)|\(result.check)" }
}
