import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct ContextPackTests {
    @Test func whatATaskNeedsIsAlwaysThere() throws {
        let pack = try ContextFixture().pack()
        for text in [
            "# 003-T1: Load river_levels (module Ingest)", "Records of a REST api come by request.",
            "- the suite `RiverLevelsTests`, a type of that name, in the target `IngestTests` runs and passes",
            "- `weir ingest river_levels` exits with 0", "- **AC-1** Every row is there.",
            "the query `select count(*) from raw.river_levels` answers exactly `5` (before it: `weir ingest river_levels`)",
            "- `Modules/Ingest/Sources/RiverLevels.swift` (new)", "- `weir.yml` (stands: edit it): a setting",
            "make test MODULE=Ingest", "swift test --filter '^IngestTests\\.RiverLevelsTests'",
            ".build/debug/weir query --live 'select count(*) from raw.river_levels'",
            "`[NEEDS CLARIFICATION: one question",
            "Brings data in.", "- Do not read rows into Swift.",
        ] { #expect(pack.prompt.contains(text), "\(text)\n\(pack.prompt)") }
        #expect(!pack.prompt.contains("AC-2"))
        #expect(!pack.prompt.contains("make lint"), "the Makefile has no such target")
        #expect(pack.tokens <= 5000 && pack.tokens == TokenCount.of(pack.prompt))
    }

    @Test(arguments: [
        ("Records of a REST api come by request.", "Weather", "Trips"),
        ("A zip of csv files in a directory.", "Trips", "Weather"),
    ])
    func theReferenceIsTheNearestInKind(words: String, first: String, second: String) throws {
        let pack = try ContextFixture().pack(ContextFixture.task(words))
        let titles = pack.parts.map(\.title)
        #expect(titles.contains("Follow this: Modules/Ingest/Sources/\(first).swift"), "\(titles)")
        #expect(titles.contains("Another of its kind: Modules/Ingest/Sources/\(second).swift"), "\(titles)")
    }

    @Test func ofEqualOnesTheSmallerIsFollowed() throws {
        let fixture = try ContextFixture([
            "Modules/Ingest/Sources/Weather.swift": "let weather = RESTExtraction()\n"
                + String(repeating: "// long\n", count: 900),
            "Modules/Ingest/Sources/Tides.swift": "let tides = RESTExtraction()\n",
            "Modules/Ingest/CLAUDE.md": "# Ingest\n",
        ])
        #expect(try fixture.pack().files.contains("Modules/Ingest/Sources/Tides.swift"))
    }

    @Test func aSmallBudgetKeepsWhatIsWorthMostAndLogsTheRest() throws {
        let long =
            "/// Weather by requests.\nlet weather = RESTExtraction(\n"
            + String(repeating: "    \"a line\",\n", count: 400) + ")\n"
        let pack = try ContextFixture(["Modules/Ingest/Sources/Weather.swift": long]).pack(budget: 1500)
        #expect(pack.tokens <= 1500)
        let reference = try #require(pack.parts.first { $0.file == "Modules/Ingest/Sources/Weather.swift" })
        #expect(reference.extent == .outline)
        #expect(reference.text.contains("let weather = RESTExtraction("))
        let logged = try #require(pack.leftOut.first { $0.name == "Modules/Ingest/Sources/Weather.swift" })
        #expect(logged.reason.hasSuffix("; it stands as an outline"))
        #expect(pack.prompt.contains("More, where you need it: `Modules/Ingest/Sources/Weather.swift`"))
    }

    @Test func aTaskThatDoesNotFitIsRefused() throws {
        let fixture = try ContextFixture()
        let error = #expect(throws: WeirError.self) { try fixture.pack(budget: 300) }
        #expect(error?.code == "awos.prompt_too_large")
        #expect(error?.kind == .usage)
    }

    @Test func theSameRepositoryGivesTheSamePrompt() throws {
        let (one, other) = (try ContextFixture().pack(), try ContextFixture().pack())
        #expect(one == other)
    }

    @Test func rowsOfDataNeverEnter() throws {
        let fixture = try ContextFixture([
            "Tests/IngestTests/Fixtures/river_levels/a.json": "SECRETROW", "data/sample.csv": "SECRETROW",
            "Modules/Ingest/Sources/more.json": "SECRETROW",
        ])
        let context = "`Tests/IngestTests/Fixtures/river_levels/a.json` `data/sample.csv`"
        let writes = ["Modules/Ingest/Sources/RiverLevels.swift", "Modules/Ingest/Sources/more.json"]
        let pack = try fixture.pack(ContextFixture.task(context: context, writes: writes))
        #expect(!pack.prompt.contains("SECRETROW"))
        #expect(pack.leftOut.contains { $0.name == "data/sample.csv" && $0.reason.contains("rows of data") })
    }

    @Test func aFailureIsShownUpToAThousandTokens() throws {
        let pack = try ContextFixture().pack(
            lastFailure: "error: \u{1B}[31mfirst\n" + String(repeating: "x", count: 9000))
        let part = try #require(pack.parts.first { $0.title == "The last attempt failed" })
        #expect(part.text.contains("error: [31mfirst\n"))
        #expect(part.tokens <= 1000)
    }

    @Test func tablesThatTheTaskNamesComeWithTheirColumns() throws {
        let pack = try ContextFixture().pack()
        #expect(
            pack.prompt.contains(
                "- `staging.stg_weather` (model, Modules/Transform/Models/staging/stg_weather.sql): Cleaned."))
        #expect(pack.prompt.contains("`location` text: The \\`place\\`."))
        #expect(pack.prompt.contains("also: `level_cm`"))
        #expect(pack.prompt.contains("- `stg_weather` reads `raw.weather`; is read by `mart_effect`"))
    }

    @Test func theDesignIsWhatItSaysOfTheTaskAndTheDecisions() throws {
        let design = """
            # Design

            ## Interfaces

            - T1 Ingest: loads; waits for nothing.
            - T2 Transform: models.

            ## Files

            | T1 | `Modules/Ingest/a.swift` |

            ## Decisions

            | choice | alternative | reason |
            |---|---|---|
            | one table | two | simple |
            | cadence: daily | — | assumed |
            """
        let pack = try ContextFixture(["\(ContextFixture.spec)/technical-considerations.md": design]).pack()
        let part = try #require(pack.parts.first { $0.title == "The design" })
        #expect(
            part.text == """
                - T1 Ingest: loads; waits for nothing.

                | choice | alternative | reason |
                |---|---|---|
                | one table | two | simple |
                """)
    }

    @Test func whatAPersonOpenedLaterIsInTheScope() throws {
        let fixture = try ContextFixture()
        let task = try #require(TaskID("003-T1"))
        let entry = LedgerEntry(at: Date(), .widened(task, path: "Makefile", by: "Ada", reason: "a target"))
        try fixture.folder.write(entry.line + "\n", to: "\(ContextFixture.spec)/ledger.jsonl")
        let prompt = try fixture.pack().prompt
        #expect(prompt.contains("- `Makefile` (stands: edit it)\n"))
        #expect(prompt.contains("fails the attempt: `context/`, `.claude/`, `.ci/`, `Package.swift`, other modules"))
    }

    @Test func whatAPersonAnsweredIsToldUntilTheTaskIsTakenBack() throws {
        let fixture = try ContextFixture()
        let task = try #require(TaskID("003-T1"))
        let events: [LedgerEntry.Event] = [
            .blocked(task, question: "Which\n# unit?"),
            .replied(task, question: "Which\n# unit?", by: "Ada", text: "Metres\n\n# not feet"),
        ]
        let ledger = "\(ContextFixture.spec)/ledger.jsonl"
        let lines = events.map { LedgerEntry(at: Date(), $0).line + "\n" }.joined()
        try fixture.folder.write(lines, to: ledger)
        let part = try #require(try fixture.pack().parts.first { $0.title == "What a person answered" })
        #expect(
            part.text == """
                It holds where the task says something else.

                - Asked: Which # unit?
                  Answer: Metres # not feet
                """)
        let undone = LedgerEntry(at: Date(), .undone(subject: "003", by: "Ada")).line
        try fixture.folder.write(lines + undone + "\n", to: ledger)
        #expect(try !fixture.pack().parts.contains { $0.title == "What a person answered" })
    }

    @Test func whatATaskBeforeWroteIsShownOrAwaited() throws {
        let task = ContextFixture.task(
            module: "Transform", writes: ["Modules/Transform/Models/staging/stg_river_levels.sql"], after: "003-T2")
        let before = ContextFixture.task(writes: ["Modules/Ingest/Sources/RiverLevels.swift"])
            .replacing("id: 003-T1", with: "id: 003-T2")
        let path = "Modules/Ingest/Sources/RiverLevels.swift"
        let fixture = try ContextFixture(["\(ContextFixture.spec)/tasks/02-other.md": before])
        #expect(try fixture.pack(task).leftOut.contains { $0.name == path && $0.reason.contains("not written it yet") })
        try fixture.folder.write("let riverLevels = Layout()\n", to: path)
        #expect(try fixture.pack(task).files.contains(path))
    }
}
