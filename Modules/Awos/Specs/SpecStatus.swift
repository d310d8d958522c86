/// Where a spec is, worked out from its documents and its ledger.
public struct SpecStatus: Sendable {
    /// The spec's folder.
    public let folder: SpecFolder
    /// The spec.
    public let spec: FunctionalSpec
    /// Each task with its state, in the order of work.
    public let states: [(task: TaskFile, state: TaskState)]

    /// Reads a spec's documents and its ledger.
    public init(_ folder: SpecFolder) throws {
        self.folder = folder
        spec = try folder.spec()
        let ledger = Ledger(contentsOf: folder.ledger)
        states = try TaskGraph(try folder.tasks()).tasks.map { ($0, ledger.state(of: $0.id)) }
    }

    /// How many tasks are done.
    public var doneTasks: Int { states.count { $0.state.isDone } }
    /// How many criteria have their box ticked.
    public var provedCriteria: Int { spec.criteria.count(where: \.isTicked) }

    /// One word for all of it.
    public var word: String {
        if states.isEmpty { return "specified" }
        if provedCriteria == spec.criteria.count, doneTasks == states.count { return "verified" }
        if doneTasks == states.count { return "implemented" }
        return states.contains { $0.state != .open(attempts: 0) } ? "in progress" : "planned"
    }
}

extension TaskState {
    /// One word for it.
    public var word: String {
        switch self {
        case .open(let attempts): attempts == 0 ? "open" : "failed \(attempts)×"
        case .started: "started"
        case .blocked: "blocked"
        case .done: "done"
        }
    }
}
