import Foundation
import JSON
import Testing

@testable import WeirCommand

@Suite struct TransformCommandTests {
    @Test func aWholeBuildPublishes() async throws {
        let fixture = try await WeirFixture.loaded()
        let build = await fixture.call("transform build", width: 80)
        #expect(build.code == 0, "\(build.messages)")
        #expect(build.output.contains("\nmart_demand_daily"))
        #expect(build.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
        let query = await fixture.call(["query", "--csv", "select sum(trips) as trips from marts.mart_demand_daily"])
        #expect(query.output == "trips\n600\n")
        #expect(FileManager.default.fileExists(atPath: fixture.folder.file(".weir/target/manifest.json").path))
    }

    @Test func aPartOfTheModelsIsBuiltAndNotPublished() async throws {
        let fixture = try await WeirFixture.loaded()
        let build = await fixture.call("transform run --select staging --json")
        let results = build.json["results"]?.array
        #expect(
            results?.compactMap { $0["name"]?.string }.sorted() == [
                "stg_bike_trips", "stg_weather_daily", "stg_weather_hourly",
            ])
        #expect(await fixture.call(["query", "select 1"]).messages.contains("nothing is published"))
        let show = await fixture.call("transform show stg_weather_daily --limit 2 --json")
        #expect(show.json["rows"]?.array?.count == 2)
    }

    @Test func aFailedBuildSaysWhichModelAndPublishesNothing() async throws {
        let fixture = try await WeirFixture.loaded()
        try await fixture.prepare(["update raw.weather_daily set date = null"])
        let build = await fixture.call("transform build --json")
        #expect(build.code == 1)
        #expect(build.json["success"] == false)
        #expect(build.messages.contains("not_null_stg_weather_daily_date"))
        #expect(await fixture.call(["query", "select 1"]).messages.contains("nothing is published"))
        #expect(await fixture.call("runs --json").json["runs"]?[0]?["status"] == "failed")
    }

    @Test func withoutDataTheMissingTableIsNamed() async throws {
        let call = try await WeirFixture().call("transform build --select stg_bike_trips")
        #expect(call.code == 1)
        #expect(call.messages.contains("bike_trips"))
    }

    @Test func modelsAreListedWithoutAWarehouse() async throws {
        let call = try await WeirFixture().call("transform ls --select marts --json")
        let models = call.json["nodes"]?.array?.filter { $0["kind"] == "model" }
        #expect(
            models?.compactMap { $0["name"]?.string }.sorted() == [
                "mart_demand_daily", "mart_station_stats", "mart_weather_effect",
            ])
    }

    @Test func anUnknownSelectionSuggestsTheNearest() async throws {
        let call = try await WeirFixture().call("transform ls --select mart_demand_dayly")
        #expect(call.code == 2)
        #expect(call.messages.contains("mart_demand_daily"))
    }

    @Test func varsAreYAML() async throws {
        let wrong = try await WeirFixture().call(["transform", "ls", "--vars", "not a mapping"])
        #expect(wrong.code == 2)
        #expect(wrong.messages.contains("--vars cannot be 'not a mapping'"))
        let right = try await WeirFixture().call(["transform", "ls", "--vars", "{weather_location: boston}"])
        #expect(right.code == 0)
    }

    @Test func compiledSQLIsWritten() async throws {
        let fixture = try await WeirFixture.loaded()
        let call = await fixture.call("transform compile --select stg_weather_daily")
        #expect(call.code == 0, "\(call.messages)")
        let files = try FileManager.default.subpathsOfDirectory(
            atPath: fixture.folder.file(".weir/target/compiled").path)
        #expect(files.contains { $0.hasSuffix("stg_weather_daily.sql") })
    }
}
