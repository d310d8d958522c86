import Foundation
import Terminal

/// The program `weir`: its tree of commands, and how it starts.
enum WeirProgram {
    /// The version of the platform.
    static let version = "0.1.0"

    /// Every command, in the order of the help page.
    static let root = Command(
        "weir", "a data platform: ingest, transform, check, serve, schedule",
        discussion: """
            Works on the project whose weir.yml stands in this folder or above it. Exit codes: 0 done, 1 the work failed, \
            2 the call was wrong, 130 interrupted. Ctrl-C is how `serve` and \
            `schedule` end, with 0.
            """,
        examples: [
            .init("weir doctor", "says what is installed, what is missing and how to get it"),
            .init("weir run city_bikes", "runs a pipeline: load, check, transform, publish"),
            .init("weir query \"select * from marts.mart_demand_daily limit 7\"", "asks what was published"),
        ],
        subcommands: [
            RunCommand.command, IngestCommand.command, CheckCommand.command, TransformCommand.command,
            QueryCommand.command,
            ServeCommand.command, NotebookCommand.command,
            ScheduleCommand.command,
            RunsCommand.command, SampleCommand.command,
            ValidateCommand.command,
            DoctorCommand.command, CommandsCommand.command,
            CompletionsCommand.command, VersionCommand.command,
        ])

    /// Runs the process's own words; the exit code.
    static func main() async -> Int32 {
        let environment = ProcessInfo.processInfo.environment
        let words = Array(CommandLine.arguments.dropFirst())
        let directory = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
        return await Interrupts.cancelling {
            await Program(root).run(
                words, console: .standard(environment: environment), environment: environment, directory: directory)
        }
    }
}
