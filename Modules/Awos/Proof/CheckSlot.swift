import Diagnostics
import DurableFiles
import Foundation

/// The folder in which trees are judged: no agent works there, and one check runs there at a time, over all processes.
///
/// Its build folder stays warm. Files come from the main repository's objects through an index that lies beside it; the
/// `.git` inside is made anew for every tree and only there for programs that ask git something.
struct CheckSlot: Sendable {
    /// The main repository.
    let git: GitRepository
    /// The folder.
    let place: URL
    private let lock: LockFile

    /// Takes the slot, waiting for others as long as it needs; a cold one begins empty.
    static func take(
        in git: GitRepository, cold: Bool = false, waitSeconds: Double = 7200, clock: any WallClock
    ) async throws -> CheckSlot {
        let slots = git.root.appending(path: ".weir/slots", directoryHint: .isDirectory)
        let name = cold ? "cold" : "check"
        let lock = try await LockFile.acquire(
            at: slots.appending(path: "\(name).lock"), waitSeconds: waitSeconds, clock: clock)
        let slot = CheckSlot(git: git, place: slots.appending(path: name, directoryHint: .isDirectory), lock: lock)
        if cold { slot.remove() }
        try DurableFile.createFolder(slot.place)
        return slot
    }

    private init(git: GitRepository, place: URL, lock: LockFile) {
        (self.git, self.place, self.lock) = (git, place, lock)
    }

    private var index: URL { place.deletingLastPathComponent().appending(path: "\(place.lastPathComponent).index") }

    /// Gives it to the next one.
    func release() { lock.release() }

    /// Removes all of it, the build folder too.
    func remove() {
        try? FileManager.default.removeItem(at: place)
        try? FileManager.default.removeItem(at: index)
    }

    /// Makes the folder hold exactly this tree; what was built and what awos keeps in `.weir` stay.
    ///
    /// Files that are the same are not touched, so that a build goes on from the last one.
    func checkOut(_ tree: String) async throws {
        let inside = try PrivateIndex(git, workTree: place, file: index)
        try? FileManager.default.removeItem(at: place.appending(path: ".git"))
        do { try await inside.run(["read-tree", "--reset", "-u", tree]) } catch {
            // An index that was cut off by a crash: begin with none.
            try? FileManager.default.removeItem(at: index)
            try? FileManager.default.removeItem(at: URL(filePath: index.path + ".lock"))
            try await inside.run(["read-tree", "--reset", "-u", tree])
        }
        try await inside.run(["clean", "-ffdxq", "-e", "/.build", "-e", "/.weir"])
        try await makeRepository(holding: tree)
    }

    private func makeRepository(holding tree: String) async throws {
        let inside = git.at(place)
        try await inside.run(["init", "-q", "-b", "judged"])
        let objects = try await git.run(["rev-parse", "--git-path", "objects"]).trimmed
        let path = objects.hasPrefix("/") ? objects : git.root.appending(path: objects).path
        try DurableFile.write(path + "\n", to: place.appending(path: ".git/objects/info/alternates"))
        let commit = try await inside.run(
            ["commit-tree", tree, "-m", "under judgement"], variables: GitRepository.nobody
        ).trimmed
        try await inside.run(["update-ref", "refs/heads/judged", commit])
        try await inside.run(["read-tree", tree])
    }
}
