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
        var helpers: [String: TestHelpers] = [:]
        for item in patch.items where Scope.isOfTests(item.path) && item.path.hasSuffix(".swift") {
            let old = try await text(item.oldBlob, git).map(TestSource.init)
            let new = try await text(item.newBlob, git).map(TestSource.init)
            if let old, !accepted.contains(item.path) { weakened += Self.weakenings(old, new, item.path) }
            guard let new else { continue }
            let known = Set((old?.functions ?? []).map(\.text))
            let own = TestHelpers([new])
            let doubtful = new.functions.filter { !known.contains($0.text) && new.cannotFail($0, helpers: own) }
            if !doubtful.isEmpty {
                let folder = Self.target(of: item.path)
                let around =
                    if let found = helpers[folder] { found } else { try await self.helpers(of: folder, patch, git) }
                helpers[folder] = around
                empty += doubtful.filter { new.cannotFail($0, helpers: around) }.map { "\($0.name) in \(item.path)" }
            }
            if old == nil, let word = TestSource.switches.first(where: { new.count($0) > 0 }), word != "#if" {
                empty.append("what \(word) turns off in \(item.path)")
            }
        }
        if !weakened.isEmpty { return .testsWeakened(weakened) }
        return empty.isEmpty ? nil : .testsOfNothing(empty)
    }

    /// The folder of a test target: `Tests/IngestTests/`.
    private static func target(of path: String) -> String {
        path.split(separator: "/").prefix(2).map { $0 + "/" }.joined()
    }

    /// The helpers that tests of a target can call, in the tree that the patch makes: those of its own files, and of the
    /// modules that are made for tests.
    private func helpers(of folder: String, _ patch: Patch, _ git: GitRepository) async throws -> TestHelpers {
        let listed = try await git.run(["ls-tree", "-r", "-z", "--name-only", "--full-tree", patch.tree, folder])
        let answer = try await git.answer(
            ["grep", "-z", "-l", "-E", "^(public |@_exported )?import Testing$", patch.tree, "--", "Modules"])
        let modules =
            answer.isSuccess ? answer.output.split(separator: "\0").map { $0.drop { $0 != ":" }.dropFirst() } : []
        var sources: [TestSource] = []
        for path in listed.split(separator: "\0") + modules where path.hasSuffix(".swift") {
            if let text = try await git.text(of: String(path), in: patch.tree) { sources.append(TestSource(text)) }
        }
        return TestHelpers(sources)
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
