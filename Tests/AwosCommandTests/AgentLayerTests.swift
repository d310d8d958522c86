import Foundation
import Testing

@testable import AwosCommand
@testable import Terminal

/// Every call of awos that a person or an agent is told to make is one that awos understands.
@Suite struct AgentLayerTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let documents: [String] = {
        let folders = [".claude/commands/awos", ".claude/agents", ".claude/skills", "docs"]
        let below = folders.flatMap { folder in
            let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)?.allObjects ?? []
            return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
        }
        return below.sorted() + ["README.md", "CLAUDE.md"]
    }()

    @Test(arguments: documents) func everyCallIsUnderstood(document: String) throws {
        let text = try String(contentsOf: Self.root.appending(path: document), encoding: .utf8)
        for line in Self.calls(in: text) {
            #expect(throws: Never.self, "\(document): \(line)") {
                _ = try CommandParser.parse(
                    Self.words(line), root: AwosProgram.root, globals: AwosProgram.globals)
            }
        }
    }

    @Test func theCommandsOfTheLayerCallAwos() throws {
        let commands = Self.documents.filter { $0.hasPrefix(".claude/commands/awos/") }
        #expect(commands.count >= 5)
        for document in commands {
            let text = try String(contentsOf: Self.root.appending(path: document), encoding: .utf8)
            #expect(!Self.calls(in: text).isEmpty, "\(document) calls nothing")
        }
    }

    @Test func callsAreFoundInCodeAndInBlocks() {
        let text = """
            Say `awos next 003` and `.weir/bin/awos spec "a b" --json`, not awos.

                ./awos status   # all
                ../judge/.weir/bin/awos check --project .

            """
        let calls = Self.calls(in: text)
        #expect(calls == [" next 003", " spec \"a b\" --json", " status", " check --project ."])
        #expect(Self.words(calls[1]) == ["spec", "a b", "--json"])
        #expect(throws: (any Error).self) {
            try CommandParser.parse(["nxt"], root: AwosProgram.root, globals: AwosProgram.globals)
        }
    }

    /// The words behind `awos` in code spans, and in lines of indented blocks.
    static func calls(in text: String) -> [String] {
        text.split(separator: "\n").flatMap { line -> [String] in
            if let match = line.wholeMatch(of: /\ {4}(?:[.\/a-z]*\/)?awos( [^#]*?)?\s*(?:#.*)?/) {
                return [String(match.1 ?? "")]
            }
            return line.matches(of: /`(?:[.\/a-z]*\/)?awos( [^`]*)`/).map { String($0.1) }
        }
    }

    /// Words as a shell takes them apart, without anything that it would replace.
    static func words(_ line: String) -> [String] {
        line.matches(of: /"([^"]*)"|'([^']*)'|([^\s"']+)/).map { String($0.1 ?? $0.2 ?? $0.3 ?? "") }
    }
}
