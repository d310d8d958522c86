import Diagnostics
import DurableFiles
import Foundation

/// What has to be so before anything is written: asked in the order in which a person would cure it.
public struct Preflight: Sendable {
    private let git: GitRepository
    private let environment: [String: String]

    /// Looks at this repository for a process with this environment.
    public init(_ git: GitRepository, environment: [String: String]) {
        self.git = git
        self.environment = environment
    }

    /// Throws `awos.called_by_agent` where an agent calls.
    public func requirePerson(_ what: String) throws {
        guard environment[AgentEnvironment.task]?.isEmpty != false else { throw WeirError.calledByAgent(what) }
    }

    /// Throws where the history is cut off, git does not know who commits, or tracked files outside of the spec's folder
    /// are changed.
    public func requireRepository(for folder: SpecFolder) async throws {
        if try await git.isShallow() { throw WeirError.cutHistory() }
        if try await git.identity() == nil { throw WeirError.nobodyCommits() }
        let changed = try await git.changedPaths(untracked: false).filter { !$0.hasPrefix(folder.path + "/") }
        if !changed.isEmpty { throw WeirError.changedOutside(folder.path, changed) }
    }

    /// The lock that one `implement` at a time holds; throws `awos.busy`, which names the holder.
    public static func lock(_ root: URL) throws -> LockFile {
        do {
            return try LockFile.acquire(at: root.appending(path: ".weir/implement.lock"))
        } catch let error as WeirError where error.isRetryable {
            throw WeirError.implementRuns(error.message)
        }
    }
}
