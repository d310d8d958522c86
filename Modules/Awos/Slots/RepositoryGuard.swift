import Diagnostics
import DurableFiles
import Foundation

/// Watches over the main repository while agents work, and puts back what one of them moved.
///
/// A ref goes back to where it was, unless it moved again meanwhile; what it pointed to stays reachable by the name in the
/// message. A hook or a setting is moved to `.weir/found`, and what was there before comes back. A checked-out branch is
/// only named: the files of a work tree are a person's.
actor RepositoryGuard {
    /// Something that an agent did to the repository, and what was done about it.
    struct Finding: Sendable, Hashable, CustomStringConvertible {
        /// What it did: `moved refs/heads/main`.
        let what: String
        /// What was done: `put back`.
        let cure: String
        var description: String { "\(what) (\(cure))" }
    }

    private let git: GitRepository
    private let gitFolder: URL
    private let found: URL
    private var known: RepositorySnapshot
    /// What was found while each of the working leases was out.
    private var working: [String: [Finding]] = [:]

    /// Watches a repository from now on; `found` is the folder for files that were taken away.
    init(_ git: GitRepository, found: URL) async throws {
        self.git = git
        self.found = found
        gitFolder = try await git.commonFolder()
        known = try await RepositorySnapshot(of: git, gitFolder: gitFolder)
    }

    /// An agent begins under this lease.
    func begin(_ lease: String) { working[lease] = [] }

    /// An agent is over: all that was found while it worked. With several at work each of them answers for it.
    func end(_ lease: String) async throws -> [Finding] {
        let findings = try await inspect()
        for other in working.keys { working[other, default: []] += findings }
        return working.removeValue(forKey: lease) ?? []
    }

    /// awos itself changes refs: what it does in between is no finding.
    @discardableResult
    func changing<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        let findings = try await inspect()
        for other in working.keys { working[other, default: []] += findings }
        let value: Value
        do { value = try await body() } catch {
            known = try await RepositorySnapshot(of: git, gitFolder: gitFolder)
            throw error
        }
        known = try await RepositorySnapshot(of: git, gitFolder: gitFolder)
        return value
    }

    private func inspect() async throws -> [Finding] {
        let now = try await RepositorySnapshot(of: git, gitFolder: gitFolder)
        var findings: [Finding] = []
        for name in Set(known.refs.keys).union(now.refs.keys).sorted() where known.refs[name] != now.refs[name] {
            findings.append(try await putBack(ref: name, from: now.refs[name]))
        }
        if now.head != known.head {
            findings.append(Finding(what: "checked out \(now.head)", cure: "left so: git checkout \(known.head)"))
            known.head = now.head
        }
        for path in Set(known.files.keys).union(now.files.keys).sorted() where known.files[path] != now.files[path] {
            findings.append(try putBack(file: path, isThere: now.files[path] != nil))
        }
        return findings
    }

    private func putBack(ref name: String, from moved: String?) async throws -> Finding {
        let zeros = String(repeating: "0", count: 40)
        let old = known.refs[name]
        let words =
            old.map { ["update-ref", name, $0, moved ?? zeros] } ?? ["update-ref", "-d", name, moved ?? zeros]
        let isBack = try await git.answer(words).isSuccess
        if !isBack { known.refs[name] = try await git.references(below: [name])[name] }
        let verb = old == nil ? "made" : moved == nil ? "deleted" : "moved"
        let place = moved.map { " to \($0.prefix(12))" } ?? ""
        return Finding(
            what: "\(verb) \(name)\(verb == "moved" ? place : "")",
            cure: isBack
                ? (old == nil ? "taken away; it was\(place.dropFirst(3))" : "put back") : "left so: it moved again")
    }

    private func putBack(file path: String, isThere: Bool) throws -> Finding {
        let place = gitFolder.appending(path: path)
        let old = known.files[path]
        var cures: [String] = []
        if isThere {
            let kept = try setAside(place, path: path)
            cures.append("moved to \(kept)")
        }
        if let old {
            try DurableFile.write(old, to: place)
            if path.hasPrefix("hooks/") { chmod(place.path, 0o755) }
            cures.append("put back")
        }
        let verb = old == nil ? "wrote" : isThere ? "changed" : "deleted"
        return Finding(what: "\(verb) .git/\(path)", cure: cures.joined(separator: "; "))
    }

    private func setAside(_ place: URL, path: String) throws -> String {
        let mark = String(UInt32.random(in: 0...UInt32.max), radix: 36)
        let kept = found.appending(path: "\(path.replacing("/", with: "-")).\(mark)")
        try DurableFile.createFolder(found)
        try FileManager.default.moveItem(at: place, to: kept)
        chmod(kept.path, 0o644)
        return ".weir/found/\(kept.lastPathComponent)"
    }
}
