import DurableFiles
import Foundation

@testable import Awos

/// A repository with a module, models and a spec, in a temporary folder.
struct ContextFixture {
    static let spec = "context/spec/003-river-levels"

    let folder: TemporaryDirectory

    /// The fixture's files, some of them replaced or added.
    init(_ more: [String: String] = [:]) throws {
        folder = try TemporaryDirectory(prefix: "weir-context")
        for (path, text) in Self.files.merging(more, uniquingKeysWith: { $1 }) { try folder.write(text, to: path) }
    }

    func lineage() -> Lineage? { Lineage.read(root: folder.url) }

    func pack(selecting terms: [String]) throws -> ContextPack {
        try ContextPack.make(selecting: terms, root: folder.url)
    }

    func pack(
        _ task: String = task(), budget: Int = 5000, lastFailure: String? = nil
    ) throws -> ContextPack {
        try ContextPack.make(
            for: TaskFile(MarkdownFile(task, file: "\(Self.spec)/tasks/01-ingest.md")),
            of: try SpecTree(root: folder.url).folder("003").spec(), root: folder.url, budgetTokens: budget,
            lastFailure: lastFailure)
    }

    /// A task of the module Ingest, whose words and paths are given.
    static func task(
        _ words: String = "Records of a REST api come by request.", context: String = "", module: String = "Ingest",
        writes: [String] = ["Modules/Ingest/Sources/RiverLevels.swift", "Modules/Ingest/Sources/Sources.swift"],
        after: String = ""
    ) -> String {
        """
        ---
        id: 003-T1
        module: \(module)
        depends_on: [\(after)]
        criteria: [AC-1]
        may_write: [\(writes.joined(separator: ", "))]
        widens: [{path: weir.yml, reason: a setting}]
        verify: [{test: IngestTests/RiverLevelsTests}, {weir: ingest river_levels}]
        ---
        # Load river_levels

        ## Task

        \(words)

        ## Deliverables

        - the source

        ## Success criteria

        - AC-1: Every row is there.

        ## Context files

        \(context)

        ## Technical specification

        - `raw.river_levels` stands beside `stg_weather`.

        ## Constraints

        - none

        """
    }

    static let files = [
        "Makefile": "test: setup ## runs tests\nformat: ## formats\n",
        "weir.yml": "name: weir\nsources:\n  weather: {location: here}\n",
        "\(spec)/functional-spec.md": """
        ---
        id: 003
        title: River levels
        kind: source
        name: river_levels
        ---
        # 003: River levels

        ## Acceptance criteria

        - [ ] **AC-1** Every row is there.

          ```check
          sql: select count(*) from raw.river_levels
          equals: 5
          after: [ingest river_levels]
          ```

        - [ ] **AC-2** Nobody carries this.

        """,
        "Modules/Ingest/CLAUDE.md": """
        # Ingest

        ## Purpose

        Brings data in.

        ## Patterns

        - `Layout` and `Resource` say what a source is.
        - `Landing` is a folder of `Extract`.

        ## Reference implementations

        - `Modules/Ingest/Sources/Weather.swift`

        ## Do not

        - Do not read rows into Swift.
        """,
        "Modules/Ingest/Sources/Sources.swift": "let all = [\n    .weather,\n]\n",
        "Modules/Ingest/Sources/Weather.swift": """
        /// Weather by requests.
        let weather = Resource(Layout("daily"), from: RESTExtraction(query: []))
        """,
        "Modules/Ingest/Sources/Trips.swift": """
        /// Trips from files.
        let trips = Resource(Layout("trips"), from: FileExtraction(.matching("*")))
        """,
        "Modules/Transform/Models/staging/stg_weather.sql":
            "select location, level_cm from {{ source('raw', 'weather') }}\n",
        "Modules/Transform/Models/staging/weather.yml": """
        sources: [{name: raw, tables: [{name: weather, description: Days.}]}]
        models:
          - name: stg_weather
            description: Cleaned.
            config: {tags: [weather]}
            columns: [{name: location, data_type: text, description: "The `place`."}]
        """,
        "Modules/Transform/Models/marts/mart_effect.sql": "select a from {{ ref('stg_weather') }}\n",
    ]
}
