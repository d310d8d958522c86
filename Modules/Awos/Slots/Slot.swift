import Diagnostics
import DurableFiles
import Foundation

/// A folder in which an agent works: a local clone without remotes, `.weir/slots/1`.
///
/// Its `.git` is the agent's: awos makes a new one before each piece of work and reads nothing from it.
public struct Slot: Sendable, Hashable {
    /// The slot's number, from 1.
    public let number: Int
    /// Its work tree.
    public let folder: URL

    /// What stays from one piece of work to the next: the results of building, which only the next build reads.
    private static let kept = ".build"

    /// Makes the work tree that of a commit and takes away all that was left: files, hooks, settings, refs.
    ///
    /// - Parameter repository: where the commit is; its objects are copied, none is shared.
    /// - Parameter environment: what git gets; with a lease in it, what an awos that was killed left at work here is ended as
    ///   its agents are.
    func reset(to commit: String, of repository: GitRepository, environment: [String: String]) async throws {
        try Self.requireFolder(folder)
        // A clone of an awos that was killed may still be written: each has a place of its own.
        let slots = folder.deletingLastPathComponent()
        for name in (try? FileManager.default.contentsOfDirectory(atPath: slots.path)) ?? []
        where name.hasPrefix("\(number)-") && name.hasSuffix(".new") {
            try? FileManager.default.removeItem(at: slots.appending(path: name))
        }
        let mark = String(UInt32.random(in: 0...UInt32.max), radix: 36)
        let fresh = slots.appending(path: "\(number)-\(mark).new", directoryHint: .isDirectory)
        try await repository.run(
            [
                "clone", "--quiet", "--local", "--no-hardlinks", "--no-checkout", "--no-tags", repository.root.path,
                fresh.path,
            ], variables: environment.filter { $0.key == AgentEnvironment.lease })
        let clone = GitRepository(root: fresh, environment: environment)
        try await clone.run(["remote", "remove", "origin"])
        for name in try await clone.references(below: ["refs"]).keys {
            try await clone.run(["update-ref", "-d", name])
        }
        try await clone.run(["update-ref", "--no-deref", "HEAD", commit])
        try Self.remove(folder.appending(path: ".git"))
        try DurableFile.rename(fresh.appending(path: ".git"), to: folder.appending(path: ".git"))
        try Self.remove(fresh)
        let git = GitRepository(root: folder, environment: environment)
        do {
            try await git.run(["reset", "--quiet", "--hard", commit])
            try await git.run(["clean", "-ffdxq", "-e", "/\(Self.kept)"])
        } catch let error as WeirError where error.code == "awos.git_failed" {
            try emptyWorkTree()
            try await git.run(["reset", "--quiet", "--hard", commit])
        }
    }

    /// The folder itself, where an agent put a link or a file in its place; and what is kept, likewise.
    private static func requireFolder(_ folder: URL) throws {
        for place in [folder, folder.appending(path: kept)] where !isFolderItself(place) { try remove(place) }
        try DurableFile.createFolder(folder)
    }

    private static func isFolderItself(_ place: URL) -> Bool {
        var status = stat()
        return lstat(place.path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Removes what is there; a link itself, not what it leads to.
    private static func remove(_ place: URL) throws {
        var status = stat()
        guard lstat(place.path, &status) == 0 else { return }
        try FileManager.default.removeItem(at: place)
    }

    private func emptyWorkTree() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name != ".git" {
            try Self.remove(folder.appending(path: name))
        }
    }
}

/// The slots of a repository, below `.weir/slots`: as many as agents work at once.
public actor SlotPool {
    private let folder: URL
    private var taken: Set<Int> = []

    /// The slots in a folder. Only one pool at a time may use it: under the lock of `implement`.
    public init(_ folder: URL) { self.folder = folder }

    /// The free slot with the smallest number.
    func take() -> Slot {
        let number = (1...).first { !taken.contains($0) } ?? 1
        taken.insert(number)
        return Slot(number: number, folder: folder.appending(path: "\(number)", directoryHint: .isDirectory))
    }

    /// Takes a slot back.
    func giveBack(_ slot: Slot) { taken.remove(slot.number) }
}
