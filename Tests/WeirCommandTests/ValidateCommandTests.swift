import JSON
import Testing

@testable import WeirCommand

@Suite struct ValidateCommandTests {
    @Test func theProjectOfThisCheckoutIsValid() async throws {
        let fixture = try WeirFixture()
        let call = await fixture.call(
            ["validate", "--project", WeirFixture.checkout.path], parts: ProjectParts.current)
        #expect(call.messages == "")
        #expect(call.code == 0)
        #expect(call.output.hasSuffix("everything is valid\n"))
    }

    @Test func everyMistakeIsSaidAtOnce() async throws {
        let settings = "targets: {dev: {engine: duckbd, warehouse: w}}\npublsh: a\n"
        let call = try await WeirFixture(settings: settings).call("validate --json")
        #expect(call.code == 2)
        #expect(call.json["errors"]?.array?.count == 3)
    }

    @Test func namesOfUnknownSourcesAreFound() async throws {
        let settings = WeirFixture.settings.replacing("bike_trips:", with: "bike_trip:")
        let call = try await WeirFixture(settings: settings).call("validate")
        #expect(call.code == 2)
        #expect(call.messages.contains("'bike_trip', which Modules/Ingest/Sources does not have"))
        #expect(call.messages.contains("did you mean 'bike_trips'?"))
        #expect(call.messages.contains("the source 'bike_trips' needs the setting 'location'"))
    }

    @Test func aMistypedSettingIsFoundAtItsPlace() async throws {
        let settings = WeirFixture.settings.replacing("latitude:", with: "latitdue:")
        let call = try await WeirFixture(settings: settings).call("validate")
        #expect(call.code == 2)
        #expect(
            call.messages == """
                error: the source 'weather' has no setting 'latitdue'
                  --> weir.yml:9:38
                     9 |     {location: .weir/sample/weather, latitdue: 40.7128, longitude: -74.0060, timezone: America/New_York, name: new_york}
                       |                                      ^^^^^^^^
                  hint: did you mean 'latitude'?

                """)
    }

    @Test func theSettingsOfEveryTargetAreRead() async throws {
        let live = """
              live:
                engine: duckdb
                warehouse: .weir/live.duckdb
                sources: {weather: {retry_seconds: soon, new_fields: addd, latitude: "${NOT_ON_THIS_MACHINE}"}}
            sources:
            """
        let settings = WeirFixture.settings.replacing("sources:", with: live, maxReplacements: 1)
        let fixture = try WeirFixture(settings: settings)
        let call = await fixture.call("validate")
        #expect(call.code == 2)
        #expect(call.messages.contains("the setting sources.weather.retry_seconds cannot be 'soon'"))
        #expect(call.messages.contains("the setting sources.weather.new_fields cannot be 'addd'"))
        #expect(call.messages.contains("--> weir.yml:9:25\n"))
        #expect(call.messages.contains("in target live"))
        #expect(!call.messages.contains("NOT_ON_THIS_MACHINE'"))
        let meant = await fixture.call("validate --target live")
        #expect(meant.messages.contains("NOT_ON_THIS_MACHINE"))
    }

    @Test func everyPartIsCounted() async throws {
        let call = try await WeirFixture().call("validate --json")
        #expect(call.json["valid"] == true)
        #expect(call.json["found"]?["notebooks"] == "marts_eda")
        #expect(call.json["found"]?["pages"] == "catalog, index, quality, runs, weather")
        #expect(call.json["found"]?["pipelines"] == "bike_trips, weather, city_bikes")
    }

    @Test func thePagesAreTriedOnThePublishedData() async throws {
        let fixture = try await WeirFixture.loaded()
        #expect(await fixture.call("transform build").code == 0)
        let call = await fixture.call("validate")
        #expect(call.code == 0, "\(call.messages)")
    }

    @Test func whatReadsAModelThatIsNotBuiltYetIsNoMistake() async throws {
        let fixture = try WeirFixture()
        try await fixture.prepare(
            ["create schema marts", "create table marts.mart_other as select 1 as a"], publish: true)
        let call = await fixture.call("validate")
        #expect(call.code == 0, "\(call.messages)")
    }

    @Test func notebooksAreTriedOnThePublishedData() async throws {
        let fixture = try await WeirFixture.loaded()
        #expect(await fixture.call("transform build").code == 0)
        let name = "Modules/Notebooks/Library/marts_eda.ipynb"
        let text = try String(contentsOf: fixture.folder.file(name), encoding: .utf8)
        try fixture.folder.write(
            text.replacing("from marts.mart_weather_effect", with: "from marts.mart_weather_efect"), to: name)
        let call = await fixture.call("validate")
        #expect(call.code != 0)
        #expect(call.messages.contains("of 'marts_eda.ipynb': there is no table"), "\(call.messages)")
        #expect(call.messages.contains("did you mean 'marts.mart_weather_effect'?"))
        #expect(try String(contentsOf: fixture.folder.file(name), encoding: .utf8).contains("\"outputs\": []"))
    }
}
