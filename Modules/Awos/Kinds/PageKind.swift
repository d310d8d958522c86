extension Kind {
    /// A page of the dashboard.
    static let page = Kind(
        "page", "a page of the dashboard",
        words: ["page", "dashboard", "chart", "report"],
        questions: [
            Question("tables", "Which published tables does it read, separated by commas?", form: .tables()),
            Question("shows", "Which questions does it answer?", assumption: "the one in the intent"),
        ],
        criteria: { draft in
            [
                CriterionDraft(
                    "Given published tables, when the page is opened, then every query answers and every chart draws.",
                    checks: [Check(.page(draft.name), after: draft.buildsEverything())]),
                CriterionDraft(
                    "Given the whole project, when it is validated, then every name on the page exists.",
                    checks: [.weir("validate", keeps: true)]),
            ]
        },
        tasks: { draft in
            let tables = draft.parts("tables").map { "`\($0)`" }.joined(separator: ", ")
            return [
                TaskDraft(
                    Module("Serve"), "Show \(draft.name) on a page",
                    steps: [
                        "Answer each question of the spec with a figure or a chart.",
                        "Say in a sentence what a reader should see, and what the figures do not say.",
                    ],
                    creates: ["Modules/Serve/Pages/\(draft.name).md": "the page"],
                    changes: ["Modules/Serve/Pages/CLAUDE.md": "what was learned, if anything"],
                    criteria: [1, 2],
                    checks: [Check(.page(draft.name), after: draft.buildsEverything())],
                    contextFiles: [
                        "Modules/Serve/Pages/CLAUDE.md", "Modules/Serve/Pages/weather.md",
                        "Modules/Serve/Pages/index.md", "Modules/Charts/CLAUDE.md",
                    ],
                    specification: [
                        tables.isEmpty
                            ? "It reads the tables that the spec's question `tables` comes to." : "It reads \(tables).",
                        "Every chart draws at least one mark.",
                        "Both engines answer its queries: no `::`, no function of one engine only.",
                    ])
            ]
        })
}
