import Diagnostics
import Testing

@testable import Terminal

@Suite struct ConsoleTests {
    @Test(
        arguments: [
            (80, false, false, true), (nil, false, false, false), (80, true, false, false), (80, false, true, false),
        ] as [(Int?, Bool, Bool, Bool)])
    func coloursNeedATerminalAndNobodyAgainstThem(width: Int?, json: Bool, noColor: Bool, expected: Bool) {
        let console = Console(output: CollectedText(), messages: CollectedText(), width: width, errorWidth: width)
            .with(json: json, noColor: noColor)
        #expect(console.allowsColor == expected)
        #expect(console.paint("x", .red) == (expected ? "\u{1B}[31mx\u{1B}[0m" : "x"))
    }

    @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
    func theEnvironmentForbidsColours(environment: [String: String]) {
        #expect(!Console.standard(environment: environment).allowsColor)
    }

    @Test func errorsFollowADocumentWithoutASecondOne() {
        let (output, messages) = (CollectedText(), CollectedText())
        let console = Console(output: output, messages: messages, json: true)
        console.note("not shown")
        console.print(["rows": 1])
        console.report([WeirError("a.b", "went wrong")])
        #expect(output.text == "{\n  \"rows\": 1\n}\n")
        #expect(messages.text == "error: went wrong\n")
    }

    @Test func notesAreMessages() {
        let (output, messages) = (CollectedText(), CollectedText())
        Console(output: output, messages: messages).note("for you")
        #expect(output.text == "")
        #expect(messages.text == "for you\n")
    }
}
