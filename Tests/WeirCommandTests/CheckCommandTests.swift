import Foundation
import JSON
import Testing

@testable import WeirCommand

@Suite struct CheckCommandTests {
    @Test func aSourceIsCheckedAndItsResultsAreKept() async throws {
        let fixture = try await WeirFixture.loaded()
        let call = await fixture.call("check weather --report", width: 80)
        #expect(call.code == 0, "\(call.messages)")
        #expect(call.output.contains("17 checks passed\nwrote .weir/target/quality/weather.html\n"))
        #expect(FileManager.default.fileExists(atPath: fixture.folder.file(".weir/target/quality/weather.html").path))
    }

    @Test func aFailingCheckExitsWithOne() async throws {
        let fixture = try await WeirFixture.loaded()
        try await fixture.prepare(["update raw.weather_daily set location = null"])
        let call = await fixture.call("check weather.raw --json")
        #expect(call.code == 1)
        #expect(call.json["passed"] == false)
        let failed = call.json["results"]?.array?.first { $0["check"] == "not_null(location)" }
        #expect(failed?["status"] == "failed")
        #expect(failed?["rows_failing"] == 59)
        #expect(call.messages.hasPrefix("error: "))
    }

    @Test(arguments: ["dev", "lite"]) func aPlanPrintsTheStatementsAndRunsNoCheck(target: String) async throws {
        let fixture = try await WeirFixture.sampled()
        #expect(await fixture.call("ingest weather --target \(target)").code == 0)
        let call = await fixture.call("check weather --plan --target \(target)")
        #expect(call.code == 0, "\(call.messages)")
        #expect(call.output.hasPrefix("-- weather.raw: raw.weather_daily, "))
        #expect(call.output.contains(" checks\nselect\n  count("))
        let json = await fixture.call("check weather.raw --plan --json --target \(target)").json
        #expect(json["checks"]?.integer == 17)
        let statement = try #require(json["tables"]?[0]?["statements"]?[0]?.string)
        #expect(await fixture.call(["query", "--live", statement, "--target", target]).code == 0)
        let runs = await fixture.call("runs --json --target \(target)").json["runs"]?.array
        #expect(runs?.compactMap { $0["pipeline"]?.string } == ["ingest weather"])
    }

    @Test func everythingGreenPublishes() async throws {
        let fixture = try await WeirFixture.loaded()
        #expect(await fixture.call("transform run").code == 0)
        #expect(await fixture.call(["query", "select 1"]).code == 2)
        let call = await fixture.call("check --all --json")
        #expect(call.code == 0, "\(call.messages)")
        let query = await fixture.call(["query", "--csv", "select count(*) > 50 as kept from quality.results"])
        #expect(query.output == "kept\ntrue\n")
    }

    @Test(arguments: [
        ("check", "'weir check' needs a suite or --all"),
        ("check weather --all", "a suite and --all exclude each other"),
        ("check weather --plan --report", "--plan and --report exclude each other"),
        ("check weather --plan", "target 'dev' has no warehouse yet"),
        ("check wether", "there is no suite 'wether'"),
    ])
    func wrongCallsAreSaid(line: String, message: String) async throws {
        let call = try await WeirFixture().call(line)
        #expect(call.code == 2)
        #expect(call.messages.contains(message))
    }
}
