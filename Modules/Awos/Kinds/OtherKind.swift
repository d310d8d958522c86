extension Kind {
    /// Anything else: a task for each module that is named.
    static let other = Kind(
        "other", "anything else: a task for each module that is named", words: [], modules: .some,
        questions: [
            Question("outcome", "What is true in the end that is not true today?", assumption: "what the intent says"),
            Question(
                "proof", "Which tests prove it, one or more for each module: IngestTests/NewThingTests?", form: .tests),
        ],
        criteria: { draft in
            guard !draft.modules.isEmpty else {
                return [CriterionDraft("Given the change, when it is used, then the intent holds.", needs: "modules")]
            }
            return draft.modules.map { module in
                CriterionDraft(
                    "Given the change in \(module.name), when the tests that prove it run, then they pass.",
                    checks: OtherParts.proof(of: module, draft), needs: "proof")
            }
        },
        tasks: { draft in
            draft.modules.enumerated().map { index, module in
                TaskDraft(
                    module, "Change \(module.name) for \(draft.name)",
                    steps: [
                        "Bring about this module's share of what the spec wants.",
                        "Prove it with tests that fail without the change.",
                    ],
                    changes: [
                        "\(module.folder)/**": "the change", "\(module.tests)/**": "new files of tests that prove it",
                    ],
                    criteria: [index + 1],
                    checks: OtherParts.proof(of: module, draft)
                        + Check.test("\(module.name)Tests", keeps: true),
                    contextFiles: ["\(module.folder)/CLAUDE.md"],
                    specification: ["Modules on lower floors are changed first; this one may use what they gained."],
                    after: index == 0 ? [] : [index])
            }
        })
}

private enum OtherParts {
    /// The named tests that are the module's.
    static func proof(of module: Kind.Module, _ draft: Kind.Draft) -> [Check] {
        draft.parts("proof").filter { TestName($0)?.target == "\(module.name)Tests" }.flatMap { Check.test($0) }
    }
}
