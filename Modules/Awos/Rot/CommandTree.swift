import Foundation
import JSON
import Subprocesses

/// The commands of a program, as `commands --json` describes them.
public struct CommandTree: Sendable {
    /// The commands below this one, by name.
    let subcommands: [String: CommandTree]
    /// Whether it does something itself: words behind it may be arguments.
    let runs: Bool

    /// The tree in a description; nil for a document that is none.
    public init?(_ description: JSONValue) {
        guard let below = description["subcommands"]?.array else { return nil }
        runs = description["runs"]?.bool ?? false
        subcommands = Dictionary(
            below.compactMap { command in
                guard let name = command["name"]?.string, let tree = CommandTree(command) else { return nil }
                return (name, tree)
            }
        ) { first, _ in first }
    }

    /// The first of these words that should be a command and is none, with the commands that could stand there.
    func unknown(_ words: [String]) -> (word: String, known: [String])? {
        // Only a plain name can be a command: `NNN`, `<name>`, `--json` and `…` are not.
        guard let word = words.first, word.allSatisfy({ $0.isASCII && $0.isLowercase || $0 == "-" }),
            !word.hasPrefix("-")
        else { return nil }
        if let next = subcommands[word] { return next.unknown(Array(words.dropFirst())) }
        return runs ? nil : (word, subcommands.keys.sorted())
    }
}

extension CommandTree {
    /// Asks the `weir` that was built in this tree, the release build first; nil when there is none or it does not answer.
    public static func ofWeir(at root: URL, environment: [String: String]) async throws -> CommandTree? {
        let places = ["release", "debug"].map { root.appending(path: ".build/\($0)/weir").path }
        guard let program = places.first(where: FileManager.default.isExecutableFile) else { return nil }
        let launch = SubprocessLaunch(program, ["commands", "--json"], directory: root, environment: environment)
        let weir = try Subprocess(launch, output: .kept(), messages: .null)
        guard try await weir.finish().isSuccess, let description = try? JSONValue.parse(weir.output) else { return nil }
        return CommandTree(description)
    }
}
