import Diagnostics
import Foundation

/// What the kind `fix` has to show: its tests fail on what there was before.
extension Judge {
    /// Applies the tests of a patch alone to the head; an error when one that should fail passes there.
    func baseObjection(
        to patch: Patch, of task: TaskFile, head: String, _ prover: inout Prover
    ) async throws -> WeirError? {
        guard try folder.spec().kind == "fix", !task.isFix else { return nil }
        let tests = task.checks.filter { if case .test = $0.form { !$0.keeps } else { false } }
        let items = patch.items.filter { Scope.isOfTests($0.path) && $0.newBlob != nil }
        guard !tests.isEmpty, !items.isEmpty else { return .fixWithoutTest(task.id) }
        let index = try PrivateIndex(git, workTree: git.root)
        try await index.run(["read-tree", head])
        for item in items {
            try await index.run([
                "update-index", "--add", "--cacheinfo", "\(item.mode),\(item.newBlob ?? ""),\(item.path)",
            ])
        }
        let tree = try await index.run(["write-tree"]).trimmed
        try await prover.stand(on: tree)
        for check in tests where try await prover.runner.run(check).outcome == .passed {
            return .passesAtBase(check, of: task.id)
        }
        return nil
    }
}

extension TaskFile {
    /// Whether `awos verify` made it for a criterion that failed.
    var isFix: Bool {
        let name = document.file[(document.file.lastIndex(of: "/") ?? document.file.startIndex)...]
        return name.drop { $0 == "/" }.drop { $0.isASCII && $0.isNumber }.hasPrefix("-fix-")
    }
}
