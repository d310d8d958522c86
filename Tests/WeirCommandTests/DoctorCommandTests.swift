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
                "vl-convert", "chromium", "disk", "project", "target dev", "target lite",
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

    @Test func outsideOfAProjectTheMachineIsLookedAtAllTheSame() async throws {
        let fixture = try WeirFixture()
        let call = await fixture.call(["doctor", "--json"], in: fixture.folder.url.deletingLastPathComponent())
        let project = call.json["findings"]?.array?.first { $0["name"] == "project" }
        #expect(project?["status"] == "optional")
    }
}
