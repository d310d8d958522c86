/// The graph of a spec's tasks and its state, rendered from the task files and the ledger: `tasks.md`.
public enum TaskList {
    /// The file's name in a spec's folder.
    public static let fileName = "tasks.md"

    /// The whole text.
    public static func text(_ spec: FunctionalSpec, _ tasks: [TaskFile], _ ledger: Ledger = Ledger()) throws -> String {
        let lines = try TaskGraph(tasks).tasks.map { task in
            let box = ledger.state(of: task.id).isDone ? "x" : " "
            let criteria = task.criteria.isEmpty ? "" : " (\(task.criteria.joined(separator: ", ")))"
            let waits =
                task.dependsOn.isEmpty ? "" : ", after \(task.dependsOn.map(\.description).joined(separator: ", "))"
            return "- [\(box)] **\(task.id)** \(task.title) **[Agent: \(task.agent)]**\(criteria)\(waits)"
        }
        return """
            # \(spec.number): Tasks

            Rendered by awos from the files in `tasks/` and the ledger: change those. Only awos ticks a box.

            \(lines.joined(separator: "\n"))

            """
    }
}
