import Diagnostics
import Foundation
import JSON
import Terminal

/// The program `weir-bench`: measures the platform side by side with the bare engine.
enum BenchProgram {
    static let trips = Option.value("trips", .number(from: 1000), default: 1_000_000, "distinct trips to work on")
    static let rounds = Option.value("rounds", .number(from: 1), default: 3, "how often each pair is measured")
    static let only = Option<[BenchCase]>.repeated("only", .choice("CASE"), "measure this alone")
    static let folder = Option.value("folder", .directory(), default: ".weir/bench", "where its data is kept")
    static let models = Option.value("models", .directory(), default: "Modules/Transform", "the dbt project to build")
    static let caseName = Argument<BenchCase>.required(.choice("CASE"), "what to measure")
    static let side = Argument<Side>.required(.choice("SIDE"), "whose work to measure")

    static let root = Command(
        "weir-bench", "measure the platform side by side with the bare engine",
        examples: [.init("weir-bench run --trips 1000000 --rounds 3", "measures everything")],
        subcommands: [
            Command(
                "run", "measure, print, and fail where a limit is exceeded",
                discussion: """
                    Every measurement runs in a process of its own; ours and the bare engine's alternate. A ratio is the \
                    median of the ratios of neighbours.
                    """,
                examples: [.init("weir-bench run --only merge --rounds 5", "merging alone, five times")],
                options: [trips, rounds, only, folder, models], run: run),
            Command(
                "prepare", "write the data that measurements work on",
                examples: [.init("weir-bench prepare --trips 1000000", "a million trips in .weir/bench")],
                options: [trips, folder, models]
            ) { try await Preparation(files(of: $0), trips: $0[trips]).run() },
            Command(
                "measure", "make one measurement in this process, and print it as one line of JSON",
                examples: [.init("weir-bench measure merge ours", "one merge")], options: [folder, models],
                arguments: [caseName, side], run: measure),
        ])

    /// Runs the process's own words; the exit code.
    static func main() async -> Int32 {
        let environment = ProcessInfo.processInfo.environment
        let directory = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
        return await Interrupts.cancelling {
            await Program(root, globals: [GlobalOptions.json, GlobalOptions.noColor, GlobalOptions.help]).run(
                Array(CommandLine.arguments.dropFirst()), console: .standard(environment: environment),
                environment: environment, directory: directory)
        }
    }

    @Sendable private static func run(_ invocation: Invocation) async throws {
        let chosen = try invocation[only]
        let cases = chosen.isEmpty ? BenchCase.allCases : chosen
        let files = try files(of: invocation)
        let child = try ChildProgram(files: files)
        invocation.console.note("preparing \(Quantity.count(try invocation[trips], "trip")) …")
        try await child.prepare(trips: invocation[trips])
        var results: [CaseResult] = []
        for one in cases {
            results.append(try await child.result(of: one, rounds: invocation[rounds]) { invocation.console.note($0) })
        }
        let report = BenchReport(trips: try invocation[trips], rounds: try invocation[rounds], results: results)
        report.print(on: invocation.console)
        if !report.isWithinLimits { throw WeirError.overLimit(report.overLimit) }
    }

    @Sendable private static func measure(_ invocation: Invocation) async throws {
        var measurement = try await invocation[caseName].measure(invocation[side], in: files(of: invocation))
        measurement.peakBytes = PeakMemory.bytes
        invocation.console.print(measurement.json.text())
    }

    private static func files(of invocation: Invocation) throws -> BenchFiles {
        BenchFiles(folder: invocation.file(try invocation[folder]), models: invocation.file(try invocation[models]))
    }
}
