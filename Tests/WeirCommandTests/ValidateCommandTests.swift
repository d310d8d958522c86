import JSON
import Testing

@testable import WeirCommand

@Suite struct ValidateCommandTests {
    @Test func theProjectOfThisCheckoutIsValid() async throws {
        let fixture = try WeirFixture()
        let call = await fixture.call(["validate", "--project", WeirFixture.checkout.path])
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
}
