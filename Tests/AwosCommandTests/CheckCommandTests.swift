import JSON
import Terminal
import Testing

@testable import AwosCommand

@Suite struct CheckCommandTests {
    @Test func aTreeInOrderHasNothingToSay() async throws {
        let call = try await AwosFixture(["CLAUDE.md": "Call `awos check`.\n"]).call("check")
        #expect(call.code == 0)
        #expect(call.output == "0 specs and 1 guide: nothing to say\n")
    }

    @Test func anErrorEndsWithOne() async throws {
        let fixture = try await AwosFixture(["docs/a.md": "x", "CLAUDE.md": "Call `awos chek`.\n"])
        let call = await fixture.call("check")
        #expect(call.code == 1)
        #expect(call.output.hasPrefix("error: `awos chek` cannot be called: there is no 'chek'\n  --> CLAUDE.md:1:7\n"))
        #expect(call.output.contains("did you mean 'check'?"))
        #expect(call.messages.contains("1 error in the documents"))
    }

    @Test func oneDocumentIsForPrograms() async throws {
        let fixture = try await AwosFixture(["CLAUDE.md": "`Modules/Gone.swift`\n", "context/spec/001-a/x": "y"])
        let call = await fixture.call("check --json")
        #expect(call.code == 1)
        let found = call.json["diagnostics"]?.array ?? []
        #expect(found.first?["severity"]?.string == "error")
        #expect(found.first?["code"]?.string == "awos.gone_path")
        #expect(found.first?["file"]?.string == "CLAUDE.md")
        #expect(found.first?["line"]?.integer == 1)
        #expect(found.first?["column"]?.integer == 2)
        #expect(call.json["errors"]?.integer == 2)
    }

    @Test func warningsAloneAreNoFailure() async throws {
        let call = try await AwosFixture(["CLAUDE.md": "Call `weir run`, always.\n"]).call("check")
        #expect(call.code == 0)
        #expect(call.output.contains("warning: `weir` is not built"))
        #expect(call.output.hasSuffix("0 specs and 1 guide: 1 to look at\n"))
    }
}
