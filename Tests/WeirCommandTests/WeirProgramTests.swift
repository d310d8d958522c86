import JSON
import Terminal
import Testing

@testable import WeirCommand

@Suite struct WeirProgramTests {
    static let commands = WeirProgram.root.all.map(\.path)

    @Test(arguments: commands) func everyHelpPageFitsAndHasAnExample(path: [String]) async throws {
        let call = try await WeirFixture().call(path.dropFirst() + ["--help"], width: 80)
        #expect(call.code == 0)
        #expect(call.messages == "")
        #expect(call.output.contains("\nExamples:\n  "))
        #expect(call.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: commands) func everyExampleIsUnderstood(path: [String]) async throws {
        let command = try #require(WeirProgram.root.all.first { $0.path == path }?.command)
        for example in command.examples {
            let words = Self.words(of: example.line)
            guard let start = words.firstIndex(where: { $0.hasSuffix("weir") }) else {
                Issue.record("'\(example.line)' calls something else")
                continue
            }
            let end = words.firstIndex { [">", "|", "&&", ";"].contains($0) } ?? words.endIndex
            // Help is asked for beside, so that nothing runs: unknown commands and options are errors all the same.
            let call = try await WeirFixture().call(Array(words[(start + 1)..<end]) + ["--help"])
            #expect(call.code == 0, "'\(example.line)': \(call.messages)")
        }
    }

    @Test(arguments: commands) func everyCommandAndOptionIsExplained(path: [String]) throws {
        let command = try #require(WeirProgram.root.all.first { $0.path == path }?.command)
        let summaries = [command.summary] + command.options.map(\.spec.summary) + command.arguments.map(\.spec.summary)
        for summary in summaries {
            #expect(!summary.isEmpty && !summary.hasSuffix(".") && summary.first?.isUppercase != true, "'\(summary)'")
        }
    }

    @Test func unknownCommandsSuggestTheNearest() async throws {
        let call = try await WeirFixture().call("docter")
        #expect(call.code == 2)
        #expect(call.output == "")
        #expect(call.messages.hasPrefix("error: 'weir' has no command 'docter'\n  hint: did you mean 'doctor'?"))
    }

    @Test func theTreeIsDescribedAsOneDocument() async throws {
        let call = try await WeirFixture().call("commands --json")
        let names = call.json["subcommands"]?.array?.compactMap { $0["name"]?.string }
        #expect(names == WeirProgram.root.subcommands.map(\.name))
        #expect(call.messages == "")
    }

    @Test func commandsAreListedForPeople() async throws {
        let call = try await WeirFixture().call("commands", width: 80)
        #expect(call.output.contains("\nweir runs show"))
    }

    @Test(arguments: Shell.allCases) func completionsArePrinted(shell: Shell) async throws {
        let call = try await WeirFixture().call("completions \(shell.rawValue)")
        #expect(call.output == WeirProgram.root.completions(for: shell))
    }

    @Test func theVersionIsPrinted() async throws {
        let fixture = try WeirFixture()
        #expect(await fixture.call("version").output == "weir \(WeirProgram.version)\n")
        #expect(await fixture.call("--version").output == "weir \(WeirProgram.version)\n")
        #expect(await fixture.call("-V --json").json == ["version": .string(WeirProgram.version)])
        #expect(await fixture.call("version --json").json == ["version": .string(WeirProgram.version)])
    }

    @Test(arguments: ["runs", "validate"]) func withoutAProjectEveryPlaceIsListed(line: String) async throws {
        let fixture = try WeirFixture()
        let call = await fixture.call([line], in: fixture.folder.url.deletingLastPathComponent())
        #expect(call.code == 2)
        #expect(call.messages.hasPrefix("error: there is no project here: no weir.yml\n  looked for /"))
        #expect(call.messages.contains("looked for /weir.yml\n  hint: go to a project's folder"))
    }

    @Test func theProjectAndTheTargetCanBeNamed() async throws {
        let fixture = try WeirFixture()
        let elsewhere = fixture.folder.url.deletingLastPathComponent()
        let named = await fixture.call(["runs", "--project", fixture.folder.url.path], in: elsewhere)
        #expect(named.code == 0)
        let unknown = await fixture.call("runs --target dve")
        #expect(unknown.code == 2)
        #expect(
            unknown.messages == "error: weir.yml has no target 'dve'\n  hint: did you mean 'dev'? targets: dev, lite\n")
    }

    /// The words of a line, quotes taken off.
    private static func words(of line: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for sign in line {
            if sign == quote {
                quote = nil
            } else if quote == nil, sign == "'" || sign == "\"" {
                quote = sign
                word = word ?? ""
            } else if quote == nil, sign == " " {
                if let word { words.append(word) }
                word = nil
            } else {
                word = (word ?? "") + String(sign)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}
