import Diagnostics
import DurableFiles
import Foundation
import JSON

/// A project in a temporary folder that the built program works on: models and pages of the checkout, data of its own.
struct TrialProject: Sendable {
    let folder: TemporaryDirectory

    /// A project that reads the sample in `sample`, with nothing loaded; `settings` are more lines of its `weir.yml`.
    init(sample: URL, settings: String = "") throws {
        folder = try TemporaryDirectory(prefix: "weir-trial")
        try folder.write(Self.settings(sample: sample) + settings, to: "weir.yml")
        try HouseFiles.copy(from: BuiltProgram.checkout, to: folder.url)
    }

    private static func settings(sample: URL) -> String {
        """
        name: rides
        default_target: dev
        targets:
          dev: {engine: duckdb, warehouse: .weir/warehouse.duckdb, threads: 2}
          lite: {engine: sqlite, warehouse: .weir/warehouse.sqlite}
        sources:
          bike_trips: {location: "\(sample.path)/bike_trips"}
          weather: {location: "\(sample.path)/weather", name: new_york}
        publish: [marts, core]

        """
    }

    /// Takes all models, pages and notebooks of the checkout: a program that stays knows every pipeline of its lists.
    func takeEverything() throws {
        for path in ["Modules/Transform/Models", "Modules/Serve/Pages", "Modules/Notebooks/Library"] {
            try FileManager.default.removeItem(at: folder.file(path))
            try FileManager.default.copyItem(at: BuiltProgram.checkout.appending(path: path), to: folder.file(path))
        }
    }

    /// A copy with all its data.
    func copy() throws -> TrialProject {
        let copy = try TemporaryDirectory(prefix: "weir-trial")
        try FileManager.default.removeItem(at: copy.url)
        try FileManager.default.copyItem(at: folder.url, to: copy.url)
        return TrialProject(folder: copy)
    }

    private init(folder: TemporaryDirectory) { self.folder = folder }

    /// Starts `weir` with these words in the project's folder.
    func start(
        _ words: [String], environment: [String: String] = [:], fileLimitKilobytes: Int? = nil
    ) throws -> ChildProcess {
        let variables = BuiltProgram.environment.merging(environment) { $1 }
        let program = try BuiltProgram.weir()
        guard let kilobytes = fileLimitKilobytes else {
            return try ChildProcess(program, words, in: folder.url, environment: variables)
        }
        // The shell counts in blocks of 512 bytes.
        let limited = ["-c", "ulimit -f \(kilobytes * 2); exec \"$0\" \"$@\"", program.path] + words
        return try ChildProcess(URL(filePath: "/bin/sh"), limited, in: folder.url, environment: variables)
    }

    /// Runs `weir` with these words to its end.
    func call(
        _ words: [String], environment: [String: String] = [:], fileLimitKilobytes: Int? = nil
    ) async throws -> ChildProcess.Ending {
        try await start(words, environment: environment, fileLimitKilobytes: fileLimitKilobytes).ending()
    }

    /// Runs `weir` with words that have no spaces.
    func call(_ line: String, environment: [String: String] = [:]) async throws -> ChildProcess.Ending {
        try await call(line.split(separator: " ").map(String.init), environment: environment)
    }

    /// The rows of a query; an error with what the program said when it failed.
    func rows(_ sql: String, target: String = "dev", isLive: Bool = false) async throws -> [JSONValue] {
        let ending = try await call(["query", "--json", "--target", target] + (isLive ? ["--live"] : []) + [sql])
        guard ending.code == 0, let rows = ending.json["rows"]?.array else {
            throw WeirError("test.query_failed", "\(sql): \(ending.text)")
        }
        return rows
    }

    /// The log of runs so far.
    var log: String { log(from: 0) }

    /// The log of runs from this byte on.
    func log(from start: Int) -> String {
        let bytes = FileManager.default.contents(atPath: folder.file(".weir/logs/runs.jsonl").path) ?? Data()
        return String(decoding: bytes.dropFirst(start), as: UTF8.self)
    }
}
