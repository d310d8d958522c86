import Foundation
import Project

/// Who works on which task: what the caller says, else what `weir.yml` says of the module, else its default.
public struct RunnerChoice: Sendable {
    private let settings: AgentSettings
    private let root: URL
    private let environment: [String: String]
    /// The runner that the caller named.
    private let named: AgentSettings.Runner?
    /// The folder of transcripts for `replay`.
    private let replay: URL?

    /// The choice in a repository; `replay` is the folder of transcripts.
    public init(
        _ settings: AgentSettings, root: URL, environment: [String: String], named: AgentSettings.Runner? = nil,
        replay: URL? = nil
    ) {
        self.settings = settings
        self.root = root
        self.environment = environment
        self.named = named
        self.replay = replay
    }

    /// The runner of a task here: `manual` where `claude` would run below itself.
    public func runner(of task: TaskFile) throws -> Runner {
        try runner(named ?? settings.runner(of: task.module)).here(environment)
    }

    /// The runner of this name; throws where its program or its folder is not named.
    public func runner(_ name: AgentSettings.Runner) throws -> Runner {
        switch name {
        case .claude: .claude
        case .codex: .codex
        case .manual: .manual
        case .command: try .command(settings.command, root: root)
        case .replay:
            Runner("replay", .replay(replay ?? root.appending(path: ".weir/replay", directoryHint: .isDirectory)))
        }
    }

    /// Throws where the program of one of these tasks' runners is not installed or lost an option.
    public func requireUsable(for tasks: [TaskFile]) async throws {
        var asked: Set<String> = []
        for task in tasks {
            let runner = try runner(of: task)
            if asked.insert(runner.name).inserted { try await runner.requireUsable(environment) }
        }
    }

    /// Whether each runner can be used here.
    public func availability() async throws -> [RunnerAvailability] {
        var found: [RunnerAvailability] = []
        for name in AgentSettings.Runner.allCases {
            if name == .command, settings.command.isEmpty {
                let hint = "weir.yml names no program: agents: {command: [\"./my-agent\"]}"
                found.append(RunnerAvailability(name.rawValue, .notSet(hint: hint)))
            } else {
                found.append(try await RunnerAvailability.of(try runner(name), environment: environment))
            }
        }
        return found
    }
}

extension LoopLimits {
    /// The limits of a `weir.yml`.
    public init(_ budget: AgentSettings.Budget, jobs: Int = 1) {
        self.init(
            jobs: jobs, attempts: budget.attempts, minutes: Double(budget.minutes),
            dollarsPerTask: budget.dollarsPerTask, dollarsPerSpec: budget.dollarsPerSpec)
    }
}
