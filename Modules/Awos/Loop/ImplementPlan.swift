import Diagnostics
import Foundation

/// What `implement` is about to do: the spec, its tasks, and the documents that are missing between them.
public struct ImplementPlan: Sendable {
    /// The spec.
    public let spec: FunctionalSpec
    /// Its tasks in the order of work; those that are not written yet among them.
    public let tasks: [TaskFile]
    private let folder: SpecFolder
    private let missing: DocumentPlan

    /// Reads a spec, and drafts what is missing; writes nothing.
    public init(_ folder: SpecFolder) throws {
        self.folder = folder
        spec = try folder.spec()
        let tasks = try folder.tasks()
        if tasks.isEmpty {
            missing = try TaskDrafting(folder).missing()
            let drafted = missing.entries.filter { $0.path.hasPrefix("\(folder.path)/tasks/") }
            self.tasks = try TaskGraph(
                try drafted.map { try TaskFile(MarkdownFile($0.text, file: $0.path)) }
            ).tasks
        } else {
            // Tasks that a person wrote may belong to a spec from which nothing can be drafted.
            missing = (try? TaskDrafting(folder).missing()) ?? DocumentPlan()
            self.tasks = try TaskGraph(tasks).tasks
        }
    }

    /// The paths of the documents that are missing.
    public var missingPaths: [String] { missing.entries.map(\.path) }

    /// Writes the documents that are missing.
    public func write() throws { try missing.apply(below: folder.tree.root) }
}
