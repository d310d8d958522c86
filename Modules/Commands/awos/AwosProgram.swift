import Foundation
import Terminal

/// The program `awos`: its tree of commands, and how it starts.
enum AwosProgram {
    /// Every command, in the order of the help page.
    static let root = Command(
        "awos", "from an intent to a verified change: spec, tasks, agents, proof",
        discussion: """
            Works on the git repository of this folder. Only awos ticks a box, and only on a check that it ran itself. \
            `awos check` judges documents, `awos verify` a spec, `weir check` data. Exit codes: 0 done, 1 the work failed, \
            2 the call was wrong, 130 interrupted.
            """,
        examples: [.init("awos status", "shows every spec, its tasks and what is proved")],
        subcommands: [
            CheckCommand.command, AdoptCommand.command,
            InitCommand.command,
            ProductCommands.product, ProductCommands.roadmap, ProductCommands.architecture,
            HireCommand.command,
            SpecCommand.command, ClarifyCommand.command, TechCommand.command, TasksCommand.command,
            NextCommand.command, StatusCommand.command,
            DecisionCommands.approve, DecisionCommands.widen, DecisionCommands.acceptTest, DecisionCommands.answer,
            WorkCommands.start, WorkCommands.done, VerifyCommand.command,
            ContextCommand.command,
            ImplementCommand.command, AgentsCommand.command, UndoCommand.command,
        ])

    /// Runs the process's own words; the exit code.
    static func main() async -> Int32 {
        let environment = ProcessInfo.processInfo.environment
        let words = Array(CommandLine.arguments.dropFirst())
        let directory = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
        return await Interrupts.cancelling {
            await Program(root, globals: globals).run(
                words, console: .standard(environment: environment), environment: environment, directory: directory)
        }
    }

    /// What every command understands.
    static let globals: [any CommandOption] = [
        GlobalOptions.json, AwosSession.directory, GlobalOptions.noColor, GlobalOptions.help,
    ]
}
