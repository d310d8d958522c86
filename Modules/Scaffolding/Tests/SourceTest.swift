import Profiling
import Warehouse

/// The test of a source in Ingest: on the fixture, on both engines, over a real connection.
struct SourceTest {
    let plan: SourcePlan

    var text: String {
        let parts = [whole, again] + (isReadEverywhere ? [engines] : []) + [connection].compactMap { $0 }
        return """
            \(imports)

            @Suite struct \(plan.typeName)Tests {
                private static let fixture = URL(filePath: #filePath).deletingLastPathComponent()
                    .appending(path: "Fixtures/\(plan.name)")
                private let settings = ["location": fixture.path]

            \(parts.joined(separator: "\n\n"))
            }

            """
    }

    private var imports: String {
        var names = ["Foundation", "Ingest", "Testing"]
        if isReadEverywhere { names += ["DuckDBEngine", "SQLiteEngine", "Warehouse"] }
        if connection != nil { names += ["HTTPClient", "HTTPServer"] }
        return names.sorted().map { "import \($0)" }.joined(separator: "\n")
    }

    /// Whether the engine without extensions reads the format too.
    private var isReadEverywhere: Bool { plan.tables.allSatisfy { $0.resource.format != .parquet } }

    private var whole: String {
        let rows = plan.tables.reduce(0) { $0 + $1.resource.rows }
        let counts = plan.tables.map { table in
            let columns = table.columns.map { "count(\($0.column))" }
            let found = table.columns.map { String(table.resource.rows - $0.nulls) }
            return """
                        #expect(
                            try await bench.rows(
                                \"\"\"
                                select \(SwiftText.filled(columns, indent: 16).trimmed)
                                from \(table.table)
                                \"\"\") == [\(SwiftText.literal(found.joined(separator: "|")))])
                """
        }
        return """
                @Test func everyRowAndValueOfTheFixtureLoads() async throws {
                    let bench = try await IngestBench()
                    let report = try await bench.run(.\(plan.memberName), settings)
                    #expect(report.rowsRead == \(rows))
            \(counts.joined(separator: "\n"))
                }
            """
    }

    private var again: String {
        """
            @Test func aSecondLoadChangesNothing() async throws {
                let bench = try await IngestBench()
                try await bench.run(.\(plan.memberName), settings)
                #expect(try await bench.run(.\(plan.memberName), settings).loads.isEmpty)
            }
        """
    }

    private var engines: String {
        let table = plan.main
        let order = table.key.isEmpty ? table.columns.map(\.column) : table.key
        return """
                @Test func bothEnginesHoldTheSameRows() async throws {
                    var found: [[String]] = []
                    for engine in [try await DuckDB.open() as any Engine, try await SQLite.open()] {
                        let bench = try await IngestBench(engine: engine)
                        try await bench.run(.\(plan.memberName), settings)
                        let rows = try await bench.rows(
                            \"\"\"
                            select \(SwiftText.filled(Self.columns(table), indent: 16).trimmed)
                            from \(table.table) order by \(SwiftText.filled(order, indent: 16).trimmed)
                            \"\"\")
                        found.append(rows)
                    }
                    #expect(found[0] == found[1])
                }
            """
    }

    /// The columns whose text is the same on every engine: a floating-point number may differ in its last figure.
    private static func columns(_ table: PlannedTable) -> [String] {
        table.columns.map { $0.type.value == .double ? "round(\($0.column), 6)" : $0.column }
    }

    private var connection: String? {
        guard case .api(let api) = plan.arrival.place, plan.tables.count == 1 else { return nil }
        let isWindowed = api.windowDays != nil
        let request = isWindowed ? "IngestRequest(from: \"2024-05-01\", to: \"2024-05-01\")" : "IngestRequest()"
        return """
                @Test func anAnswerOfTheAPILoads() async throws {
                    let bench = try await IngestBench()
                    let server = try ScriptedServer()
                    let file = try #require(FileManager.default.contentsOfDirectory(atPath: Self.fixture.path).first)
                    let answer = try String(contentsOf: Self.fixture.appending(path: file), encoding: .utf8)
                    server.script("/data", [.json(answer)])
                    let report = try await bench.run(
                        .\(plan.memberName), ["location": server.address + "/data"], \(request),
                        try CurlTransport(environment: [:]))
                    #expect(report.rowsRead == \(plan.main.resource.rows))
                    await server.stop()
                }
            """
    }
}

extension String {
    /// Without blanks at both ends.
    var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
