import Diagnostics
import Foundation
import HTTPClient
import Ingest
import SQLiteEngine
import SampleData
import Testing
import Warehouse

@Suite struct WeatherTests {
    private let address = "https://archive.test/v1/archive"

    @Test func anAnswerThatIsNoJSONIsNamedByItsAddressOrFile() async throws {
        let bench = try await IngestBench()
        let settings = ["location": "https://weather.test/archive", "from": "2024-06-01"]
        let asked = try await bench.failure(
            .weather, settings, IngestRequest(), ScriptedTransport { _ in .json("{\"daily\": {") })
        #expect(asked.code == "ingest.no_json")
        #expect(asked.message.hasPrefix("the answer of https://weather.test/archive?"))
        try bench.write("{\"daily\": {\"time\": [", to: "june.json")
        let read = try await bench.failure(.weather)
        #expect(read.code == "ingest.no_json")
        #expect(read.message.hasPrefix("'june.json' is not JSON: "))
        #expect(read.hint == "look into it: it may be cut short; fetch it again")
    }

    @Test func parallelArraysBecomeRowsInMetricUnits() async throws {
        let bench = try await IngestBench()
        try bench.write(Answers.imperial, to: "ny.json")
        let report = try await bench.run(.weather)
        #expect(report.rowsRead == 4)
        #expect(
            try await bench.rows(
                """
                select location, date, weather_code, temperature_max_celsius, temperature_min_celsius,
                  temperature_mean_celsius, precipitation_mm, rain_mm, snowfall_cm, wind_speed_max_kmh
                from raw.weather_daily order by date
                """) == [
                    // 50 °F, 32 °F, 41 °F; 1 inch, 0.5 inch, 2 inch of snow; 10 mph.
                    "new_york|2024-05-01|61|10.0|0.0|5.0|25.4|12.7|5.08|16.09344", "new_york|2024-05-02||||||||",
                ])
        #expect(
            try await bench.rows(
                """
                select location, time, weather_code, temperature_celsius, relative_humidity_percent, precipitation_mm,
                  rain_mm, snowfall_cm, wind_speed_kmh from raw.weather_hourly order by time
                """) == [
                    "new_york|2024-05-01 00:00:00|3|20.0|81.0|0.0|0.0|0.0|16.09344",
                    "new_york|2024-05-01 01:00:00|61|0.0|79.5|2.54|2.54|0.0|8.04672",
                ])
        #expect(
            try await bench.rows("select resource, cursor from raw._weir_state order by 1")
                == ["raw.weather_daily|2024-05-02", "raw.weather_hourly|2024-05-01 01:00:00"])
        #expect(
            try await bench.rows("select resource, rows_read from raw._weir_files order by 1")
                == ["raw.weather_daily|2", "raw.weather_hourly|2"])
        #expect(try await bench.run(.weather).loads.isEmpty)
    }

    @Test func asksForYearsInPiecesUpToYesterday() async throws {
        let bench = try await IngestBench()
        let server = ScriptedTransport { _ in .json(Answers.imperial) }
        try await bench.run(.weather, ["location": address], IngestRequest(from: "2023-05-15", to: "2024-12"), server)
        let queries = server.requests.map { $0.url.query ?? "" }
        #expect(queries.count == 2)
        // The clock stands at 2024-06-20; 2023-05-15 and 364 days are 2024-05-13.
        #expect(queries[0].contains("&start_date=2023-05-15&end_date=2024-05-13&"))
        #expect(queries[1].contains("&start_date=2024-05-14&end_date=2024-06-19&"))
        #expect(queries[0].hasPrefix("latitude=40.7128&longitude=-74.0060&timezone=America%2FNew_York&"))
        #expect(queries[0].contains("&daily=weather_code%2Ctemperature_2m_max%2C"))
        #expect(
            queries[0].hasSuffix(
                "&hourly=weather_code%2Ctemperature_2m%2Crelative_humidity_2m%2Cprecipitation%2Crain%2Csnowfall%2Cwind_speed_10m"
            ))
    }

    @Test func goesBackFiveDaysBeforeItsCursor() async throws {
        let bench = try await IngestBench()
        let server = ScriptedTransport { _ in .json(Answers.imperial) }
        try await bench.run(.weather, ["location": address], IngestRequest(from: "2024-05", to: "2024-05"), server)
        let plan = try await bench.ingestion(server).plan(.weather, settings: ["location": address])
        // The lesser cursor of the two tables is 2024-05-01.
        #expect(plan.parts.map { $0.requests.map(\.from) } == [[CalendarDay("2024-04-26")]])
        #expect(plan.parts.map { $0.requests.map(\.to) } == [[CalendarDay("2024-06-19")]])
    }

    @Test func aLaterAnswerReplacesDaysByPlaceAndDay() async throws {
        let bench = try await IngestBench()
        let server = ScriptedTransport([
            .json(Answers.imperial), .json(Answers.imperial.replacing("[50, null]", with: "[68, 59]")),
        ])
        try await bench.run(.weather, ["location": address], IngestRequest(from: "2024-05", to: "2024-05"), server)
        let report = try await bench.run(.weather, ["location": address], IngestRequest(), server)
        #expect(
            try #require(report.loads.first).tables.map(\.counts) == [
                MergeCounts(replaced: 2), MergeCounts(replaced: 2),
            ])
        #expect(
            try await bench.rows("select temperature_max_celsius from raw.weather_daily order by date") == [
                "20.0", "15.0",
            ])
    }

    @Test func theSampleLoadsOnceWhateverItsUnits() async throws {
        let bench = try await IngestBench()
        let sample = try await SamplePlan(SampleOptions(months: 3, trips: 1000, seed: 7), in: bench.input).apply()
        try await bench.run(.weather, ["location": "input/weather"])
        #expect(
            try await bench.rows("select count(*), count(rain_mm) from raw.weather_daily")
                == ["\(sample.weatherDays)|\(sample.weatherDays - sample.daysWithoutRainReading)"])
        #expect(try await bench.rows("select count(*) from raw.weather_hourly") == ["\(sample.weatherDays * 24)"])
        #expect(
            try await bench.rows(
                "select count(*) from raw.weather_daily where temperature_max_celsius not between -25 and 45")
                == ["0"])
        #expect(try await bench.run(.weather, ["location": "input/weather"]).skippedFiles == 3)
    }

    @Test(arguments: [false, true], ["DuckDB", "SQLite"])
    func aRecordedAnswerMayHoldOnePartOfTheAPI(_ hasOther: Bool, _ engine: String) async throws {
        let bench = try await IngestBench(engine: engine == "SQLite" ? try await SQLite.open() : nil)
        let daysAlone = Answers.imperial.replacing("\"hourly\":", with: "\"minutely_15\":")
        try bench.write(daysAlone, to: "days.json")
        if hasOther { try bench.write(Answers.imperial, to: "whole.json") }
        let report = try await bench.run(.weather)
        let tables = try #require(report.loads.first).tables
        #expect(tables.map(\.rowsRead) == (hasOther ? [4, 2] : [2, 0]))
        #expect(tables.map(\.schemaChanges) == [[], ["passed over, has no 'hourly': days.json"]])
        #expect(
            try await bench.rows("select date, temperature_max_celsius from raw.weather_daily order by date")
                == ["2024-05-01|10.0", "2024-05-02|"])
        #expect(try await bench.rows("select count(*) from raw.weather_hourly") == [hasOther ? "2" : "0"])
        // What was passed over is known, and not looked at again.
        #expect(try await bench.run(.weather).loads.isEmpty)
    }

    @Test func aRecordedAnswerWithoutAnyPartIsNone() async throws {
        let bench = try await IngestBench()
        let other = Answers.imperial.replacing("\"daily\":", with: "\"weekly\":")
            .replacing("\"hourly\":", with: "\"minutely_15\":")
        try bench.write(other, to: "ny.json")
        let error = try await bench.failure(.weather)
        #expect(error.code == "ingest.no_records")
        #expect(error.message.contains("'ny.json' has nothing under 'daily'"))
    }

    @Test func anAnswerThatWasAskedForHoldsEveryPart() async throws {
        let bench = try await IngestBench()
        let answer = Answers.imperial.replacing("\"hourly\":", with: "\"minutely_15\":")
        let error = try await bench.failure(
            .weather, ["location": address, "from": "2024-06-01"], IngestRequest(),
            ScriptedTransport { _ in .json(answer) })
        #expect(error.code == "ingest.no_records")
        #expect(error.message.contains("has nothing under 'hourly'"))
    }

    @Test(arguments: [
        ("\"rain_sum\": [0.5, null], ", "", "ingest.vanished_field", "lacks 'rain_sum' under 'daily'"),
        ("[0.5, null]", "[0.5]", "ingest.uneven_arrays", "the arrays under 'daily'"),
        (
            "\"rain_sum\": \"inch\"", "\"rain_sum\": \"furlong\"", "ingest.unknown_unit",
            "the unit 'furlong' for 'rain_sum'"
        ),
    ])
    func refusesAnAnswerThatIsNotWhole(_ part: String, _ other: String, _ code: String, _ message: String) async throws
    {
        let bench = try await IngestBench()
        #expect(Answers.imperial.contains(part))
        try bench.write(Answers.imperial.replacing(part, with: other), to: "ny.json")
        let error = try await bench.failure(.weather)
        #expect(error.code.rawValue == code)
        #expect(error.message.contains(message))
        #expect(error.message.contains("'ny.json'"))
    }
}

enum Answers {
    /// Two days and two hours in imperial units; the second day has no readings yet.
    static let imperial = """
        {"latitude": 40.7, "longitude": -74.0, "utc_offset_seconds": -14400, "timezone": "America/New_York",
         "daily_units": {"time": "iso8601", "weather_code": "wmo code", "temperature_2m_max": "°F",
           "temperature_2m_min": "°F", "temperature_2m_mean": "°F", "precipitation_sum": "inch", "rain_sum": "inch",
           "snowfall_sum": "inch", "wind_speed_10m_max": "mp/h"},
         "daily": {"time": ["2024-05-01", "2024-05-02"], "weather_code": [61, null], "temperature_2m_max": [50, null],
           "temperature_2m_min": [32.0, null], "temperature_2m_mean": [41, null], "precipitation_sum": [1, null],
           "rain_sum": [0.5, null], "snowfall_sum": [2, null], "wind_speed_10m_max": [10, null]},
         "hourly_units": {"time": "iso8601", "weather_code": "wmo code", "temperature_2m": "°F",
           "relative_humidity_2m": "%", "precipitation": "inch", "rain": "inch", "snowfall": "inch",
           "wind_speed_10m": "mp/h"},
         "hourly": {"time": ["2024-05-01T00:00", "2024-05-01T01:00"], "weather_code": [3, 61],
           "temperature_2m": [68, 32], "relative_humidity_2m": [81, 79.5], "precipitation": [0, 0.1],
           "rain": [0, 0.1], "snowfall": [0, 0], "wind_speed_10m": [10, 5]}}
        """
}
