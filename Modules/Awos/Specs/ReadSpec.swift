import Diagnostics
import Foundation

/// The documents of one spec, read as far as they can be read, once, with everything that is wrong in them.
public struct ReadSpec: Sendable {
    /// Where it is.
    public let folder: SpecFolder
    /// The branch that it was read from; nil for the checkout.
    public let branch: String?
    /// The spec; nil when it cannot be read.
    public let spec: FunctionalSpec?
    /// The task files that can be read, by name.
    public let tasks: [TaskFile]
    /// The tasks in the order of work; nil when one of them cannot be read or they have no order.
    public let graph: TaskGraph?
    /// What happened.
    public let ledger: Ledger
    /// The text of the ledger.
    let ledgerText: String
    /// The list of tasks with its boxes; nil when there is none.
    public let taskList: MarkdownFile?
    /// The technical considerations; nil when there are none.
    public let considerations: MarkdownFile?
    /// The files of the folder, `tasks/` included, relative to it.
    public let paths: [String]
    /// What is wrong in the documents, each with its place.
    public let errors: [WeirError]
    /// Whether all of its work is on the main branch.
    public internal(set) var isMerged = false

    /// Reads what `contents` holds.
    public init(_ contents: SpecContents) {
        var errors: [WeirError] = []
        func reading<Value>(_ body: () throws -> Value) -> Value? {
            do { return try body() } catch {
                errors += (error as? WeirErrors)?.all ?? [WeirError(wrapping: error)]
                return nil
            }
        }
        folder = contents.folder
        branch = contents.branch
        paths = contents.paths
        spec = reading { try FunctionalSpec(contents.document(FunctionalSpec.fileName)) }
        let files = paths.filter { $0.hasPrefix("tasks/") && $0.hasSuffix(".md") }
        let tasks = files.compactMap { path in reading { try TaskFile(contents.document(path)) } }
        self.tasks = tasks
        // A task that cannot be read would only look like one that is missing.
        graph = tasks.count == files.count ? reading { try TaskGraph(tasks) } : nil
        let optional = { (path: String) in
            contents.paths.contains(path) ? reading { try contents.document(path) } : nil
        }
        taskList = optional("tasks.md")
        considerations = optional("technical-considerations.md")
        ledgerText = String(decoding: contents.read(Ledger.fileName) ?? Data(), as: UTF8.self)
        ledger = Ledger(text: ledgerText)
        self.errors = errors
    }

    /// What became of each task, by its name.
    public var states: [TaskID: TaskState] { ledger.states(of: tasks.map(\.id)) }

    /// Its status; throws all that is wrong in its documents.
    public func status() throws -> SpecStatus {
        try WeirErrors.throwIfAny(errors)
        guard let spec, let graph else { throw WeirError.noDocument(folder.path) }
        return SpecStatus(folder, spec, graph, ledger, branch: branch, isMerged: isMerged)
    }
}

/// The files of one spec's folder, in the checkout or on a branch.
public struct SpecContents: Sendable {
    let folder: SpecFolder
    let branch: String?
    let paths: [String]
    let read: @Sendable (String) -> Data?

    /// The folder as it is on the disk.
    public init(_ folder: SpecFolder) {
        self.folder = folder
        branch = nil
        paths = Self.names(in: folder.place).flatMap { name in
            name == "tasks" ? Self.names(in: folder.file(name)).map { "tasks/\($0)" } : [name]
        }
        let base = folder.place.path + (folder.place.path.hasSuffix("/") ? "" : "/")
        read = { FileManager.default.contents(atPath: base + $0) }
    }

    /// The folder as it is on a branch.
    init(_ folder: SpecFolder, branch: String, files: [String: Data]) {
        self.folder = folder
        self.branch = branch
        paths = files.keys.sorted()
        read = { files[$0] }
    }

    private static func names(in place: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []).sorted()
    }

    func document(_ path: String) throws -> MarkdownFile {
        let shown = "\(folder.path)/\(path)"
        guard let data = read(path) else { throw WeirError.noDocument(shown) }
        guard let text = String(validating: data, as: UTF8.self) else { throw WeirError.notText(shown) }
        return MarkdownFile(text, file: shown)
    }
}
