/// The variables that an agent gets: an allow-list, its own credential, and who it works for.
struct AgentEnvironment: Sendable {
    /// The variables that every agent gets.
    static let allowed: Set<String> = ["PATH", "HOME", "LANG", "TMPDIR", "WEIR_DUCKDB_LIBRARY"]
    /// The variable by which everything that an agent started is found again.
    static let lease = "AWOS_LEASE"
    /// The variable that says that an agent calls.
    static let task = "AWOS_TASK"

    /// The variables of a run.
    static func variables(
        _ environment: [String: String], credentials: [String], task: TaskID, lease: String
    ) -> [String: String] {
        var variables = environment.filter { allowed.contains($0.key) || credentials.contains($0.key) }
        variables[Self.task] = "\(task)"
        variables[Self.lease] = lease
        // What it does to a repository is noted under its lease in the log of refs.
        for role in ["AUTHOR", "COMMITTER"] {
            variables["GIT_\(role)_NAME"] = "awos agent at \(task)"
            variables["GIT_\(role)_EMAIL"] = lease + Self.domain
        }
        return variables
    }

    /// The lease in an address that an agent's git notes; nil for that of somebody else.
    static func lease(inAddress address: String) -> String? {
        address.hasSuffix(domain) ? String(address.dropLast(domain.count)) : nil
    }

    private static let domain = "@awos.invalid"
}
