import Diagnostics
import DuckDBEngine
import DurableFiles
import Foundation
import HTTPClient
import Profiling
import Terminal

/// `awos profile`: what a sample of a source holds.
enum ProfileCommand {
    static let sample = Argument.required(.file("FILE|URL|DIR"), "file, folder, or http(s) address")
    static let write = Option.optional(
        "write", .file("PROFILE.yml"), "write the profile there; what was overruled in it stays and holds")
    static let allowPrivate = Option.flag(
        "allow-private", "fetch from private, loopback and link-local addresses too")

    static let command = Command(
        "profile", "show what a sample of a source holds",
        discussion: """
            Reads delimited text, JSON, NDJSON, Parquet and .xlsx, plain or in zip, tar, gzip and zstd, and folders of related \
            files. Guesses from samples and verifies over all rows. Shows no values but ranges of numbers and dates. A sample \
            that cannot be read is exit code 2, and nothing is written.
            """,
        examples: [
            .init("awos profile air_quality.csv", "columns, key, cursor, and what is doubtful"),
            .init(
                "awos profile air_quality.csv --write source-profile.yml", "the same, kept as a file that can be edited"
            ),
        ],
        options: [write, allowPrivate], arguments: [sample], run: run)

    /// DuckDB holds at most so much of a sample in memory; the rest is spilled to the disk.
    private static let memoryBytes = 512 << 20

    @Sendable static func run(_ invocation: Invocation) async throws {
        let target = try invocation[write].map { (file: invocation.file($0), shown: $0) }
        let previous = try target.flatMap { try Self.previous($0.file, shown: $0.shown) }
        let profile = try await profile(invocation, keeping: previous)
        if let target { try DurableFile.write(profile.yaml, to: target.file) }
        if invocation.wantsJSON { return invocation.console.print(profile.json) }
        show(ProfileReport(profile), on: invocation.console)
        if let target {
            invocation.console.note("wrote \(target.shown)")
        } else if !profile.openQuestions.isEmpty {
            invocation.console.note(
                "answer questions in a file: awos profile \(try invocation[sample]) --write source-profile.yml")
        }
    }

    private static func profile(
        _ invocation: Invocation, keeping previous: SourceProfile?
    ) async throws -> SourceProfile {
        let spill = try TemporaryDirectory(prefix: "weir-profile-spill")
        let engine = try await DuckDB.open(
            settings: DuckDBSettings(memoryLimitBytes: memoryBytes, temporaryFolder: spill.url),
            library: DuckDBLibrary.Search(project: invocation.directory, environment: invocation.environment))
        let addresses = try invocation[allowPrivate] ? nil : AddressGuard()
        let environment = invocation.environment
        let profiler = Profiler(
            engine: engine, transport: { try CurlTransport(environment: environment, addresses: addresses) })
        do {
            let profile = try await profiler.profile(
                invocation[sample], from: invocation.directory, keeping: previous)
            await engine.close()
            return profile
        } catch {
            await engine.close()
            throw error
        }
    }

    /// The profile that stands at a file already.
    private static func previous(_ file: URL, shown: String) throws -> SourceProfile? {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return try SourceProfile(yaml: String(contentsOf: file, encoding: .utf8), file: shown)
    }

    private static func show(_ report: ProfileReport, on console: Console) {
        for section in report.sections {
            console.print(console.paint(section.heading, .bold))
            console.print("")
            let right: Set = ["nulls", "distinct"]
            console.print(
                TextTable(
                    ProfileReport.titles.map { .init($0, right.contains($0) ? .right : .left) }, rows: section.rows))
            console.print("")
            console.print(section.choices.map { "  \($0)" })
            console.print(section.warnings.map { "  warning: \($0)" })
            console.print("")
        }
        console.print(report.closing)
    }
}
