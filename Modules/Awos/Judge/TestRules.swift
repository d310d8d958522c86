import Diagnostics

/// What a patch may do to tests: add ones that can fail. A test that is there stays as it is, unless a person agreed.
struct TestRules: Sendable {
    /// The test files, by path, whose change a person accepted.
    let accepted: Set<String>

    init(by ledger: Ledger) {
        accepted = Set(
            ledger.entries.compactMap { entry in
                if case .acceptedTest(let path, _, _) = entry.event { path } else { nil }
            })
    }

    /// What a patch does to tests that it may not; nil when it is fine.
    func objection(to patch: Patch, in git: GitRepository) async throws -> WeirError? {
        var weakened: [String] = []
        var empty: [String] = []
        for item in patch.items where Scope.isOfTests(item.path) && item.path.hasSuffix(".swift") {
            let old = try await text(item.oldBlob, git).map(TestSource.init)
            let new = try await text(item.newBlob, git).map(TestSource.init)
            if let old, !accepted.contains(item.path) { weakened += Self.weakenings(old, new, item.path) }
            guard let new else { continue }
            let known = Set((old?.functions ?? []).map(\.text))
            for function in new.functions where !known.contains(function.text) && new.cannotFail(function) {
                empty.append("\(function.name) in \(item.path)")
            }
            if old == nil, let word = TestSource.switches.first(where: { new.count($0) > 0 }), word != "#if" {
                empty.append("what \(word) turns off in \(item.path)")
            }
        }
        if !weakened.isEmpty { return .testsWeakened(weakened) }
        return empty.isEmpty ? nil : .testsOfNothing(empty)
    }

    private func text(_ blob: String?, _ git: GitRepository) async throws -> String? {
        guard let blob else { return nil }
        return try await git.run(["cat-file", "blob", blob])
    }

    /// What became weaker in a file of tests, one phrase each.
    static func weakenings(_ old: TestSource, _ new: TestSource?, _ path: String) -> [String] {
        guard let new else { return ["deletes \(path)"] }
        var found: [String] = []
        let names = Set(new.functions.map(\.name))
        let texts = Set(new.functions.map(\.text))
        for function in old.functions where !texts.contains(function.text) {
            found.append("\(names.contains(function.name) ? "changes" : "deletes") \(function.name) in \(path)")
        }
        for word in TestSource.switches where new.count(word) > old.count(word) {
            found.append("turns tests off with \(word) in \(path)")
        }
        let suites = { (source: TestSource) in source.text.matches(of: /@Suite[^\n]*/).map { String($0.0) } }
        let kept = Set(suites(new))
        if suites(old).contains(where: { !kept.contains($0) }), found.isEmpty {
            found.append("changes a suite in \(path)")
        }
        return found
    }
}
