import Diagnostics
import Foundation
import Testing
import Warehouse

@testable import Transform

/// The models of this repository on a tiny raw data set whose marts were worked out by hand.
@Suite struct ReferenceModelsTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Modules/Transform")
        .standardizedFileURL

    /// The models of the house: a clone has others beside them, under the same tags.
    static let models = [
        "stg_bike_trips", "stg_weather_daily", "stg_weather_hourly", "fct_trips", "fct_trips_daily", "dim_stations",
        "dim_date", "mart_demand_daily", "mart_station_stats", "mart_weather_effect",
    ]
    static let known = TransformSelection(models)

    static func load(_ engine: any Engine) throws -> TransformProject {
        try TransformProject.load(
            folder: folder, shownAs: "Modules/Transform", target: TransformTarget(name: "dev", dialect: engine.dialect))
    }

    /// Friday 2024-05-03 with six trips, Saturday 2024-05-04 with two; rain is known for Saturday only.
    static let rawTrips = """
        create table raw.bike_trips (ride_id text, rideable_type text, started_at timestamp, ended_at timestamp,
          start_station_name text, start_station_id text, end_station_name text, end_station_id text,
          start_lat double, start_lng double, end_lat double, end_lng double, member_casual text, bike_id text,
          birth_year bigint, gender text, _weir_load_id text, _weir_file text);
        insert into raw.bike_trips values
         ('a', 'electric_bike', '2024-05-03 08:00:00', '2024-05-03 08:10:00', 'Grove St', 'JC1', 'Hamilton', 'JC2', 1, 2, 3, 4, 'member', null, null, null, 'l', 'f'),
         ('b', 'classic_bike', '2024-05-03 09:00:00', '2024-05-03 09:30:00', 'Grove St', 'JC1', 'Grove St', 'JC1', 1, 2, 1, 2, 'casual', null, null, null, 'l', 'f'),
         ('c', 'classic_bike', '2024-05-03 10:00:00', '2024-05-03 09:59:00', 'Grove St', 'JC1', '', '', 1, 2, null, null, 'member', null, null, null, 'l', 'f'),
         ('d', 'classic_bike', '2024-05-03 11:00:00', '2024-05-04 11:00:01', 'Hamilton', 'JC2', 'Grove Street', 'JC1', 3, 4, 1.5, 2.5, 'member', null, null, null, 'l', 'f'),
         ('e', null, '2024-05-03 12:00:00', '2024-05-04 12:00:00', 'Hamilton', 'JC2', null, null, 3, 4, null, null, null, null, null, null, 'l', 'f'),
         ('f', 'classic_bike', '2024-05-03 23:59:50.900', '2024-05-04 00:00:00.100', null, ' ', 'Hamilton', 'JC2', null, null, 3, 4, 'member', null, null, null, 'l', 'f'),
         ('g', 'electric_bike', '2024-05-04 00:00:00', '2024-05-04 00:20:00', 'Old name', 'JC3', 'Hamilton', 'JC2', 5, 6, 3, 4, 'casual', null, null, null, 'l', 'f'),
         ('h', 'electric_bike', '2024-05-04 06:00:00', null, 'New name', 'JC3', 'Hamilton', 'JC2', 5, 6, 3, 4, 'member', null, null, null, 'l', 'f');
        """

    static let rawWeather = """
        create table raw.weather_daily (location text, date date, weather_code bigint, temperature_max_celsius double,
          temperature_min_celsius double, temperature_mean_celsius double, precipitation_mm double, rain_mm double,
          snowfall_cm double, wind_speed_max_kmh double, _weir_load_id text);
        insert into raw.weather_daily values
         ('new_york', '2024-05-03', 3, 20, 10, 15.5, null, null, 0, 10, 'l'),
         ('new_york', '2024-05-04', 61, 12, 6, 9.99, 3.0, 2.5, 0, 10, 'l'),
         ('tokyo', '2024-05-03', 61, 32, 26, 30, 0, 0, 0, 10, 'l');
        create table raw.weather_hourly (location text, time timestamp, weather_code bigint, temperature_celsius double,
          relative_humidity_percent double, precipitation_mm double, rain_mm double, snowfall_cm double,
          wind_speed_kmh double, _weir_load_id text);
        insert into raw.weather_hourly values ('new_york', '2024-05-03 13:00:00', 3, 15, 50, 0, 0, 0, 10, 'l');
        """

    static func warehouse(_ kind: EngineKind = .duckdb, trips: Bool = true, weather: Bool = true) async throws
        -> any Engine
    {
        let engine = try await kind.open()
        try await engine.withConnection { try $0.createSchema("raw") }
        if trips { try await engine.run(SQL(raw: rawTrips)) }
        if weather { try await engine.run(SQL(raw: rawWeather)) }
        return engine
    }

    private static func day(_ text: String) -> Value { CalendarDay(text).map(Value.day) ?? .null }

    private static func built(_ kind: EngineKind) async throws -> any Engine {
        let engine = try await warehouse(kind)
        let project = try load(engine)
        try await project.build(project.plan(Self.known, command: .run), engine: engine).throwIfFailed()
        return engine
    }

    @Test(arguments: EngineKind.allCases) func everyModelIsBuiltAndEveryTestPasses(kind: EngineKind) async throws {
        let engine = try await Self.warehouse(kind)
        let project = try Self.load(engine)
        #expect(project.warnings.map(\.message) == [])
        let report = try await project.build(project.plan(Self.known), engine: engine)
        #expect(report.errors.map(\.description) == [])
        #expect(report.count(.success) == 10)
        #expect(report.count(.pass) == report.results.count - 10)
    }

    @Test(arguments: EngineKind.allCases) func demandCountsAllTripsAndAveragesValidOnes(kind: EngineKind) async throws {
        let rows = try await Self.built(kind).read("select * from marts.mart_demand_daily order by date").rows
        let friday: [Value] = [
            Self.day("2024-05-03"), 6, 4, 1, .double(4.0 / 6), .double(88_810.0 / 4 / 60),
            .double(88_810.0 / 60), 5, "Friday", false, 15.5, nil, "Unknown", "Mild", nil,
        ]
        let saturday: [Value] = [
            Self.day("2024-05-04"), 2, 1, 1, 0.5, 20.0, 20.0, 6, "Saturday", true, 9.99, 3.0,
            "Moderate rain", "Cold", 2.5,
        ]
        #expect(rows == [friday, saturday])
    }

    @Test(arguments: EngineKind.allCases) func demandHasTheColumnsThatItsReadersKnow(kind: EngineKind) async throws {
        let engine = try await Self.built(kind)
        let columns = try await engine.withConnection { try $0.columns(of: "marts.mart_demand_daily") }
        #expect(
            columns?.map { "\($0.name) \($0.type)" } == [
                "date date", "trips integer", "member_trips integer", "casual_trips integer", "member_share double",
                "average_duration_minutes double", "total_duration_minutes double", "day_of_week integer",
                "day_name text", "is_weekend boolean", "temperature_mean_celsius double", "precipitation_mm double",
                "rain_category text", "temperature_category text", "rain_mm double",
            ])
    }

    @Test(arguments: EngineKind.allCases) func weatherEffectIsWeighedByTrips(kind: EngineKind) async throws {
        let rows = try await Self.built(kind).read("select * from marts.mart_weather_effect order by trips").rows
        let expected: [[Value]] = [
            ["Moderate rain", "Cold", 1, 2, 2.0, 20.0, 0.5],
            ["Unknown", "Mild", 1, 6, 6.0, .double(88_810.0 / 4 / 60), .double(4.0 / 6)],
        ]
        #expect(rows == expected)
    }

    @Test(arguments: EngineKind.allCases) func stationsCountDeparturesArrivalsAndDays(kind: EngineKind) async throws {
        let rows = try await Self.built(kind).read("select * from marts.mart_station_stats order by station_id").rows
        let expected: [[Value]] = [
            ["JC1", "Grove Street", 1.5, 2.5, 3, 2, 5, 2, .double(2.0 / 3), 20.0, 1],
            ["JC2", "Hamilton", 3.0, 4.0, 2, 4, 6, 1, 0.5, 1440.0, 2],
            ["JC3", "New name", 5.0, 6.0, 2, 0, 2, 1, 0.5, 20.0, 1],
        ]
        #expect(rows == expected)
    }

    @Test(arguments: EngineKind.allCases) func everyTripIsAFactAndInvalidDurationsAreMarked(kind: EngineKind)
        async throws
    {
        let rows = try await Self.built(kind).read(
            "select ride_id, duration_seconds, is_valid_duration, member_casual, rideable_type, start_hour from core.fct_trips order by ride_id"
        ).rows
        let expected: [[Value]] = [
            ["a", 600, true, "member", "electric_bike", 8], ["b", 1800, true, "casual", "classic_bike", 9],
            ["c", -60, false, "member", "classic_bike", 10], ["d", 86_401, false, "member", "classic_bike", 11],
            ["e", 86_400, true, "unknown", "unknown", 12], ["f", 10, true, "member", "classic_bike", 23],
            ["g", 1200, true, "casual", "electric_bike", 0], ["h", nil, false, "member", "electric_bike", 6],
        ]
        #expect(rows == expected)
    }

    @Test(arguments: EngineKind.allCases) func dailyTripsAreCountedByRiderAndBike(kind: EngineKind) async throws {
        let rows = try await Self.built(kind).read(
            """
            select trip_date, member_casual, rideable_type, trips, valid_trips, total_duration_seconds,
              average_duration_minutes from core.fct_trips_daily order by 1, 2, 3
            """
        ).rows
        let expected: [[Value]] = [
            [Self.day("2024-05-03"), "casual", "classic_bike", 1, 1, 1800, 30.0],
            [Self.day("2024-05-03"), "member", "classic_bike", 3, 1, 10, .double(10.0 / 60)],
            [Self.day("2024-05-03"), "member", "electric_bike", 1, 1, 600, 10.0],
            [Self.day("2024-05-03"), "unknown", "unknown", 1, 1, 86_400, 1440.0],
            [Self.day("2024-05-04"), "casual", "electric_bike", 1, 1, 1200, 20.0],
            [Self.day("2024-05-04"), "member", "electric_bike", 1, 0, 0, nil],
        ]
        #expect(rows == expected)
    }

    @Test(arguments: EngineKind.allCases) func datesRunFromTheFirstToTheLastKnownDay(kind: EngineKind) async throws {
        let engine = try await Self.warehouse(kind)
        try await engine.run(
            "insert into raw.weather_daily (location, date) values ('new_york', '2024-04-30')")
        let project = try Self.load(engine)
        try await project.build(project.plan(Self.known, command: .run), engine: engine).throwIfFailed()
        let rows = try await engine.read(
            "select date, year, month, day_of_month, day_of_week, is_weekend from core.dim_date order by 1"
        ).rows
        let expected: [[Value]] = [
            [Self.day("2024-04-30"), 2024, 4, 30, 2, false], [Self.day("2024-05-01"), 2024, 5, 1, 3, false],
            [Self.day("2024-05-02"), 2024, 5, 2, 4, false], [Self.day("2024-05-03"), 2024, 5, 3, 5, false],
            [Self.day("2024-05-04"), 2024, 5, 4, 6, true],
        ]
        #expect(rows == expected)
    }

    @Test(arguments: EngineKind.allCases) func aSecondRunChangesNothing(kind: EngineKind) async throws {
        let engine = try await Self.built(kind)
        let tables = ["core.fct_trips", "core.dim_stations", "marts.mart_demand_daily", "marts.mart_station_stats"]
        var before: [[[Value]]] = []
        for table in tables {
            before.append(try await engine.read(SQL(raw: "select * from \(table) order by 1, 2")).rows)
        }
        let project = try Self.load(engine)
        try await project.build(project.plan(Self.known), engine: engine).throwIfFailed()
        for (index, table) in tables.enumerated() {
            #expect(try await engine.read(SQL(raw: "select * from \(table) order by 1, 2")).rows == before[index])
        }
    }

    @Test(arguments: [("tag:weather", false, true, 2), ("tag:bike_trips", true, false, 5)], EngineKind.allCases)
    func oneSourceAloneCanBeBuiltInAnEmptyWarehouse(
        _ example: (selection: String, hasTrips: Bool, hasWeather: Bool, models: Int), kind: EngineKind
    ) async throws {
        let engine = try await Self.warehouse(kind, trips: example.hasTrips, weather: example.hasWeather)
        let project = try Self.load(engine)
        let report = try await project.build(project.plan(TransformSelection([example.selection])), engine: engine)
        #expect(report.errors.map(\.description) == [])
        let built = report.results.filter { $0.status == .success && Self.models.contains($0.name) }
        #expect(built.count == example.models)
        #expect(report.count(.pass) > example.models)
    }

    /// What the words under `data_type:` mean.
    private static let types: [String: ColumnType] = [
        "text": .text, "bigint": .integer, "double": .double, "boolean": .boolean, "date": .day,
        "timestamp": .timestamp,
    ]

    @Test(arguments: EngineKind.allCases) func everyModelDescribesEveryColumnWithItsType(kind: EngineKind) async throws
    {
        let engine = try await Self.built(kind)
        let project = try Self.load(engine)
        for node in try project.nodes(Self.known) where node.kind == .model {
            let relation = try #require(node.relation)
            #expect(!node.description.isEmpty, "\(node.name)")
            let real = try #require(try await engine.withConnection { try $0.columns(of: relation) })
            let described = node.columns.map { "\($0.name) \(Self.types[$0.dataType ?? ""] ?? .json)" }
            let found = real.map { "\($0.name) \($0.type)" }
            if node.fullName.contains("staging") {
                for column in described { #expect(found.contains(column), "\(node.name).\(column)") }
            } else {
                #expect(described == found, "\(node.name)")
            }
        }
    }

    @Test(arguments: EngineKind.allCases) func aWeatherLocationCanBeChosen(kind: EngineKind) async throws {
        let engine = try await Self.warehouse(kind)
        let project = try TransformProject.load(
            folder: Self.folder, target: TransformTarget(name: "dev", dialect: engine.dialect),
            vars: ["weather_location": "tokyo"])
        try await project.build(project.plan(Self.known, command: .run), engine: engine).throwIfFailed()
        let rows = try await engine.read(
            "select rain_category, temperature_category from marts.mart_demand_daily order by date"
        ).rows
        #expect(rows == [["No rain", "Hot"], ["Unknown", "Unknown"]])
    }
}
