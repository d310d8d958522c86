extension Kind {
    /// A model: a table worked out from others.
    static let model = Kind(
        "model", "a model: a table that is worked out from others",
        words: ["model", "mart", "fact", "dimension", "metric", "aggregate", "grain", "staging"],
        questions: [
            Question(
                "layer", "In which layer does it stand?", form: .choice(["staging", "core", "marts"]),
                assumption: "marts"),
            Question("grain", "Which columns tell one row from every other, separated by commas?", form: .columns),
            Question("columns", "Which columns does it hold besides?", assumption: "those that the intent names"),
            Question("upstream", "Which tables does it read, separated by commas?", form: .tables()),
            Question(
                "totals", "Which column's sum equals which one upstream: trips = core.fct_trips_daily.trips?",
                form: .equalSums),
        ],
        criteria: { draft in
            let (table, after) = (ModelParts.table(draft), ModelParts.built(draft))
            let grain = draft.parts("grain").joined(separator: ", ")
            return [
                CriterionDraft(
                    "Given the sources, when the model is built, then no two rows of `\(table)` have the same grain.",
                    checks: grain.isEmpty
                        ? []
                        : [.noRow("select \(grain) from \(table) group by \(grain) having count(*) > 1", after: after)],
                    needs: "grain"),
                CriterionDraft(
                    "Given the sources, when the model is built, then `\(table)` has rows.",
                    checks: [Check(.sql("select count(*) from \(table)", .atLeast(1)), after: after)]),
                CriterionDraft(
                    "Given the sources, when the model is built, then its total equals that upstream.",
                    checks: ModelParts.totals(draft, table, after), needs: "totals"),
            ]
        },
        tasks: { draft in
            let (model, folder) = (ModelParts.model(draft), "Modules/Transform/Models/\(ModelParts.layer(draft))")
            let upstream = draft.parts("upstream").map { "`\($0)`" }.joined(separator: ", ")
            return [
                TaskDraft(
                    Module("Transform"), "Build \(model)",
                    steps: [
                        "Write the model, and beside it a description, its grain and its tests.",
                        "Test it on a few rows whose result is worked out by hand.",
                    ],
                    creates: [
                        "\(folder)/\(model).sql": "the query",
                        "\(folder)/\(model).yml": "description, types and tests of every column",
                        "Tests/TransformTests/\(draft.typeName)ModelTests.swift":
                            "the suite `\(draft.typeName)ModelTests`",
                    ],
                    changes: ["Modules/Transform/Models/CLAUDE.md": "what was learned, if anything"],
                    criteria: [1, 2, 3],
                    checks: Check.test("TransformTests/\(draft.typeName)ModelTests")
                        + [.weir("transform", "build", "--select", "+\(model)", after: draft.loadsEverything)],
                    contextFiles: [
                        "Modules/Transform/Models/CLAUDE.md", "Modules/Transform/Models/marts/mart_weather_effect.sql",
                        "Modules/Transform/Models/marts/marts.yml", "Tests/TransformTests/ReferenceModelsTests.swift",
                        "Modules/Transform/CLAUDE.md",
                    ],
                    specification: [
                        "The table is `\(ModelParts.table(draft))`"
                            + (upstream.isEmpty ? "." : ", worked out from \(upstream)."),
                        "One row for each: \(draft.answers["grain"] ?? "what the spec's question `grain` comes to").",
                        "Both engines build it: no `::`, no function of one engine only.",
                    ])
            ]
        })
}

/// What a model is called, and how its totals are compared.
private enum ModelParts {
    static func layer(_ draft: Kind.Draft) -> String { draft.answers["layer"] ?? "marts" }

    /// The name with the prefix of its layer: `mart_demand_weekly`.
    static func model(_ draft: Kind.Draft) -> String {
        let known = ["staging": "stg_", "core": "fct_", "marts": "mart_"]
        let isPrefixed = ["stg_", "fct_", "dim_", "mart_"].contains { draft.name.hasPrefix($0) }
        return isPrefixed ? draft.name : (known[layer(draft)] ?? "") + draft.name
    }

    static func table(_ draft: Kind.Draft) -> String { "\(layer(draft)).\(model(draft))" }

    static func built(_ draft: Kind.Draft) -> [[String]] {
        draft.loadsEverything + [["transform", "build", "--select", "+\(model(draft))"]]
    }

    /// Sums of numbers with fractions may differ in the last digits.
    static func totals(_ draft: Kind.Draft, _ table: String, _ after: [[String]]) -> [Check] {
        guard let sums = draft.answers["totals"].flatMap(AnswerForm.sums) else { return [] }
        let (here, there) = (
            "(select sum(\(sums.column)) from \(table))", "(select sum(\(sums.upstream)) from \(sums.table))"
        )
        return [
            .noRow(
                "select 1 where not coalesce(abs(\(here) - \(there)) <= 0.000001 * abs(\(there)), false)", after: after)
        ]
    }
}
