extension Kind {
    /// A source of data, through all six modules.
    static let source = Kind(
        "source", "a source of data: loaded, modelled, checked, shown, scheduled",
        words: ["source", "feed", "api", "csv", "ingest", "import", "load", "download", "dataset", "endpoint"],
        questions: [
            Question("next_data", "Where does the next data come from, once the sample is loaded?"),
            Question(
                "sample", "Which file shows what the data looks like?",
                assumption: "a few rows written by hand, in the shape that the provider documents"),
            Question("rows", "How many rows does that file hold, counted by something other than weir?", form: .number),
            Question("key", "Which columns tell one row from every other, separated by commas?", form: .columns),
            Question("cadence", "How often does new data come?", assumption: "every day"),
            Question(
                "shows", "Which question does its page answer?",
                assumption: "how much there is, and how it changes over time"),
            Question("personal", "Which columns are about people?", assumption: "none"),
        ],
        decisions: [
            Decision(
                "the default target reads the fixture, a target for real data reads where the next data comes from",
                insteadOf: "the default target reads real data",
                because: "checks and a first run have to work without a network"),
            Decision(
                "one mart, which page and notebook both read", insteadOf: "each with queries of its own on staging",
                because: "a figure that is shown twice is worked out once"),
        ],
        criteria: SourceParts.criteria,
        tasks: {
            [SourceParts.ingest($0), SourceParts.transform($0), SourceParts.quality($0), SourceParts.serve($0)]
                + [SourceParts.notebooks($0), SourceParts.orchestrate($0)]
        })
}

/// What a source proves, and each module's share of it.
private enum SourceParts {
    static let criteria: @Sendable (Kind.Draft) -> [Kind.CriterionDraft] = { draft in
        let (name, raw) = (draft.name, "raw.\(draft.name)")
        let loaded = [["ingest", name]]
        let built = loaded + [["transform", "build", "--select", "tag:\(name)"]]
        let key = draft.parts("key").joined(separator: ", ")
        let keyChecks = [
            Check.noRow("select \(key) from \(raw) group by \(key) having count(*) > 1", after: loaded),
            Check.noRow(
                "select 1 from \(raw) where \(draft.parts("key").map { "\($0) is null" }.joined(separator: " or "))",
                after: loaded),
        ]
        return [
            Kind.CriterionDraft(
                "Given the sample, when it is loaded, then `\(raw)` holds as many rows as were counted without weir.",
                checks: draft.answers["rows"].map {
                    [Check(.sql("select count(*) from \(raw)", .equals($0)), after: loaded)]
                } ?? [], needs: "rows"),
            Kind.CriterionDraft(
                "Given the sample, when it is loaded, then each row of `\(raw)` has a key of its own.",
                checks: key.isEmpty ? [] : keyChecks, needs: "key"),
            Kind.CriterionDraft(
                "Given loaded data, when it is loaded again, then `\(raw)` holds the same rows.",
                checks: [Check(.unchanged(["ingest", name], tables: [raw]), after: loaded)]),
            Kind.CriterionDraft(
                "Given loaded data, when its models are built, then `staging.stg_\(name)` has every row of `\(raw)`.",
                checks: [
                    Check(
                        .sql(
                            "select (select count(*) from staging.stg_\(name)) - (select count(*) from \(raw))",
                            .equals("0")), after: built)
                ]),
            Kind.CriterionDraft(
                "Given built models, when `marts.mart_\(name)` is read, then it has rows.",
                checks: [Check(.sql("select count(*) from marts.mart_\(name)", .atLeast(1)), after: built)]),
            Kind.CriterionDraft(
                "Given loaded data, when it is checked, then no check of severity error fails.",
                checks: [.weir("check", name, after: loaded)]),
            Kind.CriterionDraft(
                "Given an empty warehouse, when the pipeline runs, then all its steps succeed.",
                checks: [.weir("run", name)]),
            Kind.CriterionDraft(
                "Given published marts, when the page is opened, then every query answers and every chart draws.",
                checks: [Check(.page(name), after: draft.buildsEverything(loading: name))]),
            Kind.CriterionDraft(
                "Given published marts, when the notebook runs, then every cell succeeds.",
                checks: [.weir("notebook", "run", name, after: draft.buildsEverything(loading: name))]),
        ]
    }

    static func ingest(_ draft: Kind.Draft) -> Kind.TaskDraft {
        let (name, type) = (draft.name, draft.typeName)
        return Kind.TaskDraft(
            Kind.Module("Ingest"), "Load \(name) into raw tables",
            steps: [
                "Declare the source as one value, as the reference does, and add its name to the list.",
                "Copy the sample into the fixture's folder as it is; without one, write a small file by hand.",
                "Say in `weir.yml` where the source reads: the fixture by default, the real place in the target `live`.",
                "Test what the format makes hard: empty values, repeated rows, a second load.",
            ],
            creates: [
                "Modules/Ingest/Sources/\(type).swift": "the source: settings, tables, key, cursor, format",
                "Tests/IngestTests/\(type)Tests.swift": "the suite `\(type)Tests`",
                "Tests/IngestTests/Fixtures/\(name)/**": "the sample, unchanged",
            ],
            changes: [
                "Modules/Ingest/Sources/Sources.swift": "`.\(draft.memberName),` in the list",
                "Modules/Ingest/Sources/CLAUDE.md": "a line: kind, key, cursor, quirk",
            ],
            widens: ["weir.yml": "where the source reads is a setting of the project"],
            criteria: [1, 2, 3],
            checks: Check.test("IngestTests/\(type)Tests") + [
                .weir("ingest", name),
                Check(.unchanged(["ingest", name], tables: ["raw.\(name)"]), after: [["ingest", name]]),
            ],
            contextFiles: [
                "docs/adding-a-source.md", "Modules/Ingest/Sources/CLAUDE.md", "Modules/Ingest/Sources/Weather.swift",
                "Tests/IngestTests/FileSourceTests.swift", "Modules/Ingest/CLAUDE.md",
            ],
            specification: [
                "The source is called `\(name)`, its Swift value `Source.\(draft.memberName)`, its main table "
                    + "`raw.\(name)`.",
                "Column names are lower case with underscores; a unit stands in the name.",
                "The key is declared, so that a second load of the same rows changes nothing.",
            ])
    }

    static func transform(_ draft: Kind.Draft) -> Kind.TaskDraft {
        let (name, type) = (draft.name, draft.typeName)
        let models = "Modules/Transform/Models"
        let loaded = [["ingest", name]]
        return Kind.TaskDraft(
            Kind.Module("Transform"), "Model \(name)",
            steps: [
                "Clean names and types in a staging view; drop no row.",
                "Answer the page's question in a mart, whose grain is tested.",
                "Give both models the tag `\(name)`, a description, and a description and type of every column.",
            ],
            creates: [
                "\(models)/staging/stg_\(name).sql": "a view of `raw.\(name)`",
                "\(models)/staging/\(name).yml": "the source's tables and the staging model",
                "\(models)/marts/mart_\(name).sql": "the mart", "\(models)/marts/mart_\(name).yml": "what it holds",
                "Tests/TransformTests/\(type)ModelsTests.swift": "the suite `\(type)ModelsTests`: a few rows by hand",
            ],
            changes: ["\(models)/CLAUDE.md": "what was learned about the source"],
            criteria: [4, 5],
            checks: Check.test("TransformTests/\(type)ModelsTests")
                + [.weir("transform", "build", "--select", "tag:\(name)", after: loaded)],
            contextFiles: [
                "\(models)/CLAUDE.md", "\(models)/staging/stg_weather_daily.sql", "\(models)/staging/weather.yml",
                "\(models)/marts/mart_demand_daily.sql", "Tests/TransformTests/ReferenceModelsTests.swift",
                "Modules/Transform/CLAUDE.md",
            ],
            specification: [
                "`staging.stg_\(name)` has one row for each row of `raw.\(name)`.",
                "`marts.mart_\(name)` is what the page and the notebook read.",
                "Both engines build it: no `::`, no function of one engine only.",
            ], after: [1])
    }

    static func quality(_ draft: Kind.Draft) -> Kind.TaskDraft {
        let (name, type) = (draft.name, draft.typeName)
        return Kind.TaskDraft(
            Kind.Module("Quality"), "Check \(name) as it comes",
            steps: [
                "Name checks of the raw table: its columns, its key, what the models rely on, what is plausible.",
                "Test that the suite passes on good rows and fails on a planted bad one.",
            ],
            creates: [
                "Modules/Quality/Suites/\(type).swift": "the suite `\(name).raw`",
                "Tests/QualityTests/\(type)SuiteTests.swift": "the suite `\(type)SuiteTests`",
            ],
            changes: [
                "Modules/Quality/Suites/Suites.swift": "`.\(draft.memberName),` in the list",
                "Modules/Quality/Suites/CLAUDE.md": "a line for the file",
            ],
            criteria: [6],
            checks: Check.test("QualityTests/\(type)SuiteTests") + [.weir("check", name, after: [["ingest", name]])],
            contextFiles: [
                "Modules/Quality/Suites/CLAUDE.md", "Modules/Quality/Suites/Weather.swift",
                "Tests/QualityTests/ReferenceSuitesTests.swift", "Modules/Quality/CLAUDE.md",
            ],
            specification: [
                "The value is `SourceSuites.\(draft.memberName)`, named `\(name)`; its suite is `\(name).raw` on "
                    + "`raw.\(name)`.",
                "What nobody would stop for is a `warning`.",
            ], after: [1])
    }

    static func serve(_ draft: Kind.Draft) -> Kind.TaskDraft {
        let name = draft.name
        return Kind.TaskDraft(
            Kind.Module("Serve"), "Show \(name) on a page",
            steps: ["Answer the page's question with figures and charts from the mart."],
            creates: ["Modules/Serve/Pages/\(name).md": "the page"],
            changes: ["Modules/Serve/Pages/CLAUDE.md": "what was learned, if anything"],
            criteria: [8], checks: [Check(.page(name), after: draft.buildsEverything(loading: name))],
            contextFiles: [
                "Modules/Serve/Pages/CLAUDE.md", "Modules/Serve/Pages/weather.md", "Modules/Charts/CLAUDE.md",
            ],
            specification: [
                "It reads `marts.mart_\(name)` and no table that is not published.",
                "Every chart draws at least one mark.",
            ], after: [2])
    }

    /// Last, for its checks read what all others write: validation every name, a run whatever its steps name.
    static func orchestrate(_ draft: Kind.Draft) -> Kind.TaskDraft {
        let (name, type) = (draft.name, draft.typeName)
        return Kind.TaskDraft(
            Kind.Module("Orchestrate"), "Run \(name) by a schedule",
            steps: ["List the steps in order: load, check, build what reads it, publish. Test their order."],
            creates: [
                "Modules/Orchestrate/Pipelines/\(type).swift": "the pipeline",
                "Tests/OrchestrateTests/\(type)PipelineTests.swift": "the suite `\(type)PipelineTests`",
            ],
            changes: [
                "Modules/Orchestrate/Pipelines/Pipelines.swift": "`.\(draft.memberName),` in the list",
                "Modules/Orchestrate/Pipelines/CLAUDE.md": "a line for the file",
            ],
            criteria: [7],
            checks: Check.test("OrchestrateTests/\(type)PipelineTests") + [.weir("validate", keeps: true)]
                + [.weir("run", name)],
            contextFiles: [
                "Modules/Orchestrate/Pipelines/CLAUDE.md", "Modules/Orchestrate/Pipelines/Weather.swift",
                "Tests/OrchestrateTests/PipelinesTests.swift",
            ],
            specification: [
                "The value is `Pipeline.\(draft.memberName)`, named `\(name)`.",
                "Steps: `.ingest(\"\(name)\")`, `.check(\"\(name).raw\")`, `.transform(select: \"tag:\(name)\")`, "
                    + "`.publish`.",
            ], after: [1, 2, 3, 4, 5])
    }

    static func notebooks(_ draft: Kind.Draft) -> Kind.TaskDraft {
        let name = draft.name
        return Kind.TaskDraft(
            Kind.Module("Notebooks"), "Explore \(name) in a notebook",
            steps: ["Look at the mart from the sides that the page leaves out."],
            creates: ["Modules/Notebooks/Library/\(name).ipynb": "the notebook, without outputs"],
            changes: ["Modules/Notebooks/Library/CLAUDE.md": "a line for the notebook"],
            criteria: [9], checks: [.weir("notebook", "run", name, after: draft.buildsEverything(loading: name))],
            contextFiles: [
                "Modules/Notebooks/Library/CLAUDE.md", "Modules/Notebooks/CLAUDE.md", "Modules/Charts/CLAUDE.md",
            ],
            specification: ["It reads `marts.mart_\(name)` and no table that is not published."], after: [2])
    }
}
