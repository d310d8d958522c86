/// Where the loop stops whatever comes of it.
public struct LoopLimits: Sendable, Hashable {
    /// How many agents work at once.
    public var jobs: Int
    /// How often one task is tried.
    public var attempts: Int
    /// How long one attempt may take.
    public var minutes: Double
    /// How long an agent may take to end once it was told to.
    public var graceSeconds: Double
    /// What one task may cost in US dollars, where the runner says it.
    public var dollarsPerTask: Double
    /// What the whole spec may cost.
    public var dollarsPerSpec: Double
    /// How often the spec is verified and repaired at the end.
    public var rounds: Int

    /// Limits; by default those of a `weir.yml` that says nothing.
    public init(
        jobs: Int = 1, attempts: Int = 3, minutes: Double = 15, graceSeconds: Double = 10, dollarsPerTask: Double = 2,
        dollarsPerSpec: Double = 10, rounds: Int = 2
    ) {
        self.jobs = jobs
        self.attempts = attempts
        self.minutes = minutes
        self.graceSeconds = graceSeconds
        self.dollarsPerTask = dollarsPerTask
        self.dollarsPerSpec = dollarsPerSpec
        self.rounds = rounds
    }
}

/// What a spec's attempts used so far, as its ledger tells.
struct Spending: Sendable, Hashable {
    /// US dollars by task.
    private(set) var dollars: [TaskID: Double] = [:]

    init(_ ledger: Ledger) {
        for entry in ledger.entries {
            switch entry.event {
            case .failed(let task, _, _, _, let usage), .done(let task, _, _, _, let usage):
                dollars[task, default: 0] += usage.dollars ?? 0
            default: break
            }
        }
    }

    /// Why a task may not be tried again; nil while there is money.
    func objection(to task: TaskID, _ limits: LoopLimits) -> (what: String, spent: Double, limit: Double)? {
        let mine = dollars[task] ?? 0
        if mine >= limits.dollarsPerTask { return ("\(task)", mine, limits.dollarsPerTask) }
        let all = dollars.values.reduce(0, +)
        return all >= limits.dollarsPerSpec ? ("the spec", all, limits.dollarsPerSpec) : nil
    }
}
