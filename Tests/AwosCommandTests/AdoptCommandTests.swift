import JSON
import Terminal
import Testing

@testable import AwosCommand

@Suite struct AdoptCommandTests {
    private func fixture() async throws -> AwosFixture {
        try await AwosFixture(["old/context/spec/002-lending/functional-spec.md": "# Lending\n\n- [x] It lends.\n"])
    }

    @Test func withoutWriteItOnlyTells() async throws {
        let fixture = try await fixture()
        let call = await fixture.call("adopt old")
        #expect(call.code == 0)
        #expect(call.output.contains("new     context/spec/002-lending/functional-spec.md"))
        #expect(call.messages == "nothing was written; take it over with --write\n")
        #expect(await fixture.call("status --json").json["specs"]?.array?.isEmpty == true)
    }

    @Test func whatIsWrittenIsASpecWithoutTicks() async throws {
        let fixture = try await fixture()
        let call = await fixture.call("adopt old --write --json")
        #expect(call.json["written"]?.integer == 1)
        #expect(call.json["specs"]?.array?.first?["criteria"]?["claimed"]?.integer == 1)
        let status = await fixture.call("status 2 --json")
        #expect(status.json["criteria"]?.array?.first?["proved"]?.bool == false)
        #expect(await fixture.call("adopt old --write --json").json["written"]?.integer == 0)
    }

    @Test func aFolderWithoutATreeIsAWrongCall() async throws {
        let call = try await fixture().call("adopt .")
        #expect(call.code == 2)
        #expect(call.messages.contains("name the folder that holds `context`"))
    }
}
