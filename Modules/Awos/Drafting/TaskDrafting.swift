import Diagnostics
import Foundation

/// What is drafted from a functional spec: its technical considerations, its tasks, and the list of them.
public struct TaskDrafting: Sendable {
    /// The spec's folder.
    public let folder: SpecFolder
    /// The spec.
    public let spec: FunctionalSpec
    /// The kind.
    public let kind: Kind
    let draft: Kind.Draft

    /// Reads a spec; throws when it, its kind or an answer in it is wrong.
    public init(_ folder: SpecFolder) throws { try self.init(folder, folder.spec()) }

    init(_ folder: SpecFolder, _ spec: FunctionalSpec) throws {
        self.folder = folder
        self.spec = spec
        kind = try Kinds.named(spec.kind)
        try DraftName.check(spec.name)
        var answers = spec.answers.mapValues(\.trimmed)
        if kind.modules != .known, !spec.modules.isEmpty { answers["modules"] = spec.modules.joined(separator: ", ") }
        let bare = Kind.Draft(
            number: spec.number, intent: spec.title, name: spec.name,
            sources: ModuleMap.sources(root: folder.tree.root))
        draft = try SpecDraft.answered(bare, answers, kind, folder.tree)
    }

    /// The criteria that each task carries: the kind's own by their number, others by the last task.
    private func criteria(_ tasks: [Kind.TaskDraft]) -> [[String]] {
        let own = Set(tasks.flatMap(\.criteria).map { "AC-\($0)" })
        let written = spec.criteria.map(\.id)
        return tasks.enumerated().map { index, task in
            let mine = Set(task.criteria.map { "AC-\($0)" })
            return written.filter { mine.contains($0) || (index == tasks.count - 1 && !own.contains($0)) }
        }
    }

    /// What the work has to know: the answers and the assumptions, but for those about the change as a whole.
    private var known: [(key: String, answer: String)] {
        kind.questions.filter { !["who", "leaves_out", "modules"].contains($0.id) }.compactMap { question in
            if let answer = draft.answers[question.id] { return (question.id, answer) }
            return draft.assumption(of: question).map { (question.id, "\($0) (assumed)") }
        }
    }

    /// The task files with their paths; throws when the spec does not say which modules are changed.
    func taskFiles() throws -> [(path: String, text: String)] {
        let tasks = kind.tasks(draft)
        guard !tasks.isEmpty else { throw WeirError.noTasks(folder.name) }
        let criteria = criteria(tasks)
        return try tasks.enumerated().map { index, task in
            let text = TaskText(
                number: index + 1, task: task, spec: spec, criteria: criteria[index], known: known,
                root: folder.tree.root)
            return ("\(folder.path)/tasks/\(text.fileName)", try DraftMark.sign(text.document))
        }
    }

    /// The task files and their list. A file that a person changed is kept, and named in an error, unless `force`.
    ///
    /// With `keepingChanged` it is kept and named in a note instead.
    public func tasks(force: Bool = false, keepingChanged: Bool = false) throws -> DocumentPlan {
        var plan = DocumentPlan()
        var texts: [(path: String, text: String)] = []
        var kept: [String] = []
        for file in try taskFiles() {
            let old = text(at: file.path)
            if let old, old != file.text, !force, !DraftMark.isUntouched(old) {
                kept.append(file.path)
                texts.append((file.path, old))
            } else {
                plan.put(file.path, file.text, below: folder.tree.root)
                texts.append(file)
            }
        }
        if !kept.isEmpty {
            guard keepingChanged else {
                throw WeirError.changedByHand(kept, command: "awos tasks \(folder.number)")
            }
            plan.notes += kept.map { "\($0) was changed by a person and stays as it is" }
        }
        // Tasks that a person added stand beside the drafted ones.
        let known = Set(texts.map(\.path))
        let all =
            try texts.map { try TaskFile(MarkdownFile($0.text, file: $0.path)) }
            + folder.tasks().filter { !known.contains($0.document.file) }
        let list = try TaskList.text(spec, all, Ledger(contentsOf: folder.ledger))
        plan.put("\(folder.path)/\(TaskList.fileName)", list, below: folder.tree.root)
        return plan
    }

    /// The technical considerations; ones that a person changed are kept, and named in an error, unless `force`.
    public func considerations(force: Bool = false, keepingChanged: Bool = false) throws -> DocumentPlan {
        var plan = DocumentPlan()
        let path = "\(folder.path)/\(ConsiderationsText.fileName)"
        let new = try DraftMark.sign(
            ConsiderationsText(kind: kind, draft: draft, spec: spec, tasks: kind.tasks(draft)).document)
        if let old = text(at: path), old != new, !force, !DraftMark.isUntouched(old) {
            guard keepingChanged else { throw WeirError.changedByHand([path], command: "awos tech \(folder.number)") }
            plan.notes.append("\(path) was changed by a person and stays as it is")
        } else {
            plan.put(path, new, below: folder.tree.root)
        }
        return plan
    }

    /// What stands between a spec and its work and is missing: considerations, tasks, their list.
    public func missing() throws -> DocumentPlan {
        var plan = try has(ConsiderationsText.fileName) ? DocumentPlan() : considerations()
        if try folder.tasks().isEmpty { plan.append(try tasks()) }
        return plan
    }

    /// Whether a file is in the folder.
    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.file(name).path) }

    private func text(at path: String) -> String? {
        FileManager.default.contents(atPath: folder.tree.root.appending(path: path).path).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}

extension DocumentPlan {
    /// Adds what another plan would write.
    mutating func append(_ other: DocumentPlan) {
        for entry in other.entries { add(entry) }
        notes += other.notes
    }
}
