import JSON
import Testing

@testable import Terminal

@Suite struct ProgramTests {
    @Test func failedWorkExitsWithOne() async {
        let call = await SampleTree.call("runs fail")
        #expect(call.messages == "error: 2 checks failed\n")
        #expect(call.code == 1)
    }

    @Test func cancelledWorkExitsWith130() async {
        let call = await SampleTree.call("runs stop")
        #expect(call.messages == "error: interrupted\n")
        #expect(call.code == 130)
    }

    @Test func severalErrorsAreAllShown() async {
        let call = await SampleTree.call("runs bad")
        #expect(call.messages == "error: first\n\nerror: second\n")
        #expect(call.code == 2)
    }

    @Test(arguments: ["runs bad --json", "--json runs bad"])
    func errorsAreADocumentWithJSON(line: String) async throws {
        let call = await SampleTree.call(line)
        let document = try JSONValue.parse(call.output)
        #expect(document["errors"]?.array?.compactMap { $0["message"]?.string } == ["first", "second"])
        #expect(call.messages.hasPrefix("error: first\n"))
    }

    @Test(arguments: ["", "--help", "help", "-h"])
    func theProgramAloneShowsHelp(line: String) async {
        let call = await SampleTree.call(line)
        #expect(call.output.hasPrefix("tool: a tool for tests\n\nUsage:\n  tool COMMAND [OPTIONS]\n\nCommands:\n"))
        #expect(call.code == 0)
    }

    @Test(arguments: ["runs show --help", "help runs show", "runs --help show", "--help runs show"])
    func helpNeedsNoArgument(line: String) async {
        let call = await SampleTree.call(line)
        #expect(
            call.output.hasPrefix(
                "tool runs show: show a run\n\nUsage:\n  tool runs show ID\n\nArguments:\n  ID  the run's id\n"))
        #expect(call.code == 0)
    }

    @Test func optionsBehindTwoDashesAreWords() async {
        let call = await SampleTree.call("ingest weather -- --json")
        #expect(call.output.contains(#"words=["--json"]"#))
    }
}
