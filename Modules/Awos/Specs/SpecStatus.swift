/// Where a spec is, worked out from its documents and its ledger.
public struct SpecStatus: Sendable {
    /// The spec's folder.
    public let folder: SpecFolder
    /// The spec.
    public let spec: FunctionalSpec
    /// Each task with its state, in the order of work.
    public let states: [(task: TaskFile, state: TaskState)]
    /// The branch that it was read from; nil for the checkout.
    public let branch: String?
    /// Whether all of its work is on the main branch.
    public let isMerged: Bool

    /// Reads a spec's documents and its ledger; throws all that is wrong in them.
    public init(_ folder: SpecFolder) throws { self = try ReadSpec(SpecContents(folder)).status() }

    /// The status of a spec whose documents were read.
    init(
        _ folder: SpecFolder, _ spec: FunctionalSpec, _ graph: TaskGraph, _ ledger: Ledger, branch: String?,
        isMerged: Bool
    ) {
        self.folder = folder
        self.spec = spec
        self.branch = branch
        self.isMerged = isMerged
        let byTask = ledger.states(of: graph.tasks.map(\.id))
        states = graph.tasks.map { ($0, byTask[$0.id] ?? .open(attempts: 0)) }
    }

    /// How many tasks are done.
    public var doneTasks: Int { states.count { $0.state.isDone } }
    /// How many criteria have their box ticked.
    public var provedCriteria: Int { spec.criteria.count(where: \.isTicked) }

    /// One word for all of it.
    public var word: String {
        if isMerged { return "merged" }
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
