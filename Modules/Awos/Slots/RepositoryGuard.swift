import Diagnostics
import DurableFiles
import Foundation

/// Watches over the main repository while agents work, and puts back what one of them moved.
///
/// A ref goes back to where it was, unless it moved again meanwhile. A hook, a setting or a document of the spec is moved
/// to `.weir/found`, and what was there before comes back. What is checked out, and other files of the checkout, are only
/// named: they may be a person's work.
actor RepositoryGuard {
    /// Something that was done to the repository, and what came of it.
    struct Finding: Sendable, Hashable, CustomStringConvertible {
        /// What it did: `moved refs/heads/main`.
        let what: String
        /// What was done: `put back`.
        let cure: String
        /// The lease of the agent that did it, where the log of refs tells.
        var lease: String?
        var description: String { "\(what) (\(cure))" }
    }

    private let git: GitRepository
    private let gitFolder: URL
    private let spec: URL
    private let found: URL
    private var known: RepositorySnapshot
    /// What was found while each of the working leases was out.
    private var working: [String: Found] = [:]

    /// What was found while an agent worked.
    struct Found: Sendable, Hashable {
        /// What it did: its name stands at it, or nobody else was at work.
        var own: [Finding] = []
        /// What one of several did that were at work, and nobody can tell which.
        var shared: [Finding] = []
    }

    /// Watches a repository from now on; `spec` is the folder of the spec, `found` the one for files that are taken away.
    init(_ git: GitRepository, spec: URL, found: URL) async throws {
        self.git = git
        self.spec = spec
        self.found = found
        gitFolder = try await git.commonFolder()
        known = try await RepositorySnapshot(of: git, gitFolder: gitFolder, spec: spec)
    }

    // MARK: Agents

    /// An agent begins under this lease. What is found now was done before: those at work answer for it; where there are none,
    /// it is returned.
    func begin(_ lease: String) async throws -> [Finding] {
        let others = try await look()
        working[lease] = Found()
        return others
    }

    /// An agent is over: what was found while it worked.
    func end(_ lease: String) async throws -> Found {
        try await look()
        return working.removeValue(forKey: lease) ?? Found()
    }

    /// Looks, and puts what is found to those who answer for it; what is left when nobody is at work.
    @discardableResult
    private func look() async throws -> [Finding] {
        let findings = try await inspect()
        if working.isEmpty { return findings }
        for finding in findings {
            if let lease = finding.lease, working[lease] != nil {
                working[lease]?.own.append(finding)
            } else if working.count == 1, let only = working.keys.first {
                working[only]?.own.append(finding)
            } else {
                for lease in working.keys { working[lease]?.shared.append(finding) }
            }
        }
        return []
    }

    // MARK: What awos does itself

    /// The documents are as awos wrote them.
    func noteDocuments() { known.documents = RepositorySnapshot.documents(in: spec) }

    /// Everything is as it should be.
    func noteAll() async throws { known = try await RepositorySnapshot(of: git, gitFolder: gitFolder, spec: spec) }

    /// awos moved its branch by these commits, one on the other; throws `awos.branch_moved` where they stand on another one.
    func settle(_ branch: String, at commits: [String]) async throws {
        let name = "refs/heads/\(branch)"
        for commit in commits {
            guard try await git.commit("\(commit)^") == known.refs[name] else {
                throw WeirError.foreignCommit(on: branch)
            }
            known.refs[name] = commit
        }
        noteDocuments()
        try await look()
    }

    // MARK: Looking

    private func inspect() async throws -> [Finding] {
        var now = try await RepositorySnapshot(of: git, gitFolder: gitFolder, spec: spec)
        var findings: [Finding] = []
        let moved = Self.differing(known.refs, now.refs)
        for name in moved { findings.append(try await putBack(ref: name, from: now.refs[name])) }
        // With a branch back in its place the checkout's files are no longer different from it.
        if !moved.isEmpty { now = try await RepositorySnapshot(of: git, gitFolder: gitFolder, spec: spec) }
        if now.head != known.head {
            findings.append(
                Finding(
                    what: "checked out \(now.head)", cure: "left so: git checkout \(known.head)",
                    lease: try await mover(of: "HEAD", to: try await git.commit("HEAD"))))
            known.head = now.head
        }
        for path in Self.differing(known.settings, now.settings) {
            findings.append(
                try putBack(
                    gitFolder.appending(path: path), shown: ".git/\(path)", from: known.settings[path],
                    isThere: now.settings[path] != nil))
        }
        for path in Self.differing(known.documents, now.documents) where !isDecision(path, now.documents[path]) {
            let place = spec.appending(path: path)
            findings.append(
                try putBack(
                    place, shown: SpecTree(root: git.root).shown(place), from: known.documents[path],
                    isThere: now.documents[path] != nil))
        }
        for path in now.changed.subtracting(known.changed).sorted() {
            findings.append(Finding(what: "changed \(path) in the checkout", cure: "left so"))
        }
        known.changed = now.changed
        return findings
    }

    private static func differing<Value: Equatable>(_ old: [String: Value], _ new: [String: Value]) -> [String] {
        Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted()
    }

    /// Whether the ledger only grew by what a person decides, while agents work: `awos widen` in another terminal.
    private func isDecision(_ path: String, _ new: Data?) -> Bool {
        guard path == Ledger.fileName, let new, new.starts(with: known.documents[path] ?? Data()) else { return false }
        let more = Ledger(text: String(decoding: new.dropFirst(known.documents[path]?.count ?? 0), as: UTF8.self))
        let areDecisions = more.unreadableLines.isEmpty && more.entries.allSatisfy { $0.event.isDecision }
        if areDecisions { known.documents[path] = new }
        return areDecisions
    }

    private func putBack(ref name: String, from moved: String?) async throws -> Finding {
        let zeros = String(repeating: "0", count: 40)
        let old = known.refs[name]
        let lease = try await mover(of: name, to: moved)
        let words =
            old.map { ["update-ref", name, $0, moved ?? zeros] } ?? ["update-ref", "-d", name, moved ?? zeros]
        let isBack = try await git.answer(words).isSuccess
        if !isBack { known.refs[name] = try await git.references(below: [name])[name] }
        let place = moved.map { String($0.prefix(12)) } ?? ""
        switch (old, moved) {
        case (nil, _):
            return Finding(what: "made \(name) at \(place)", cure: isBack ? "taken away" : "left so", lease: lease)
        case (_, nil): return Finding(what: "deleted \(name)", cure: isBack ? "put back" : "left so")
        default:
            let cure = isBack ? "put back" : "left so: it moved again"
            return Finding(what: "moved \(name) to \(place)", cure: cure, lease: lease)
        }
    }

    /// The lease of the agent that moved a ref to where it is, by the last line of its log; nil where none tells: a ref without
    /// a log, one that is gone and its log with it, or an agent that named itself otherwise.
    private func mover(of name: String, to place: String?) async throws -> String? {
        guard let place else { return nil }
        let answer = try await git.answer(["log", "-g", "-1", "--format=%H %ge", name, "--"])
        let words = answer.output.trimmed.split(separator: " ", maxSplits: 1)
        guard answer.isSuccess, words.count == 2, words[0] == place else { return nil }
        return AgentEnvironment.lease(inAddress: String(words[1]))
    }

    private func putBack(_ place: URL, shown: String, from old: Data?, isThere: Bool) throws -> Finding {
        var cures: [String] = []
        if isThere { cures.append("moved to \(try setAside(place, shown: shown))") }
        if let old {
            try DurableFile.write(old, to: place)
            if shown.hasPrefix(".git/hooks/") { chmod(place.path, 0o755) }
            cures.append("put back")
        }
        let verb = old == nil ? "wrote" : isThere ? "changed" : "deleted"
        return Finding(what: "\(verb) \(shown)", cure: cures.joined(separator: "; "))
    }

    private func setAside(_ place: URL, shown: String) throws -> String {
        let mark = String(UInt32.random(in: 0...UInt32.max), radix: 36)
        let name = shown.replacing("/", with: "-").drop { $0 == "." }
        let kept = found.appending(path: "\(name).\(mark)")
        try DurableFile.createFolder(found)
        try FileManager.default.moveItem(at: place, to: kept)
        chmod(kept.path, 0o644)
        return ".weir/found/\(kept.lastPathComponent)"
    }
}

extension LedgerEntry.Event {
    /// Whether only a person writes it.
    var isDecision: Bool {
        switch self {
        case .approved, .widened, .acceptedTest, .answered, .replied: true
        case .started, .checked, .failed, .blocked, .done, .undone: false
        }
    }
}
