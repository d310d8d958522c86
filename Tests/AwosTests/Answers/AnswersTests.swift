import Diagnostics
import DurableFiles
import Synchronization
import Testing

@testable import Awos

@Suite struct AnswersTests {
    private func read(_ text: String) throws -> Answers {
        let folder = try TemporaryDirectory()
        return try AnswersFile(contentsOf: try folder.write(text, to: "a.yml"), shown: "a.yml")
            .answers(to: ["purpose", "users"])
    }

    @Test func aTextAndAListAreAnswers() throws {
        let answers = try read("purpose: to know\nusers: [planners, 'riders, too']\n")
        #expect(answers["purpose"] == ["to know"])
        #expect(answers["users"] == ["planners", "riders, too"])
        #expect(answers.text("users") == "planners\nriders, too")
        #expect(try read("purpose: ''\n").texts.isEmpty)
    }

    @Test(
        arguments: [
            ("purpos: a\n", "yaml.unknown_key", "a.yml:1:1"), ("purpose: {a: b}\n", "yaml.wrong_type", "a.yml:1:10"),
            ("purpose: [a\n", "yaml.syntax", "a.yml:2:1"), ("- purpose\n", "yaml.wrong_type", "a.yml:1:1"),
            ("users: a\nusers: b\n", "yaml.duplicate_key", "a.yml:2:1"),
        ] as [(String, WeirError.Code, String)])
    func aMistakeIsSaidWithItsPlace(text: String, code: WeirError.Code, place: String) {
        let error = #expect(throws: WeirError.self) { try read(text) }
        #expect(error?.code == code)
        #expect(error?.location?.description == place)
        #expect(error?.exitCode == 2)
    }

    @Test func aFileThatIsNotThereIsSaid() throws {
        let folder = try TemporaryDirectory()
        let error = #expect(throws: WeirError.self) {
            _ = try AnswersFile(contentsOf: folder.file("a.yml"), shown: "a.yml")
        }
        #expect(error?.message == "the answers file a.yml cannot be read")
        #expect(error?.exitCode == 2)
    }

    @Test func fourQuestionsAreAskedAtATime() async {
        let questions = (1...6).map { Interview.Question("q\($0)", "What \($0)?", assumption: $0 == 1 ? "one" : nil) }
        let said = Mutex<[String]>([])
        let lines = Mutex(["a", "", "c", "d", "e", "f"])
        let interview = Interview(
            say: { line in said.withLock { $0.append(line) } },
            line: { lines.withLock { $0.isEmpty ? nil : $0.removeFirst() } })
        let answers = await interview.answers(to: questions)
        #expect(answers.texts == ["q1": ["a"], "q3": ["c"], "q4": ["d"], "q5": ["e"], "q6": ["f"]])
        let all = said.withLock { $0 }
        #expect(all.count == 8)
        #expect(all[1] == "q1: What 1? [one]")
        #expect(all[5].hasPrefix("Questions 5 to 6 of 6."))
    }

    @Test(arguments: [["a", "q", "c"], ["a"]]) func askingStopsWhenThePersonDoes(lines: [String]) async {
        let rest = Mutex(lines)
        let interview = Interview(
            say: { _ in }, line: { rest.withLock { $0.isEmpty ? nil : $0.removeFirst() } })
        let questions = (1...3).map { Interview.Question("q\($0)", "?", assumption: nil) }
        #expect(await interview.answers(to: questions).texts == ["q1": ["a"]])
    }

    @Test func aWrongAnswerIsAskedAgain() async {
        let said = Mutex<[String]>([])
        let lines = Mutex(["bad", "good", ""])
        let interview = Interview(
            say: { text in said.withLock { $0.append(text) } },
            line: { lines.withLock { $0.isEmpty ? nil : $0.removeFirst() } })
        let questions = (1...2).map { Interview.Question("q\($0)", "?", assumption: nil) }
        let answers = await interview.answers(to: questions) { $1 == "bad" ? "\($0.id) is bad" : nil }
        #expect(answers.texts == ["q1": ["good"]])
        #expect(said.withLock { Array($0.dropFirst()) } == ["q1: ?", "q1 is bad", "q1: ?", "q2: ?"])
    }
}
