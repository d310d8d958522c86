import Diagnostics
import Profiling
import Testing
import Warehouse

@testable import Scaffolding

/// What a plan becomes in each module.
@Suite struct ScaffoldTextTests {
    private static func file(_ path: String, of plan: SourcePlan) throws -> String {
        let change = try #require(try plan.changes().first { $0.path == path })
        guard case .create(let text) = change.action else {
            Issue.record("\(path) is not new")
            return ""
        }
        return text
    }

    private static let plan = Result {
        try SourcePlan(
            "air_quality", profile: ProfileFixture.airQuality(),
            answers: SourceAnswers(summary: "Hourly air quality of the city's stations"))
    }

    @Test func aSourceReadsLikeOneThatAPersonWrote() throws {
        #expect(
            try Self.file("Modules/Ingest/Sources/AirQuality.swift", of: Self.plan.get()) == """
                import Warehouse

                extension Source {
                    /// Hourly air quality of the city's stations.
                    public static let airQuality = Source(
                        "air_quality", "Hourly air quality of the city's stations",
                        settings: [.location("a directory of files")],
                        resources: [
                            Resource(
                                "raw.air_quality",
                                columns: [
                                    Column("station_id", .text), Column("measured_at", .timestamp), Column("status", .text),
                                    Column("pm25_micrograms", .double), Column("readings", .integer), Column("latitude", .double),
                                    Column("longitude", .double),
                                ],
                                key: ["station_id", "measured_at"], from: .files(FileExtraction(.matching("*.csv"))), format: .csv(),
                                layouts: [fields])
                        ])

                    private static let fields = Layout(
                        "as the provider writes it",
                        fields: [
                            .text("station_id"), .timestamp("measured_at"), .text("status"),
                            .double("PM2.5 (µg/m³)", to: "pm25_micrograms"), .integer("readings"), .double("latitude"),
                            .double("longitude"),
                        ])
                }

                """)
    }

    @Test func aMartKeepsWhatAnAverageIsMadeFrom() throws {
        #expect(
            try Self.file("Modules/Transform/Models/marts/mart_air_quality.sql", of: Self.plan.get()) == """
                select
                    measured_date as date,
                    coalesce(status, 'unknown') as status,
                    count(*) as records,
                    sum(cast(pm25_micrograms as double precision)) as sum_pm25_micrograms,
                    count(pm25_micrograms) as count_pm25_micrograms,
                    cast(sum(readings) as bigint) as total_readings
                from {{ ref('stg_air_quality') }}
                where measured_date is not null
                group by measured_date, coalesce(status, 'unknown')

                """)
    }

    @Test(arguments: [
        (Arrival.Cadence.hourly, ".cron(\"10 * * * *\", timeZone: \"Europe/Berlin\")"),
        (.daily, ".daily(at: \"06:30\", timeZone: \"Europe/Berlin\")"),
        (.weekly, ".weekly(on: .monday, at: \"06:30\", timeZone: \"Europe/Berlin\")"),
        (.monthly, ".cron(\"30 6 2 * *\", timeZone: \"Europe/Berlin\")"),
    ])
    func theScheduleFitsTheCadence(_ cadence: Arrival.Cadence, _ schedule: String) throws {
        let plan = try SourcePlan(
            "air_quality", profile: ProfileFixture.airQuality(),
            answers: SourceAnswers(cadence: cadence, timeZone: "Europe/Berlin"))
        #expect(
            try Self.file("Modules/Orchestrate/Pipelines/AirQuality.swift", of: plan).contains("schedule: \(schedule),")
        )
    }

    @Test func aRangeHasRoomAndANaturalBoundHasNone() throws {
        let columns = [
            ProfileFixture.column("humidity_percent", .double, .level, range: ValueRange(.double(31), .double(64))),
            ProfileFixture.column("temperature", .double, .level, range: ValueRange(.double(-12.5), .double(31))),
        ]
        let plan = try SourcePlan("air_quality", profile: ProfileFixture.airQuality(columns: columns))
        let checks = SuiteText.checks(of: plan.main)
        #expect(checks.contains(".between(\"humidity_percent\", 0...100)"))
        #expect(checks.contains(".between(\"temperature\", -200...400, mostly: 0.99).warning"))
        #expect(checks.contains(".between(\"latitude\", -90...90)"))
        #expect(checks.contains(".unique(\"station_id\", \"measured_at\")"))
    }

    @Test func aHostileHeaderStaysText() throws {
        let header = "a\\(fatalError())\"*/ {{ run }} <script>\n// x"
        let unit = "\"; drop <b>"
        let column = ProfileFixture.column("a_fatal_error", original: header, .double, .level, unit: unit)
        let plan = try SourcePlan(
            "air_quality", profile: ProfileFixture.airQuality(columns: [column]),
            answers: SourceAnswers(summary: "x */ \"\"\" {{ evil }} <script>alert(1)</script>\nimport Evil"))
        let path = "Modules/Ingest/Sources/AirQuality.swift"
        for change in try plan.changes() where change.path != path {
            guard case .create(let text) = change.action else { continue }
            for evil in ["<script>", "{{ evil", "{{ run", "\nimport Evil", "; drop <b>", "fatalError"] {
                #expect(!text.contains(evil), "\(change.path): \(evil)")
            }
        }
        // The header itself stands in the source, once, as a literal that nothing in it ends.
        let source = try Self.file(path, of: plan)
        #expect(!source.contains("\nimport Evil") && source.components(separatedBy: "fatalError").count == 2)
        #expect(source.contains("\\\\(fatalError())\\\"*/"))
    }
}
