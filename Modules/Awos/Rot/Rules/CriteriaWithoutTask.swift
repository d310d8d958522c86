extension RotRule {
    /// Every criterion is carried by a task.
    static let criteriaWithoutTask = eachSpec { spec, _ in
        guard let document = spec.spec else { return [] }
        let hasTasks = spec.paths.contains { $0.hasPrefix("tasks/") && $0.hasSuffix(".md") }
        guard hasTasks else {
            guard let first = document.criteria.first else { return [] }
            return [Diagnostic(.noTasks(spec.folder, document.criteria.count, at: first.location))]
        }
        // A task that cannot be read may carry anything.
        guard !spec.hasUnreadableTasks else { return [] }
        let carried = Set(spec.tasks.flatMap(\.criteria))
        return document.criteria.filter { !carried.contains($0.id) }.map {
            Diagnostic(.noTask(for: $0.id, at: $0.location))
        }
    }
}
