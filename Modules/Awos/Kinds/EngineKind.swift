extension Kind {
    /// An engine that a warehouse can stand on.
    static let engine = Kind(
        "engine", "an engine that a warehouse can stand on",
        words: ["engine", "duckdb", "postgres", "postgresql", "sqlite", "mysql", "dialect"],
        questions: [
            Question("capabilities", "What can it do, and what not: files, types, transactions, writers at a time?"),
            Question("library", "Which library does it call, and how is that linked?"),
        ],
        decisions: [
            Decision(
                "one target of its own below `Modules/Engines`", insteadOf: "a case inside of an engine that is there",
                because: "what only one engine knows stays out of every other module")
        ],
        criteria: { draft in
            let name = draft.name
            let build = ["transform", "build", "--target", name]
            return [
                CriterionDraft(
                    "Given the engine, when the conformance suite runs, then it keeps every behaviour.",
                    checks: Check.test("\(draft.typeName)EngineTests/\(draft.typeName)ConformanceTests")),
                CriterionDraft(
                    "Given `engine: \(name)` in `weir.yml`, when the project is read, then the target opens with it.",
                    checks: Check.test("ProjectTests/\(draft.typeName)TargetTests")),
                CriterionDraft(
                    "Given the target `\(name)`, when the sources are loaded and built there, then every model stands.",
                    checks: [
                        Check(
                            .weir(build, exitCode: 0, json: nil),
                            after: draft.loadsEverything.map { $0 + ["--target", name] })
                    ]),
            ]
        },
        tasks: { [EngineParts.engine($0), EngineParts.wiring($0)] })
}

/// The two tasks of an engine: itself, and where a project opens it.
private enum EngineParts {
    static func engine(_ draft: Kind.Draft) -> Kind.TaskDraft {
        let type = draft.typeName
        let module = Kind.Module("\(type)Engine", folder: "Modules/Engines/\(type)Engine")
        return Kind.TaskDraft(
            module, "Write the engine \(draft.name)",
            steps: [
                "Declare the target and its tests in the manifest.",
                "Open, lend and close connections; run, read, describe, scan files; say what the dialect is.",
                "Run the conformance suite as the other engines do, and name what the engine cannot do.",
            ],
            creates: [
                "\(module.folder)/**": "the engine, and its `CLAUDE.md`",
                "\(module.tests)/**": "the suite `\(type)ConformanceTests`, and tests of what is the engine's own",
            ],
            widens: ["Package.swift": "an engine is a target of its own"],
            criteria: [1], checks: Check.test("\(type)EngineTests/\(type)ConformanceTests"),
            contextFiles: [
                "Modules/Engines/SQLiteEngine/CLAUDE.md", "Modules/Engines/EngineConformance/CLAUDE.md",
                "Modules/Engines/EngineConformance/EngineContract.swift", "Modules/Warehouse/Engine.swift",
                "Modules/Warehouse/SQLDialect.swift", "Tests/SQLiteEngineTests/SQLiteConformanceTests.swift",
            ],
            specification: [
                "The module is `\(type)Engine`; it imports `Warehouse`, `Diagnostics` and lower floors only.",
                "A call that blocks never runs on the cooperative pool.",
            ])
    }

    static func wiring(_ draft: Kind.Draft) -> Kind.TaskDraft {
        Kind.TaskDraft(
            Kind.Module("Project"), "Open targets with \(draft.name)",
            steps: ["Let a target name the engine, read its settings, and open its warehouse and snapshots."],
            creates: [
                "Tests/ProjectTests/\(draft.typeName)TargetTests.swift": "the suite `\(draft.typeName)TargetTests`"
            ],
            changes: [
                "Modules/Project/Target.swift": "the engine's name",
                "Modules/Project/ProjectReader.swift": "its settings",
                "Modules/Project/WarehouseOpening.swift": "how it is opened",
                "Modules/Project/CLAUDE.md": "what it depends on",
            ],
            widens: [
                "Package.swift": "the project imports the engine", "weir.yml": "a target of the engine's own",
            ],
            criteria: [2, 3], checks: Check.test("ProjectTests/\(draft.typeName)TargetTests"),
            contextFiles: [
                "Modules/Project/CLAUDE.md", "Modules/Project/Target.swift", "Modules/Project/WarehouseOpening.swift",
                "Modules/Project/ProjectReader.swift",
            ],
            specification: ["The target in `weir.yml` is called `\(draft.name)` and says `engine: \(draft.name)`."],
            after: [1])
    }
}
