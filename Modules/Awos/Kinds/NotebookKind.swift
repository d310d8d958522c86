extension Kind {
    /// A notebook: an exploration that runs.
    static let notebook = Kind(
        "notebook", "a notebook: an exploration that can be run again",
        words: ["notebook", "explore", "exploration", "analysis", "jupyter", "ipynb"],
        questions: [
            Question("tables", "Which published tables does it read, separated by commas?", form: .tables()),
            Question("shows", "Which questions does it answer?", assumption: "the one in the intent"),
            Question("parameters", "Which parameters can a reader change?", assumption: "none"),
        ],
        criteria: { draft in
            [
                CriterionDraft(
                    "Given published tables, when the notebook runs, then every query answers and every cell succeeds.",
                    checks: [.weir("notebook", "run", draft.name, after: draft.buildsEverything())]),
                CriterionDraft(
                    "Given the notebook, when its cells are read, then they are well formed and each chart has marks.",
                    checks: Check.test("NotebooksTests/\(draft.typeName)NotebookTests")),
            ]
        },
        tasks: { draft in
            let tables = draft.parts("tables").map { "`\($0)`" }.joined(separator: ", ")
            return [
                TaskDraft(
                    Module("Notebooks"), "Explore \(draft.name) in a notebook",
                    steps: [
                        "Answer each question of the spec with a query, and a chart where a shape says more.",
                        "Test that the notebook is well formed and that each of its charts names what it draws.",
                    ],
                    creates: [
                        "Modules/Notebooks/Library/\(draft.name).ipynb": "the notebook, without outputs",
                        "Tests/NotebooksTests/\(draft.typeName)NotebookTests.swift":
                            "the suite `\(draft.typeName)NotebookTests`",
                    ],
                    changes: ["Modules/Notebooks/Library/CLAUDE.md": "a line for the notebook"],
                    criteria: [1, 2],
                    checks: Check.test("NotebooksTests/\(draft.typeName)NotebookTests")
                        + [.weir("notebook", "run", draft.name, after: draft.buildsEverything())],
                    contextFiles: [
                        "Modules/Notebooks/Library/CLAUDE.md", "Tests/NotebooksTests/NotebookLibraryTests.swift",
                        "Modules/Notebooks/CLAUDE.md", "Modules/Charts/CLAUDE.md",
                    ],
                    specification: [
                        tables.isEmpty
                            ? "It reads the tables that the spec's question `tables` comes to." : "It reads \(tables)."
                    ])
            ]
        })
}
