import Diagnostics
import DurableFiles
import Foundation

/// Takes back what awos committed for a task or a spec.
public struct Undoing: Sendable {
    /// What was done.
    public struct Report: Sendable, Hashable {
        /// The commits that were taken back, the latest first.
        public var commits: [String] = []
        /// The commit that takes them back; nil where a branch was dropped.
        public var commit: String?
        /// The branch that was dropped.
        public var droppedBranch: String?
        /// The file that holds what was on it, by its path below the root.
        public var patch: String?
        /// The tables and views that nothing builds any more, and that a warehouse may still have.
        public var relations: [String] = []
    }

    private let git: GitRepository
    private let folder: SpecFolder
    private let clock: any WallClock

    /// Takes back work of this spec.
    public init(_ folder: SpecFolder, in git: GitRepository, clock: any WallClock = SystemWallClock()) {
        self.folder = folder
        self.git = git
        self.clock = clock
    }

    // MARK: A task

    /// Takes back a task's commits as one commit; a task without any is opened again.
    ///
    /// Throws `awos.undo_needed` while a task that builds on it is done, and `awos.undo_conflict` where later commits
    /// changed the same lines.
    public func task(_ id: TaskID, by person: String) async throws -> Report {
        let graph = try TaskGraph(try folder.tasks())
        let task = try graph.task(id)
        let ledger = Ledger(contentsOf: folder.ledger)
        let above = graph.tasks.filter { $0.dependsOn.contains(id) && ledger.state(of: $0.id).isDone }
        guard above.isEmpty else { throw WeirError.undoNeeded(id, first: above.map(\.id)) }
        let commits = try await commits { $0 == "\(id)" }
        try await requireWork(commits, on: [id], subject: "\(id)")
        return try await revert(commits, subject: "\(id)", title: task.title, criteria: Set(task.criteria), by: person)
    }

    // MARK: A spec

    /// Takes back a spec: one that is not merged loses its branch, of which a patch is kept; else its commits are taken
    /// back as one.
    public func spec(by person: String) async throws -> Report {
        let main = try await git.mainBranch()
        guard let head = try await git.commit("refs/heads/\(folder.branch)"),
            try await !git.answer(["merge-base", "--is-ancestor", head, main]).isSuccess
        else {
            let spec = try folder.spec()
            let commits = try await commits { TaskID($0)?.spec == folder.number }
            try await requireWork(commits, on: try folder.tasks().map(\.id), subject: "\(folder.number)")
            return try await revert(
                commits, subject: "\(folder.number)", title: spec.title, criteria: Set(spec.criteria.map(\.id)),
                by: person)
        }
        return try await drop(head, main)
    }

    /// Throws `awos.nothing_to_undo` where there are no commits, and no attempts that would have to be forgotten.
    private func requireWork(_ commits: [String], on tasks: [TaskID], subject: String) async throws {
        guard commits.isEmpty else { return }
        let states = Ledger(contentsOf: folder.ledger).states(of: tasks).values
        let isCommitted = try await git.text(of: "\(folder.path)/\(FunctionalSpec.fileName)", in: "HEAD") != nil
        guard isCommitted, states.contains(where: { $0 != .open(attempts: 0) }) else {
            throw WeirError.nothingToUndo(subject, folder: folder)
        }
    }

    private func drop(_ head: String, _ main: String) async throws -> Report {
        var report = Report(droppedBranch: folder.branch)
        let place = git.root.appending(path: ".weir/undone/\(folder.name)-\(head.prefix(10))")
        try DurableFile.createFolder(place)
        let patch = place.appending(path: "changes.patch")
        try await git.run(["diff", "--binary", "--output=\(patch.path)", "\(main)...\(head)"])
        if let ledger = FileManager.default.contents(atPath: folder.ledger.path) {
            try DurableFile.write(ledger, to: place.appending(path: Ledger.fileName))
        }
        report.patch = folder.tree.shown(patch)
        report.commits = try await git.run(["rev-list", "\(main)..\(head)"]).split(separator: "\n").map(String.init)
        let base = try await git.run(["merge-base", main, head]).trimmed
        report.relations = try await relations(goneFrom: head, to: base)
        if try await git.currentBranch() == folder.branch {
            try await git.run(["switch", "--quiet", "--discard-changes", main])
        }
        try await git.run(["update-ref", "-d", "refs/heads/\(folder.branch)", head])
        return report
    }

    // MARK: Commits

    /// The commits of HEAD's history for these subjects, the latest first; those that were taken back already left out.
    private func commits(_ isMeant: (String) -> Bool) async throws -> [String] {
        let format =
            "%H%x1f%(trailers:key=Awos-Task,valueonly,separator=%x20)%x1f%(trailers:key=Awos-Undo,valueonly,separator=%x20)"
        let output = try await git.run(["log", "--format=\(format)"])
        var undone: Set<Substring> = []
        return output.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: "\u{1F}", omittingEmptySubsequences: false)
            guard fields.count == 3 else { return nil }
            undone.formUnion(fields[2].split(separator: " "))
            let tasks = fields[1].split(separator: " ").filter { task in
                isMeant(String(task)) && !undone.contains(task) && !undone.contains(task.prefix { $0 != "-" })
            }
            return tasks.isEmpty ? nil : String(fields[0])
        }
    }

    private func revert(
        _ commits: [String], subject: String, title: String, criteria: Set<String>, by person: String
    ) async throws -> Report {
        let head = try await git.run(["rev-parse", "--verify", "HEAD"]).trimmed
        let tree = try await tree(without: commits, on: head)
        try Ledger.append([LedgerEntry(at: clock.now, .undone(subject: subject, by: person))], to: folder.ledger)
        let spec = try folder.spec()
        let ticked = Set(spec.criteria.filter(\.isTicked).map(\.id)).subtracting(criteria)
        try DurableFile.write(spec.ticking(ticked).text, to: folder.file(FunctionalSpec.fileName))
        if let list = try? folder.document(BoxRendering.tasksFile) {
            let text = BoxRendering.tasks(list, by: Ledger(contentsOf: folder.ledger))
            try DurableFile.write(text, to: folder.file(BoxRendering.tasksFile))
        }
        let index = try PrivateIndex(git, workTree: git.root)
        try await index.run(["read-tree", tree])
        try await index.run(["rm", "-r", "-f", "-q", "--cached", "--ignore-unmatch", "--", folder.path])
        try await index.run(["add", "-A", "--", folder.path])
        let whole = try await index.run(["write-tree"]).trimmed
        let commit = try await git.run([
            "commit-tree", whole, "-p", head, "-m", "revert(awos): take back \(subject), \(title)", "-m",
            "Awos-Undo: \(subject)",
        ]).trimmed
        try await git.run(["update-ref", "HEAD", commit, head])
        // Nothing but the spec's files differed from the head, and they are in the commit.
        try await git.run(["reset", "--quiet", "--hard", commit])
        return Report(commits: commits, commit: commit, relations: try await relations(goneFrom: head, to: commit))
    }

    /// The head's tree with these commits taken out, one after the other.
    private func tree(without commits: [String], on head: String) async throws -> String {
        var current = head
        for commit in commits {
            let before = try await git.run(
                ["commit-tree", "\(commit)^^{tree}", "-p", commit, "-m", "before"], variables: GitRepository.nobody
            ).trimmed
            let answer = try await git.answer(
                ["-c", "merge.renames=false", "merge-tree", "--write-tree", "-z", "--name-only", current, before])
            let fields = answer.output.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
            let conflicts = answer.isSuccess ? [] : Set(fields.dropFirst().prefix { !$0.isEmpty })
            let others = conflicts.filter { !$0.hasPrefix(folder.path + "/") }
            guard let tree = fields.first, tree.count == 40, others.isEmpty else {
                throw WeirError.undoConflict(commit, others.sorted())
            }
            current = try await git.run(
                ["commit-tree", tree, "-p", current, "-m", "without"], variables: GitRepository.nobody
            ).trimmed
        }
        return try await git.tree(of: current)
    }

    // MARK: What is left in a warehouse

    private func relations(goneFrom old: String, to new: String) async throws -> [String] {
        let output = try await git.run(["diff", "--name-only", "--no-renames", "--diff-filter=D", "-z", old, new])
        let gone = output.split(separator: "\0").map(String.init)
        var relations: Set<String> = []
        for path in gone {
            if let match = path.wholeMatch(of: /Modules\/Transform\/Models\/(?:([^\/]+)\/)?(?:.*\/)?([^\/]+)\.sql/) {
                relations.insert([match.1, match.2].compactMap { $0 }.joined(separator: "."))
            }
        }
        if gone.contains(where: { $0.hasPrefix("Modules/Ingest/Sources/") && $0.hasSuffix(".swift") }) {
            let texts = try await git.answer([
                "grep", "-h", "-o", "-E", "raw\\.[a-z_][a-z0-9_]*", old, "--", folder.path,
            ])
            relations.formUnion(texts.output.split(separator: "\n").map(String.init))
        }
        return relations.sorted()
    }
}

extension GitRepository {
    /// The branch that work is merged into: what the remote calls its head, else `main` or `master`.
    func mainBranch() async throws -> String {
        let answer = try await answer(["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"])
        let names = [answer.isSuccess ? answer.output.trimmed : nil, "main", "master"].compactMap { $0 }
        for name in names {
            let local = name.hasPrefix("origin/") ? String(name.dropFirst("origin/".count)) : name
            if try await commit("refs/heads/\(local)") != nil { return local }
        }
        throw WeirError.noMainBranch()
    }
}
