import Diagnostics
import DurableFiles
import Foundation
import Project

/// The first steps in a fresh clone: what it is called, where it works, who does the work and who decides.
public struct SetUp: Sendable {
    /// What is asked, by the option that answers it.
    public static let questions: [Interview.Question] = [
        .init("name", "What is the project called?", assumption: nil),
        .init("target", "Which target is meant when nobody names one?", assumption: nil),
        .init("agent", "Who does the work: claude, codex, command, manual or replay?", assumption: nil),
        .init("mode", "Who decides: human-in-loop or autonomous?", assumption: nil),
    ]

    /// The file that is edited.
    public let file: URL
    /// Its text as it stands.
    public let before: String
    /// Its text as it will stand.
    public let after: String
    /// What is set then, by the question's id.
    public let settings: [String: String]

    /// Whether anything is written.
    public var isChange: Bool { before != after }

    /// Plans the edit of the `weir.yml` in `root`; whatever is not answered stays.
    ///
    /// Throws what reading the edited file throws: an unknown target or agent is said with those that there are.
    public init(root: URL, answers: Answers) throws {
        let paths = ProjectPaths(root: root)
        file = paths.file
        let project = try WeirProject.load(root, environment: [:])
        before = try String(contentsOf: file, encoding: .utf8)
        try Self.check(answers, against: project)
        var edit = SettingEdit(before, file: ProjectPaths.fileName)
        for (id, path) in Self.places {
            if let value = answers.text(id) { try edit.set(path, to: value) }
        }
        after = edit.text
        let agents = try AgentSettings.parse(after, modules: paths.moduleNames)
        settings = [
            "name": answers.text("name") ?? project.name, "target": answers.text("target") ?? project.defaultTarget,
            "agent": agents.runner.rawValue, "mode": agents.mode.rawValue,
        ]
    }

    private static let places: [(id: String, path: [String])] = [
        ("name", ["name"]), ("target", ["default_target"]), ("agent", ["agents", "runner"]),
        ("mode", ["execution", "mode"]),
    ]

    private static func check(_ answers: Answers, against project: WeirProject) throws {
        var errors: [WeirError] = []
        func choice(_ id: String, _ known: [String]) {
            guard let value = answers.text(id), !known.contains(value) else { return }
            errors.append(.notOneOf(id, value, known: known))
        }
        if let name = answers.text("name"), name.wholeMatch(of: /[a-z][a-z0-9_-]*/) == nil {
            errors.append(.wrongProjectName(name))
        }
        choice("target", project.targets.map(\.name))
        choice("agent", AgentSettings.Runner.allCases.map(\.rawValue))
        choice("mode", WeirProject.ExecutionMode.allCases.map(\.rawValue))
        try WeirErrors.throwIfAny(errors)
    }

    /// Writes the file, when it changes.
    public func apply() throws {
        if isChange { try DurableFile.write(after, to: file) }
    }
}
