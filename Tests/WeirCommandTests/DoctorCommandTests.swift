import JSON
import Testing

@testable import WeirCommand

@Suite struct DoctorCommandTests {
    @Test func everythingIsLookedAt() async throws {
        let call = try await WeirFixture().call("doctor --json")
        let findings = try #require(call.json["findings"]?.array)
        let names = findings.compactMap { $0["name"]?.string }
        #expect(
            names == [
                "SQLite", "libcurl", "libyaml", "libmicrohttpd", "libarchive", "cmark-gfm", "DuckDB", "python3",
                "vl-convert", "chromium", "clock", "network", "disk", "project", "target dev", "target lite",
            ])
        for finding in findings where finding["status"] != "found" {
            #expect(finding["fix"]?.string != nil, "\(finding)")
        }
        #expect(findings.first { $0["name"] == "DuckDB" }?["status"] == "found")
    }

    @Test func aBrokenProjectIsMissingAndExplained() async throws {
        let call = try await WeirFixture(settings: "name: a\ntargets: {dev: {engine: duckbd, warehouse: w}}\n").call(
            "doctor")
        #expect(call.code == 1)
        #expect(call.output.contains("MISSING  project        weir.yml is not valid"))
        #expect(call.messages.contains("--> weir.yml:2:25"))
    }

    @Test(arguments: [
        ("clock", "WEIR_NOW", "", "the machine's", "found"),
        ("clock", "WEIR_NOW", "2024-07-01T06:00:00Z", "stands at 2024-07-01T06:00:00.000Z, by WEIR_NOW", "found"),
        ("clock", "WEIR_NOW", "soon", "WEIR_NOW is 'soon', which is no moment in UTC", "missing"),
        ("network", "WEIR_OFFLINE", "0", "every machine", "found"),
        ("network", "WEIR_OFFLINE", "1", "only this machine, by WEIR_OFFLINE", "found"),
        ("network", "WEIR_OFFLINE", "off", "WEIR_OFFLINE is 'off', which is neither 1 nor 0", "missing"),
    ])
    func clockAndNetworkAreSaid(
        name: String, variable: String, value: String, detail: String, status: String
    ) async throws {
        let call = try await WeirFixture().call(["doctor", "--json"], environment: [variable: value])
        let found = call.json["findings"]?.array?.first { $0["name"]?.string == name }
        #expect(found?["detail"]?.string == detail && found?["status"]?.string == status)
        #expect(call.code == (status == "found" ? 0 : 1))
    }

    @Test func outsideOfAProjectTheMachineIsLookedAtAllTheSame() async throws {
        let fixture = try WeirFixture()
        let call = await fixture.call(["doctor", "--json"], in: fixture.folder.url.deletingLastPathComponent())
        let project = call.json["findings"]?.array?.first { $0["name"] == "project" }
        #expect(project?["status"] == "optional")
    }
}
