import Diagnostics

/// The wording of what keeps the loop from its work.
extension WeirError {
    static func calledByAgent(_ what: String) -> WeirError {
        WeirError(
            "awos.called_by_agent", "\(what) is not for agents: AWOS_TASK is set",
            hint: "finish the task, and let awos that started you go on", kind: .usage)
    }

    static func implementRuns(_ holder: String) -> WeirError {
        WeirError(
            "awos.busy", "another awos works in this repository: \(holder)", hint: "wait for it, or stop it",
            kind: .usage)
    }

    static func foreignCommit(on branch: String) -> WeirError {
        WeirError(
            "awos.branch_moved", "\(branch) got a commit that awos did not make",
            hint: "look at it with git log; then call awos again", kind: .usage)
    }

    static func budgetSpent(_ what: String, spent: Double, limit: Double) -> WeirError {
        WeirError(
            "awos.budget_spent", "\(what) has cost \(dollars(spent)) of \(dollars(limit)) dollars",
            hint: "raise agents.budget in weir.yml, or do it by hand: awos start")
    }

    private static func dollars(_ amount: Double) -> String {
        let cents = Int((amount * 100).rounded())
        return "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
    }

    static func repositoryTouched(_ findings: [String]) -> WeirError {
        WeirError(
            "awos.repository_touched",
            "the agent reached into the main repository: it \(findings.joined(separator: ", and "))",
            hint: "if that was somebody else, call awos again")
    }

    static func leftProcesses(_ names: [String]) -> WeirError {
        WeirError(
            "awos.left_processes", "the agent left running: \(names.joined(separator: ", ")); ended")
    }

    static func toolsRefused(_ tools: [String]) -> WeirError {
        let counts = Dictionary(tools.map { ($0, 1) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
        let names = counts.map { $0.value == 1 ? $0.key : "\($0.key) ×\($0.value)" }
        return WeirError(
            "awos.tools_refused", "the agent changed nothing: it was refused \(names.joined(separator: ", "))",
            hint: "allow them in .claude/settings.json, or put a sandbox in front: agents.wrap in weir.yml")
    }

    static func attemptInterrupted(_ task: TaskID) -> WeirError {
        WeirError("awos.attempt_interrupted", "an attempt at \(task) was interrupted; it does not count")
    }

    static func notImplemented(_ spec: SpecNumber, done: Int, of all: Int, notes: [String]) -> WeirError {
        WeirError(
            "awos.not_implemented", "\(done) of \(all) tasks of \(spec) are done",
            hint: "go on with: awos implement \(spec)", notes: notes)
    }

    static func notVerified(_ spec: SpecNumber, _ criteria: [UnprovedCriterion]) -> WeirError {
        WeirError(
            "awos.not_verified", "\(criteria.map(\.id).joined(separator: ", ")) of \(spec) not proved",
            hint: "look at the checks: awos verify \(spec)", notes: criteria.map { "\($0.id): \($0.reason)" })
    }
}
