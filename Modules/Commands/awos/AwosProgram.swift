import Foundation
import Terminal

/// The program `awos`: its tree of commands, and how it starts.
enum AwosProgram {
    /// Every command, in the order of the help page: the two of the common path, its steps and the decisions in them, the
    /// product's documents, and what is needed now and then.
    static let root = Command(
        "awos", "from an intent to a verified change: spec, tasks, agents, proof",
        discussion: """
            The common path is two commands: `awos spec` and `awos implement`; every step between can be taken alone. Works on \
            the git repository of this folder. Only awos ticks a box, and only on a check that it ran itself.

            `awos check` judges documents, `awos done` one task, `awos verify` a spec, `weir check` data. Exit codes: 0 done, \
            1 the work failed, 2 the call was wrong, 130 interrupted.
            """,
        examples: [
            .init("awos spec 'Hourly air quality for the city' --kind source", "begins a spec"),
            .init("awos implement 001", "plans it, asks for the approval, and works it off"),
            .init("awos status", "shows every spec, its tasks and what is proved"),
        ],
        subcommands: [
            SpecCommand.command, ImplementCommand.command,
            ClarifyCommand.command, TechCommand.command, TasksCommand.command, DecisionCommands.approve,
            NextCommand.command, ContextCommand.command, WorkCommands.start, WorkCommands.done, VerifyCommand.command,
            StatusCommand.command,
            DecisionCommands.answer, DecisionCommands.widen, DecisionCommands.acceptTest,
            InitCommand.command, ProductCommands.product, ProductCommands.roadmap, ProductCommands.architecture,
            HireCommand.command, ProfileCommand.command,
            CheckCommand.command, UndoCommand.command, AgentsCommand.command, AdoptCommand.command,
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
