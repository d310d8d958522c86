import Diagnostics
import Foundation
import Project

/// All that the rules look at, read once: specs, branches, guides, the names in sources, commands, commits.
public struct RotWorld: Sendable {
    /// The specs of the checkout.
    public let specs: [ReadSpec]
    /// What the branches hold beside it.
    public let branches: BranchSpecs
    /// The documents that tell agents what there is.
    public let guides: [Guide]
    /// Every path of the tree, ignored ones left out.
    public let files: TreeFiles
    /// What sources name.
    public let sources: SourceWords
    /// The targets of the Makefile; nil when there is none.
    public let makeTargets: [String]?
    /// The commands of each program that could be asked, by its name.
    public private(set) var programs: [String: CommandTree]
    /// What was committed since the first approval of an open spec, the newest first.
    public let changes: ChangedPaths
    /// Whether there were more commits since then, which this clone does not have.
    public let isHistoryCutOff: Bool
    /// What evidence and approvals would be about now.
    public let digests: RotDigests

    /// Reads everything; `digests` are worked out from the last commit unless they are given.
    public static func read(
        _ tree: SpecTree, _ git: GitRepository, programs: [String: CommandTree] = [:], digests: RotDigests? = nil
    ) async throws -> RotWorld {
        async let listed = TreeFiles.read(git)
        let overview = try await SpecOverview.read(tree, git)
        async let history = CommitRecord.since(overview.here.compactMap(\.openApproval).min(), git)
        let known = try await RotDigests.current(git, overview.here)
        let files = try await listed
        let (guides, sources) = try await offload {
            let guides = try files.paths.filter(Guide.isGuide).map {
                Guide(try MarkdownFile(contentsOf: tree.root.appending(path: $0), shown: $0))
            }
            return (guides, SourceWords.read(guides, files, tree.root))
        }
        return RotWorld(
            specs: overview.here, branches: overview.branches, guides: guides, files: files, sources: sources,
            makeTargets: targets(in: tree.root.appending(path: "Makefile")), programs: programs,
            changes: ChangedPaths(try await history.commits), isHistoryCutOff: try await history.isCutOff,
            digests: digests ?? known)
    }

    /// The same with the commands of one more program; nil when it could not be asked.
    public func knowing(_ commands: CommandTree?, of program: String) -> RotWorld {
        var world = self
        world.programs[program] = commands
        return world
    }

    private static func targets(in makefile: URL) -> [String]? {
        guard let data = FileManager.default.contents(atPath: makefile.path) else { return nil }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line in
            guard let name = line.prefixMatch(of: /([a-z][a-z0-9_-]*):/) else { return nil }
            return String(name.1)
        }
    }

    /// The specs whose work is not all on the main branch, those on branches of their own included.
    var openSpecs: [ReadSpec] {
        let names = Set(specs.map(\.folder.name))
        return (specs + branches.specs.filter { !names.contains($0.folder.name) }).filter { !$0.isMerged }
    }
}

/// What evidence and approvals are about, worked out anew; nil where that is not known.
public struct RotDigests: Sendable {
    /// What the answer of a check depends on now: a task's when there is one, else a criterion's.
    public let inputs: @Sendable (Check, ReadSpec, TaskFile?) -> String?
    /// What an approval of a spec would be about now.
    public let approval: @Sendable (ReadSpec) -> String?

    /// These digests.
    public init(
        inputs: @escaping @Sendable (Check, ReadSpec, TaskFile?) -> String?,
        approval: @escaping @Sendable (ReadSpec) -> String?
    ) {
        self.inputs = inputs
        self.approval = approval
    }

    /// What evidence would be about on the last commit, and approvals with the settings that there are now.
    static func current(_ git: GitRepository, _ specs: [ReadSpec]) async throws -> RotDigests {
        let isAsked = specs.contains { spec in
            !spec.isMerged && spec.ledger.entries.contains { if case .checked = $0.event { true } else { false } }
        }
        let approval = try? specs.first.map { try AgentSettings.load($0.folder.tree.root) }
        let digest = { @Sendable (spec: ReadSpec) -> String? in
            guard let settings = approval, let document = spec.spec, !spec.hasUnreadableTasks else { return nil }
            return try? Approval(spec.folder, settings: settings).digest(of: document, spec.tasks)
        }
        guard isAsked, let head = try await git.commit("HEAD") else {
            return RotDigests(inputs: { _, _, _ in nil }, approval: digest)
        }
        let inputs = try await InputsDigest(of: head, in: git)
        return RotDigests(
            inputs: { check, spec, task in
                let criteria = spec.spec?.criteria.filter { $0.checks.contains(check) }.map(\.id) ?? []
                let files = task?.scope ?? criteria.first.map { spec.tasks.filesOfCriterion($0) } ?? []
                return try? inputs.digest(check, files: files)
            }, approval: digest)
    }

    /// Nothing is known.
    public static let unknown = RotDigests(inputs: { _, _, _ in nil }, approval: { _ in nil })
}

extension ReadSpec {
    /// When it was approved, unless all its work is on the main branch.
    var openApproval: Date? { isMerged ? nil : ledger.approval?.at }
}
