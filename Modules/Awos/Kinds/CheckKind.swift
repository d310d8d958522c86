extension Kind {
    /// A rule that data has to keep.
    static let check = Kind(
        "check", "a rule that data has to keep",
        words: ["check", "rule", "validate", "validation", "constraint", "expectation"],
        questions: [
            Question("table", "Which table has to keep the rule?", form: .tables(atMost: 1)),
            Question("rule", "What has to hold, in one sentence?", assumption: "what the intent says"),
            Question(
                "severity", "Does a breach stop a pipeline?", form: .choice(["error", "warning"]), assumption: "error"),
        ],
        criteria: { draft in
            let suite = "QualityTests/\(draft.typeName)SuiteTests"
            return [
                CriterionDraft(
                    "Given a planted bad row, when the table is checked, then the check fails and names the rule.",
                    checks: Check.test("\(suite)/failsOnAPlantedBadRow")),
                CriterionDraft(
                    "Given good rows, when the table is checked, then the check passes.",
                    checks: Check.test("\(suite)/passesOnGoodRows")),
                CriterionDraft(
                    "Given the sample, when the suite runs, then no check of severity error fails.",
                    checks: [.weir("check", draft.name, after: draft.buildsEverything())]),
            ]
        },
        tasks: { draft in
            let table =
                draft.answers["table"].map { "`\($0)`" } ?? "the table that the spec's question `table` comes to"
            return [
                TaskDraft(
                    Module("Quality"), "Check \(draft.name)",
                    steps: [
                        "Write the rule as a check, with a description where the reason is not plain.",
                        "Plant one bad row among good ones in a test: the check has to fail on it, and pass without it.",
                    ],
                    creates: [
                        "Modules/Quality/Suites/\(draft.typeName).swift": "the suite",
                        "Tests/QualityTests/\(draft.typeName)SuiteTests.swift":
                            "the suite `\(draft.typeName)SuiteTests` with `failsOnAPlantedBadRow` and `passesOnGoodRows`",
                    ],
                    changes: [
                        "Modules/Quality/Suites/Suites.swift": "`.\(draft.memberName),` in the list",
                        "Modules/Quality/Suites/CLAUDE.md": "a line for the file",
                    ],
                    criteria: [1, 2, 3],
                    checks: Check.test("QualityTests/\(draft.typeName)SuiteTests")
                        + [.weir("check", draft.name, after: draft.buildsEverything())],
                    contextFiles: [
                        "Modules/Quality/Suites/CLAUDE.md", "Modules/Quality/Suites/CityBikes.swift",
                        "Tests/QualityTests/ReferenceSuitesTests.swift", "Modules/Quality/CLAUDE.md",
                    ],
                    specification: [
                        "It checks \(table).",
                        "The value is `SourceSuites.\(draft.memberName)`, named `\(draft.name)`; a suite in it is named "
                            + "`\(draft.name).` and the table's schema.",
                    ])
            ]
        })
}
