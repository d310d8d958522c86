import Diagnostics
import Foundation

/// What the branches hold beside the checkout: specs that are only there, names that are taken, what is merged.
public struct BranchSpecs: Sendable {
    /// A folder of a spec on a branch that is not merged into the checkout.
    public struct Name: Sendable, Hashable {
        /// The branch as people call it: `awos/003-air-quality`, `origin/main`.
        public let branch: String
        /// The folder's name.
        public let folder: String
    }

    /// Every spec's folder on branches that are not merged into the checkout, by branch.
    public let names: [Name]
    /// The specs that are farther on a branch of their own than here, or only on the main branch, by name.
    public let specs: [ReadSpec]
    /// The specs of the checkout of which all the work is on the main branch.
    public let merged: Set<String>

    /// Without any branch.
    static let none = BranchSpecs(names: [], specs: [], merged: [])

    /// The specs' folders of a branch.
    struct Folders: Sendable {
        let branch: String
        let names: [String]
    }

    /// What the branches hold, by the names of folders alone.
    struct Tips: Sendable {
        /// Where the main branch may be, the nearest first.
        static let trunks = ["heads/main", "heads/master", "remotes/origin/main", "remotes/origin/master"]

        /// The branch that is checked out; nil when none is.
        let current: String?
        /// The main branch, where it has specs.
        let trunk: Folders?
        /// The branches that are not merged into the checkout.
        let unmerged: [Folders]

        /// Asks all branches by two calls of git.
        init(_ git: GitRepository) async throws {
            async let current = git.currentBranch()
            let answer = try await git.answer(
                ["for-each-ref", "--format=%(refname)", "--no-merged=HEAD", "refs/heads", "refs/remotes"])
            let branches =
                Self.trunks + answer.output.split(separator: "\n").map { String($0.dropFirst("refs/".count)) }
            let trees = try await git.objects(branches.map { "refs/\($0):context/spec" })
            let folders = zip(branches, trees).map { branch, tree in
                Folders(branch: branch, names: tree.map { git.folders(in: $0) } ?? [])
            }
            self.current = try await current
            trunk = zip(folders, trees).prefix(Self.trunks.count).first { $1 != nil }?.0
            unmerged = Array(folders.dropFirst(Self.trunks.count))
        }
    }

    /// Reads the specs that are only on branches; `here` is what the checkout holds.
    static func read(
        _ tips: Tips, _ git: GitRepository, _ tree: SpecTree, here: [ReadSpec]
    ) async throws -> BranchSpecs {
        let names = tips.unmerged.flatMap { branch in
            branch.names.map { Name(branch: shown(branch.branch), folder: $0) }
        }
        let merged = try await merged(git, here, trunk: tips.trunk)
        let known = Set(here.map(\.folder.name))
        let own = tips.current.map { $0.replacing("awos/", with: "", maxReplacements: 1) }
        var places: [(branch: String, folder: String)] = []
        for branch in tips.unmerged {
            for name in branch.names
            where branch.branch.hasSuffix("/awos/\(name)") && name != own && !merged.contains(name) {
                places.append((branch.branch, name))
            }
        }
        if let trunk = tips.trunk { places += trunk.names.filter { !known.contains($0) }.map { (trunk.branch, $0) } }
        var taken: Set<String> = []
        places = places.filter { taken.insert($0.folder).inserted }
        let specs = try await read(places, git, tree, trunk: tips.trunk?.branch)
        return BranchSpecs(names: names, specs: specs.sorted { $0.folder.name < $1.folder.name }, merged: merged)
    }

    /// `awos/003-x` for `heads/awos/003-x`, `origin/main` for `remotes/origin/main`.
    private static func shown(_ branch: String) -> String {
        String(branch.drop { $0 != "/" }.dropFirst())
    }

    /// The specs here whose tasks are done on the main branch too, by its own ledger.
    private static func merged(
        _ git: GitRepository, _ here: [ReadSpec], trunk: Folders?
    ) async throws -> Set<String> {
        guard let trunk else { return [] }
        let done = here.filter { trunk.names.contains($0.folder.name) && $0.isImplemented(by: $0.ledger) }
        let ledgers = try await git.objects(
            done.map { "refs/\(trunk.branch):context/spec/\($0.folder.name)/\(Ledger.fileName)" })
        return Set(
            zip(done, ledgers).filter { spec, data in
                guard let data else { return false }
                let text = String(decoding: data, as: UTF8.self)
                return text == spec.ledgerText || spec.isImplemented(by: Ledger(text: text))
            }.map(\.0.folder.name))
    }

    /// Reads the specs at these places with two calls.
    private static func read(
        _ places: [(branch: String, folder: String)], _ git: GitRepository, _ tree: SpecTree, trunk: String?
    ) async throws -> [ReadSpec] {
        let paths = places.flatMap { place in
            ["", "/tasks"].map { "refs/\(place.branch):context/spec/\(place.folder)\($0)" }
        }
        let trees = try await git.objects(paths)
        var files: [(place: Int, path: String, id: String)] = []
        for (index, data) in trees.enumerated() {
            let prefix = index.isMultiple(of: 2) ? "" : "tasks/"
            for entry in data.map(git.entries(of:)) ?? [] where !entry.isFolder {
                files.append((index / 2, prefix + entry.name, entry.id))
            }
        }
        let blobs = try await git.objects(files.map(\.id))
        return places.indices.compactMap { index in
            guard let folder = SpecFolder(name: places[index].folder, in: tree) else { return nil }
            let mine = zip(files, blobs).filter { $0.0.place == index }.map { ($0.0.path, $0.1 ?? Data()) }
            let contents = SpecContents(
                folder, branch: shown(places[index].branch), files: Dictionary(mine) { first, _ in first })
            var spec = ReadSpec(contents)
            spec.isMerged = places[index].branch == trunk && spec.isImplemented(by: spec.ledger)
            return spec
        }
    }
}

extension ReadSpec {
    /// Whether a ledger says that every task is done, and there is one.
    func isImplemented(by ledger: Ledger) -> Bool {
        let states = ledger.states(of: tasks.map(\.id))
        return !states.isEmpty && states.values.allSatisfy(\.isDone)
    }
}

extension GitRepository {
    /// The folders of specs in a tree object.
    fileprivate func folders(in tree: Data) -> [String] {
        entries(of: tree).filter { $0.isFolder && SpecNumber($0.name) != nil && $0.name.contains("-") }.map(\.name)
    }

    fileprivate func entries(of tree: Data) -> [(name: String, id: String, isFolder: Bool)] {
        Self.treeEntries(tree, idBytes: 20)
    }
}
