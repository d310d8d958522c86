extension Kind {
    /// A mistake in one module, held by a test.
    static let fix = Kind(
        "fix", "a mistake in one module, and the test that holds it",
        words: ["fix", "bug", "broken", "wrong", "crash", "crashes", "fail", "regression"], modules: .one,
        questions: [
            Question(
                "test", "Which test fails today, and passes afterwards?", form: .tests,
                assumption: "{module}Tests/{type}Tests"),
            Question("wrong", "What goes wrong, and what should happen instead?", assumption: "what the intent says"),
        ],
        criteria: { draft in
            [
                CriterionDraft(
                    "Given the code as it was, when the named test runs, then it fails; after the change it passes.",
                    checks: FixParts.tests(draft).flatMap { Check.test("\($0)") }, needs: "modules"),
                CriterionDraft(
                    "Given the change, when all tests of the module run, then they pass.",
                    checks: draft.modules.first.map { Check.test("\($0.name)Tests", keeps: true) } ?? [],
                    needs: "modules"),
            ]
        },
        tasks: { draft in
            guard let module = draft.modules.first else { return [] }
            let tests = FixParts.tests(draft)
            let file = "\(module.tests)/\(tests.first?.suite ?? draft.typeName + "Tests").swift"
            return [
                TaskDraft(
                    module, "Fix \(draft.name)",
                    steps: [
                        "Write the test first, and see it fail for the reason that the spec names.",
                        "Change as little as makes it pass; leave every other test as it is.",
                    ],
                    changes: [file: "the test that fails today", "\(module.folder)/**": "the change"],
                    criteria: [1, 2],
                    checks: tests.flatMap { Check.test("\($0)") },
                    contextFiles: ["\(module.folder)/CLAUDE.md"],
                    specification: [
                        "awos runs the test alone on the code as it was: it has to fail there.",
                        "A test that fails to build on the old code does not count as failing: use what is there.",
                    ])
            ]
        })
}

private enum FixParts {
    /// The named tests, or the one that is assumed.
    static func tests(_ draft: Kind.Draft) -> [TestName] {
        guard let module = draft.modules.first else { return [] }
        let named = draft.parts("test")
        return (named.isEmpty ? ["\(module.name)Tests/\(draft.typeName)Tests"] : named).compactMap { TestName($0) }
    }
}
