extension Kind {
    /// A pipeline: steps in an order, by a schedule.
    static let pipeline = Kind(
        "pipeline", "a pipeline: steps in an order, by a schedule",
        words: ["pipeline", "schedule", "orchestrate", "nightly", "cron"],
        questions: [
            Question("steps", "Which steps does it take, in order: ingest weather, transform tag:weather, publish?"),
            Question("schedule", "When does it run?", assumption: "when somebody starts it"),
        ],
        criteria: { draft in
            let suite = "OrchestrateTests/\(draft.typeName)PipelineTests"
            return [
                CriterionDraft(
                    "Given loaded sources, when the pipeline runs, then all its steps succeed.",
                    checks: [.weir("run", draft.name, after: draft.loadsEverything)]),
                CriterionDraft(
                    "Given a run that failed at a step, when it is resumed, then it goes on there and ends well.",
                    checks: Check.test("\(suite)/resumesWhereItStopped")),
                CriterionDraft(
                    "Given the whole project, when it is validated, then every name in the pipeline exists.",
                    checks: [.weir("validate", keeps: true)]),
            ]
        },
        tasks: { draft in
            [
                TaskDraft(
                    Module("Orchestrate"), "Run \(draft.name)",
                    steps: [
                        "List the steps; put a check between an ingest and the models that read it.",
                        "Test the order, and that a failed run is resumed at the step that failed.",
                    ],
                    creates: [
                        "Modules/Orchestrate/Pipelines/\(draft.typeName).swift": "the pipeline",
                        "Tests/OrchestrateTests/\(draft.typeName)PipelineTests.swift":
                            "the suite `\(draft.typeName)PipelineTests` with `resumesWhereItStopped`",
                    ],
                    changes: [
                        "Modules/Orchestrate/Pipelines/Pipelines.swift": "`.\(draft.memberName),` in the list",
                        "Modules/Orchestrate/Pipelines/CLAUDE.md": "a line for the file",
                    ],
                    criteria: [1, 2, 3],
                    checks: Check.test("OrchestrateTests/\(draft.typeName)PipelineTests")
                        + [.weir("run", draft.name, after: draft.loadsEverything)],
                    contextFiles: [
                        "Modules/Orchestrate/Pipelines/CLAUDE.md", "Modules/Orchestrate/Pipelines/CityBikes.swift",
                        "Tests/OrchestrateTests/ResumeTests.swift", "Modules/Orchestrate/CLAUDE.md",
                    ],
                    specification: [
                        "The value is `Pipeline.\(draft.memberName)`, named `\(draft.name)`.",
                        "Its steps are those of the spec's question `steps`, in that order.",
                    ])
            ]
        })
}
