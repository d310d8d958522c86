import Diagnostics
import Foundation
import JSON

/// A tree of commands as a program: parses, helps, runs, reports, and says how to exit.
public struct Program: Sendable {
    private let root: Command
    private let globals: [any CommandOption]

    /// A program of this tree.
    public init(_ root: Command, globals: [any CommandOption] = GlobalOptions.all) {
        self.root = root
        self.globals = globals
    }

    /// Does what `words` (without the program's name) ask for; the exit code: 0 done, 1 failed, 2 wrong call, 130 interrupted.
    public func run(
        _ words: [String], console: Console, environment: [String: String], directory: URL
    ) async -> Int32 {
        let given = words.prefix { $0 != "--" }
        let console = console.with(json: given.contains("--json"), noColor: given.contains("--no-color"))
        do {
            let request = try CommandParser.parse(meant(words), root: root, globals: globals)
            switch request {
            case .help(let path, let command):
                help(path, command, on: console)
            case .run(let parsed):
                let invocation = Invocation(
                    root: root, words: parsed, console: console, environment: environment, directory: directory)
                try await parsed.command.run?(invocation)
            }
            return 0
        } catch {
            let errors = (error as? WeirErrors)?.all ?? [WeirError(wrapping: error)]
            console.report(errors)
            return errors.first?.exitCode ?? 1
        }
    }

    /// The words with what every program is asked for in place of nothing at all and of `--version`.
    private func meant(_ words: [String]) -> [String] {
        if words.isEmpty { return ["help"] }
        let asksForVersion = ["--version", "-V"].contains(words[0])
        return asksForVersion && root.subcommands.contains { $0.name == "version" }
            ? ["version"] + words.dropFirst() : words
    }

    private func help(_ path: [String], _ command: Command, on console: Console) {
        if console.isJSON {
            console.print(command.description(globals: globals))
        } else {
            let width = min(console.width ?? 80, 100)
            console.print(
                HelpText(path: path, command: command, globals: globals, width: width, paint: console.paint).text)
        }
    }
}
