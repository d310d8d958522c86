import Diagnostics

extension RotRule {
    /// Every criterion is carried by a task, as soon as there are tasks.
    static let criteriaWithoutTask = eachSpec { spec, _ in
        guard let document = spec.spec else { return [] }
        let hasTasks = spec.paths.contains { $0.hasPrefix("tasks/") && $0.hasSuffix(".md") }
        guard hasTasks else {
            return [Diagnostic(.noTasks(spec.folder, at: SourceLocation(file: document.document.file)), .warning)]
        }
        // A task that cannot be read may carry anything.
        guard !spec.hasUnreadableTasks else { return [] }
        let carried = Set(spec.tasks.flatMap(\.criteria))
        return document.criteria.filter { !carried.contains($0.id) }.map {
            Diagnostic(.noTask(for: $0.id, at: $0.location))
        }
    }
}
