import Foundation
import JSON

@testable import Awos

/// A small tree in which nothing is wrong: one open spec with two tasks, the first done, and a guide.
enum RotFixture {
    static let folder = "context/spec/003-air"
    static let spec = "\(folder)/functional-spec.md"
    static let first = "\(folder)/tasks/01-ingest.md"
    static let second = "\(folder)/tasks/02-page.md"
    static let list = "\(folder)/tasks.md"
    static let ledger = "\(folder)/ledger.jsonl"
    static let approvedAt = Date(timeIntervalSince1970: 1_717_243_200)

    static let files: [String: String] = [
        "CLAUDE.md": """
        # Guide

        Write `Modules/Ingest/Sources/Weather.swift`, `WeatherSource`; fill `raw.weather` and `marts.mart_air`.

            make test MODULE=Ingest   # tests
            weir ingest weather
            swift test --filter IngestTests

        Then `awos status 003`.

        """,
        "Makefile": "test: setup ## runs tests\n\t@true\n",
        "Modules/Ingest/Sources/Weather.swift": "struct WeatherSource {}\nlet table = \"raw.weather\"  // SoilSource\n",
        "Modules/Transform/Models/marts/mart_air.sql": "select 1\n",
        "Tests/IngestTests/WeatherTests.swift": "struct WeatherTests {}\n",
        spec: """
        ---
        id: 003
        title: Air
        kind: source
        name: air
        ---
        # 003: Air

        - [x] **AC-1** Rows are there.

          ```check
          sql: select count(*) from marts.mart_air
          equals: 1
          ```

        - [ ] **AC-2** A page draws.

          ```check
          page: air
          ```

        """,
        first: task(1, "Ingest", "AC-1", "Modules/Ingest/Sources/Air.swift"),
        second: task(2, "Serve", "AC-2", "Modules/Serve/Pages/air.md"),
        list: "# Tasks\n\n- [x] **003-T1** Part 1 **[Agent: ingest]**\n- [ ] **003-T2** Part 2 **[Agent: serve]**\n",
        ledger: lines([
            .approved(by: "Ada", digest: "good", mode: "human-in-loop"),
            .checked(evidence("003-T1", "test: IngestTests")), .checked(evidence("003/AC-1", sql)),
            .done(TaskID("003-T1")!, attempt: 1, tree: "t", inputs: "i", usage: .init()),
        ]),
    ]
    static let sql = "sql: select count(*) from marts.mart_air equals: 1"

    static func task(_ number: Int, _ module: String, _ criterion: String, _ path: String) -> String {
        """
        ---
        id: 003-T\(number)
        module: \(module)
        depends_on: [\(number == 1 ? "" : "003-T1")]
        criteria: [\(criterion)]
        may_write:
          - \(path)
        verify:
          - test: \(module)Tests
        ---
        # Part \(number)

        \(TaskFile.sections.map { "## \($0)\n\ntext\n" }.joined(separator: "\n"))
        """
    }

    static func evidence(_ subject: String, _ check: String, inputs: String = "i") -> Evidence {
        Evidence(
            subject: subject, check: check, outcome: .passed, tree: "t", inputs: inputs, seconds: 1, log: "l", tail: [])
    }

    static func lines(_ events: [LedgerEntry.Event]) -> String {
        events.map { LedgerEntry(at: approvedAt, $0).line + "\n" }.joined()
    }

    static let programs: [String: CommandTree] = [
        "weir": tree(["ingest": true, "transform": false]), "awos": tree(["status": true]),
    ]

    private static func tree(_ commands: [String: Bool]) -> CommandTree {
        let below = commands.map { name, runs -> JSONValue in
            [
                "name": .string(name), "runs": .bool(runs),
                "subcommands": runs ? [] : [["name": "build", "runs": true, "subcommands": []]],
            ]
        }
        return CommandTree(["name": "x", "runs": false, "subcommands": .array(below)])!
    }

    /// The diagnostics of a repository, each as `severity code place: message`.
    static func diagnostics(_ git: GitFixture, digests: RotDigests? = .unknown) async throws -> [String] {
        let tree = SpecTree(root: git.folder.url)
        let world = try await RotWorld.read(tree, git.git, programs: programs, digests: digests)
        return world.diagnostics().map { found in
            let place = found.problem.location.map { "\($0)" } ?? "-"
            return "\(found.severity) \(found.problem.code.rawValue) \(place): \(found.problem.message)"
        }
    }
}
