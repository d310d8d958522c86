import Diagnostics
import Foundation
import Synchronization

/// Every spec of a repository, each read once: those of the checkout, and what branches hold beside it.
public struct SpecOverview: Sendable {
    /// The specs of the checkout, by name.
    public let here: [ReadSpec]
    /// What the branches hold.
    public let branches: BranchSpecs

    /// Reads all documents and ledgers, and asks git for the branches.
    public static func read(_ tree: SpecTree, _ git: GitRepository) async throws -> SpecOverview {
        async let tips = BranchSpecs.Tips(git)
        var here = try await tree.read()
        let branches = try await BranchSpecs.read(try await tips, git, tree, here: here)
        for index in here.indices { here[index].isMerged = branches.merged.contains(here[index].folder.name) }
        return SpecOverview(here: here, branches: branches)
    }

    /// Every spec where it is farthest: on its own branch, in the checkout, or on the main branch alone; by name.
    public var farthest: [ReadSpec] {
        let onBranches = Dictionary(branches.specs.map { ($0.folder.name, $0) }) { first, _ in first }
        let names = Set(here.map(\.folder.name))
        let all =
            here.map { onBranches[$0.folder.name] ?? $0 } + branches.specs.filter { !names.contains($0.folder.name) }
        return all.sorted { $0.folder.name < $1.folder.name }
    }

    /// The one spec of this number, its digits or its whole name; throws with the nearest one otherwise.
    public func spec(_ text: String) throws -> ReadSpec {
        let number = text.contains("-") ? nil : SpecNumber(text)
        let found = farthest.filter { $0.folder.name == text || $0.folder.number == number }
        guard let spec = found.first else { throw WeirError.unknownSpec(text, known: farthest.map(\.folder.name)) }
        guard found.count == 1 else { throw WeirError.doubleSpec(spec.folder.number, found.map(\.folder.name)) }
        return spec
    }
}

extension SpecTree {
    /// Reads every spec of the checkout, on all processors.
    public func read() async throws -> [ReadSpec] {
        let folders = folders()
        return try await offload {
            let read = Mutex([Int: ReadSpec]())
            DispatchQueue.concurrentPerform(iterations: folders.count) { index in
                let spec = ReadSpec(SpecContents(folders[index]))
                read.withLock { $0[index] = spec }
            }
            return read.withLock { read in folders.indices.compactMap { read[$0] } }
        }
    }
}

extension [ReadSpec] {
    /// Throws all that is wrong in the documents of any: what could be read was shown before.
    public func requireReadable() throws { try WeirErrors.throwIfAny(flatMap(\.errors)) }
}
