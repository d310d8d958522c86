import Diagnostics

/// The tasks of one spec and what waits for what; free of cycles, doubles and loose ends.
public struct TaskGraph: Sendable {
    /// The tasks, each behind all that it waits for, otherwise by number.
    public let tasks: [TaskFile]

    /// Orders the tasks; throws every double name, unknown dependency and cycle at once.
    public init(_ tasks: [TaskFile]) throws {
        var errors: [WeirError] = []
        let byID = Dictionary(grouping: tasks, by: \.id)
        for (id, files) in byID.sorted(by: { $0.key < $1.key }) where files.count > 1 {
            errors.append(.doubleTask(id, files.map(\.document.file)))
        }
        for task in tasks {
            for other in task.dependsOn where byID[other] == nil {
                let place = task.document.place(ofKey: "depends_on", "\(other)")
                errors.append(.unknownTask(other, at: place, known: byID.keys.sorted()))
            }
        }
        try WeirErrors.throwIfAny(errors)
        var ordered: [TaskFile] = []
        var rest = tasks.sorted { $0.id < $1.id }
        while !rest.isEmpty {
            let placed = Set(ordered.map(\.id))
            guard let next = rest.firstIndex(where: { placed.isSuperset(of: $0.dependsOn) }) else {
                throw Self.cycle(in: rest)
            }
            ordered.append(rest.remove(at: next))
        }
        self.tasks = ordered
    }

    /// Follows the first dependency that is left until a task comes again.
    private static func cycle(in rest: [TaskFile]) -> WeirError {
        let byID = Dictionary(rest.map { ($0.id, $0) }) { first, _ in first }
        var path: [TaskID] = []
        var next = rest.first
        while let task = next {
            if let start = path.firstIndex(of: task.id) {
                let next = start + 1 < path.endIndex ? path[start + 1] : task.id
                let place = task.document.place(ofKey: "depends_on", "\(next)")
                return .taskCycle(path[start...] + [task.id], at: place)
            }
            path.append(task.id)
            next = task.dependsOn.lazy.compactMap { byID[$0] }.first
        }
        return .taskCycle(path, at: SourceLocation(file: rest[0].document.file))
    }

    /// The task of this name; throws with the nearest one otherwise.
    public func task(_ id: TaskID) throws -> TaskFile {
        guard let task = tasks.first(where: { $0.id == id }) else {
            throw WeirError.unknownTask(id, at: nil, known: tasks.map(\.id))
        }
        return task
    }

    /// The open tasks whose dependencies are all done, in order.
    public func ready(by ledger: Ledger) -> [TaskFile] {
        let states = ledger.states(of: tasks.map(\.id))
        return tasks.filter { task in
            guard case .open? = states[task.id] else { return false }
            return task.dependsOn.allSatisfy { states[$0]?.isDone == true }
        }
    }
}
