import Diagnostics
import Foundation
import YAML

/// Who does the work of a spec, how much of it may be spent, and who decides: `agents` and `execution` of `weir.yml`.
public struct AgentSettings: Sendable, Hashable {
    /// Whoever turns a prompt into a change.
    public enum Runner: String, Sendable, Hashable, CaseIterable {
        /// Claude Code, without a terminal.
        case claude
        /// Codex, without a terminal.
        case codex
        /// A program of the project's own; see `command`.
        case command
        /// A person, or an agent that awos did not start: the prompt is shown.
        case manual
        /// A recorded transcript.
        case replay
    }

    /// Where the work stops whatever comes of it.
    public struct Budget: Sendable, Hashable {
        /// How often one task is tried; 3 by default.
        public let attempts: Int
        /// How long one attempt may take; 15 by default.
        public let minutes: Int
        /// What one task may cost, where the runner says it; 2 by default.
        public let dollarsPerTask: Double
        /// What a whole spec may cost; 10 by default.
        public let dollarsPerSpec: Double

        /// A budget from its parts.
        public init(
            attempts: Int = 3, minutes: Int = 15, dollarsPerTask: Double = 2, dollarsPerSpec: Double = 10
        ) {
            (self.attempts, self.minutes) = (attempts, minutes)
            (self.dollarsPerTask, self.dollarsPerSpec) = (dollarsPerTask, dollarsPerSpec)
        }
    }

    /// The runner of every module that has none of its own; Claude Code by default.
    public let runner: Runner
    /// The runners of single modules, by the module's name: `Ingest`.
    public let moduleRunners: [String: Runner]
    /// Where the work stops.
    public let budget: Budget
    /// The words of the runner `command`: a program in the project or in `PATH`, and its options.
    public let command: [String]
    /// The words that stand in front of every runner: a sandbox; none by default.
    public let wrap: [String]
    /// The words of each check that documents name: `named: slow`.
    public let checks: [String: [String]]
    /// Whether a person approves what is proposed.
    public let mode: WeirProject.ExecutionMode

    /// Settings from their parts; without any, those of a `weir.yml` that says nothing.
    public init(
        runner: Runner = .claude, moduleRunners: [String: Runner] = [:], budget: Budget = Budget(),
        command: [String] = [], wrap: [String] = [], checks: [String: [String]] = [:],
        mode: WeirProject.ExecutionMode = .humanInLoop
    ) {
        (self.runner, self.moduleRunners, self.budget) = (runner, moduleRunners, budget)
        (self.command, self.wrap, self.checks, self.mode) = (command, wrap, checks, mode)
    }

    /// The runner of a module's tasks.
    public func runner(of module: String) -> Runner { moduleRunners[module] ?? runner }

    /// All of it as lines in a fixed order, what was left out included: the same settings, the same text.
    public var canonicalText: String {
        func words(_ words: [String]) -> String { words.map { $0.debugDescription }.joined(separator: " ") }
        var lines = [
            "mode \(mode.rawValue)", "runner \(runner.rawValue)", "attempts \(budget.attempts)",
            "minutes \(budget.minutes)", "dollars_per_task \(budget.dollarsPerTask)",
            "dollars_per_spec \(budget.dollarsPerSpec)", "command \(words(command))", "wrap \(words(wrap))",
        ]
        lines += moduleRunners.sorted { $0.key < $1.key }.map { "module \($0.key) \($0.value.rawValue)" }
        lines += checks.sorted { $0.key < $1.key }.map { "check \($0.key) \(words($0.value))" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The settings of the `weir.yml` in `folder`, whose other parts are not looked at; the defaults without one.
    public static func load(_ folder: URL) throws -> AgentSettings {
        let paths = ProjectPaths(root: folder.standardizedFileURL)
        guard FileManager.default.fileExists(atPath: paths.file.path) else { return AgentSettings() }
        guard let data = FileManager.default.contents(atPath: paths.file.path) else {
            throw WeirError.unreadableProject(paths.file.path)
        }
        return try parse(String(decoding: data, as: UTF8.self), modules: paths.moduleNames)
    }

    /// The settings in the text of a `weir.yml`, whose other parts are not looked at; `modules` are those that there
    /// are, none when nobody knows.
    public static func parse(_ text: String, modules: [String] = []) throws -> AgentSettings {
        let document = try YAMLDocument.parse(text, file: ProjectPaths.fileName)
        let reader = YAMLReader(document, named: ProjectPaths.fileName)
        reader.allowOtherKeys()
        let settings = AgentReader(reader, modules: modules).settings()
        try reader.finish()
        return settings
    }
}
