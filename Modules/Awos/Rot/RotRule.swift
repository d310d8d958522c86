import Foundation
import Synchronization

/// One thing that `awos check` looks for.
///
/// A new rule is a value in a file of `Modules/Awos/Rot/Rules`, and a line in `RotRule.all`.
public struct RotRule: Sendable {
    /// What it finds, in any order.
    public let find: @Sendable (RotWorld) -> [Diagnostic]

    /// A rule about everything at once.
    public init(_ find: @escaping @Sendable (RotWorld) -> [Diagnostic]) { self.find = find }

    /// A rule about each spec of the checkout alone.
    public static func eachSpec(_ find: @escaping @Sendable (ReadSpec, RotWorld) -> [Diagnostic]) -> RotRule {
        RotRule { world in world.specs.flatMap { find($0, world) } }
    }

    /// A rule about each guide alone.
    public static func eachGuide(_ find: @escaping @Sendable (Guide, RotWorld) -> [Diagnostic]) -> RotRule {
        RotRule { world in world.guides.flatMap { find($0, world) } }
    }

    /// All rules.
    public static let all: [RotRule] = [
        .unreadableDocuments,
        .unreadableEvidence,
        .unknownFiles,
        .doubleNumbers,
        .openQuestions,
        .criteriaWithoutCheck,
        .criteriaWithoutTask,
        .tasksWithoutCheck,
        .unknownCriteria,
        .tickedWithoutEvidence,
        .staleEvidence,
        .changedSinceApproval,
        .cutOffHistory,
        .tablesOfTwoSpecs,
        .guidePaths,
        .guideCommands,
        .guideTypes,
        .guideTables,
    ]
}

extension RotWorld {
    /// What all rules find, by file and line; they look on all processors.
    public func diagnostics(_ rules: [RotRule] = RotRule.all) -> [Diagnostic] {
        let found = Mutex([Int: [Diagnostic]]())
        DispatchQueue.concurrentPerform(iterations: rules.count) { number in
            let some = rules[number].find(self)
            found.withLock { $0[number] = some }
        }
        return Diagnostic.inOrder(found.withLock { found in rules.indices.flatMap { found[$0] ?? [] } })
    }
}
