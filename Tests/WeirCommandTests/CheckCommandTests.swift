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
        ("check wether", "there is no suite 'wether'"),
    ])
    func wrongCallsAreSaid(line: String, message: String) async throws {
        let call = try await WeirFixture().call(line)
        #expect(call.code == 2)
        #expect(call.messages.contains(message))
    }
}
