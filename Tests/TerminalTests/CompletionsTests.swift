import Foundation
import Subprocesses
import Testing

@testable import Terminal

@Suite struct CompletionsTests {
    /// What bash offers for a line, through the script itself.
    private func bashOffers(_ words: [String]) async throws -> [String] {
        let quoted = words.map(\.shellQuoted).joined(separator: " ")
        let script =
            SampleTree.root.completions(for: .bash)
            + "COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1); _tool; printf '%s\\n' \"${COMPREPLY[@]}\"\n"
        let shell = try Subprocess(SubprocessLaunch("bash", ["-c", script]), output: .kept(), messages: .inherited)
        #expect(await shell.waitForEnd().isSuccess)
        return shell.output.split(separator: "\n").map(String.init)
    }

    @Test(arguments: [
        (["tool", "in"], ["ingest"]),
        (["tool", "runs", "s"], ["show", "stop"]),
        (["tool", "ingest", "b"], ["bike_trips"]),
        (["tool", "ingest", "--fu"], ["--full-refresh"]),
        (["tool", "ingest", "weather", "--format", ""], ["csv", "text"]),
        (["tool", "ingest", "weather", "--format", "=", "c"], ["csv"]),
        (["tool", "--target", "runs", "ru"], ["runs"]),
        (["tool", "--target", "x"], []),
    ])
    func bashOffersWhatFits(words: [String], expected: [String]) async throws {
        #expect(try await bashOffers(words) == expected)
    }

    @Test(arguments: Shell.allCases)
    func everyCommandAndOptionStandsInTheScript(shell: Shell) {
        let script = SampleTree.root.completions(for: shell)
        for (path, command) in SampleTree.root.all {
            #expect(script.contains(path.joined(separator: " ")))
            for option in command.options {
                #expect(script.contains(shell == .fish ? "-l \(option.spec.name)" : option.spec.dashed))
            }
        }
        #expect(script.contains("bike_trips"))
    }

    @Test func descriptionsAreQuotedForEachShell() {
        let root = Command("tool", "it's", subcommands: [Command("one", "it's: one") { _ in }])
        #expect(root.completions(for: .zsh).contains(#"'one:it'\''s: one'"#))
        #expect(root.completions(for: .fish).contains(#"-a 'one' -d 'it\'s: one'"#))
    }
}
