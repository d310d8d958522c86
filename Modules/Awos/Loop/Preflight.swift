import Diagnostics
import DurableFiles
import Foundation

/// What has to be so in a repository before anything is written there: asked in the order in which a person would cure it.
public struct Preflight: Sendable {
    private let git: GitRepository

    /// Looks at this repository.
    public init(_ git: GitRepository) { self.git = git }

    /// Throws `awos.called_by_agent` where an agent calls, by the process's environment.
    public static func requirePerson(_ what: String, _ environment: [String: String]) throws {
        guard environment[AgentEnvironment.task]?.isEmpty != false else { throw WeirError.calledByAgent(what) }
    }

    /// Throws for a history that has not begun or was cut off, a git that does not know who commits, and changes outside of
    /// the spec's folder.
    public func requireRepository(for folder: SpecFolder) async throws {
        try await requireHistory()
        try await requireIdentity()
        try await requireClean(outside: folder)
    }

    /// Throws where there is no commit, or only some of them.
    func requireHistory() async throws {
        guard try await git.commit("HEAD") != nil else { throw WeirError.noCommit() }
        guard try await !git.isShallow() else { throw WeirError.shallowClone() }
    }

    /// Throws where git does not know who commits.
    func requireIdentity() async throws {
        guard try await git.identity() != nil else { throw WeirError.noIdentity() }
    }

    /// Throws for changes of tracked files outside of the spec's folder.
    ///
    /// - Parameter leftovers: where an earlier attempt may have left changes, which are no dirt.
    func requireClean(outside folder: SpecFolder, leftovers: Scope? = nil) async throws {
        let dirty = try await git.changedPaths(untracked: false).filter { path in
            let isLeft = leftovers.map { $0.refusal(of: path, existsAtBase: true) == nil } ?? false
            return !path.hasPrefix(folder.path + "/") && !isLeft
        }
        guard dirty.isEmpty else { throw WeirError.dirtyTree(dirty) }
    }

    // MARK: One at a time

    /// The lock that one `implement` at a time holds; throws `awos.busy`, which names the holder.
    public static func lock(_ root: URL) throws -> LockFile {
        do {
            return try LockFile.acquire(at: place(root))
        } catch let error as WeirError where error.isRetryable {
            throw WeirError.implementRuns(error.message)
        }
    }

    /// Throws `awos.busy` while an `implement` runs: the tasks that it gave to an agent are its own.
    static func requireNobody(_ root: URL) throws {
        guard let holder = LockFile.holder(of: place(root)) else { return }
        throw WeirError.implementRuns("process \(holder.processID) (\(holder.command))")
    }

    private static func place(_ root: URL) -> URL { root.appending(path: ".weir/implement.lock") }
}
