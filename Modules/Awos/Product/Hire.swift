import Diagnostics
import DurableFiles
import Foundation
import Project

/// The subagents and skills of a repository, written from its modules; what people add to one stays.
public struct Hire: Sendable {
    /// The line that ends what is written here; everything below is a person's.
    public static let marker = "<!-- yours: what stands below is kept by awos hire -->"

    /// One file, and what happens to it.
    public struct File: Sendable, Hashable {
        /// Its path below the root.
        public let path: String
        /// The module that it is for; nil for one that is for all.
        public let module: String?
        /// What becomes of it.
        public let fate: Fate
        let text: String
    }

    /// What becomes of a file.
    public enum Fate: String, Sendable, Hashable {
        /// It is made.
        case made
        /// The part above the marker is written anew.
        case renewed
        /// It is as it should be.
        case kept
        /// It has no marker: it is all a person's.
        case yours
    }

    /// Every file, agents before skills.
    public let files: [File]
    /// The modules that have a subagent, in order.
    public let covered: [String]
    /// The modules without one, in order.
    public let missing: [String]
    private let root: URL

    /// Plans the subagents of the standing modules and of these others; throws the nearest module for an unknown one.
    public init(root: URL, modules: [String] = []) throws {
        self.root = root
        let known = ProjectPaths(root: root).moduleNames
        let unknown = modules.filter { !known.contains($0) }
        try WeirErrors.throwIfAny(unknown.map { .notOneOf("module", $0, known: known) })
        let roles = known.compactMap { ModuleRole($0, in: root) }.filter { role in
            modules.contains(role.module) || ModuleRole.standing.contains { $0.module == role.module }
                || Self.exists(".claude/agents/\(role.agent).md", in: root)
        }
        var wanted = roles.map {
            (path: ".claude/agents/\($0.agent).md", module: String?($0.module), text: $0.agentText)
        }
        wanted.append((".claude/agents/reviewer.md", nil, Self.reviewer))
        for role in roles {
            guard let skill = role.skill else { continue }
            wanted.append((".claude/skills/\(skill.name)/SKILL.md", role.module, skill.text))
        }
        files = wanted.map { Self.plan($0.path, $0.module, $0.text, in: root) }
        let hired = roles.map(\.module)
        covered = hired
        missing = known.filter { !hired.contains($0) }
    }

    /// Writes every file that is made or renewed.
    public func apply() throws {
        for file in files where file.fate == .made || file.fate == .renewed {
            try DurableFile.write(file.text, to: root.appending(path: file.path))
        }
    }

    private static func exists(_ path: String, in root: URL) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    private static func plan(_ path: String, _ module: String?, _ text: String, in root: URL) -> File {
        let new = text + marker + "\n"
        guard let data = FileManager.default.contents(atPath: root.appending(path: path).path) else {
            return File(path: path, module: module, fate: .made, text: new)
        }
        let old = String(decoding: data, as: UTF8.self)
        guard let end = old.firstRange(of: marker)?.upperBound else {
            return File(path: path, module: module, fate: .yours, text: old)
        }
        let renewed = text + marker + old[end...]
        return File(path: path, module: module, fate: renewed == old ? .kept : .renewed, text: renewed)
    }

    /// The one who reads what others changed.
    static let reviewer = """
        ---
        name: reviewer
        description: "Use after the tasks of a spec are done and before its pull request: reads the branch against the spec and says what checks cannot see. Changes nothing."
        tools: Read, Glob, Grep, Bash
        ---

        You read a change and write nothing. You are given the number of a spec.

        1. `.weir/bin/awos status NNN` says what is proved. Read the spec's `functional-spec.md`, then `git diff main...HEAD`.
        2. For each criterion: does its check fail when the promise is broken? A check that cannot fail is your first finding.
        3. For each file: does it follow the `CLAUDE.md` of its module and the reference named there? Names, errors, tests, comments.
        4. Look for what no check sees: rows or secrets in fixtures and messages, values spliced into SQL, a test that repeats the code.

        Answer with a list: file, what is wrong, what to do; worst first, nothing that a formatter finds. Say so when there is nothing.
        A finding becomes a task or an answer of a person; it never becomes an edit of yours.


        """
}

extension ModuleRole {
    /// The subagent of this module.
    var agentText: String {
        let target = tests.dropFirst("Tests/".count).dropLast("Tests".count)
        let scope = "`\(folder)` and `\(tests)`"
        let place = userFolder.map { "`\($0)`" } ?? "`\(folder)`"
        return """
            ---
            name: \(agent)
            description: "Use for a task in the module \(module) of Weir: \(purpose). Hand it the whole task; it sees nothing else."
            tools: Read, Edit, Write, Glob, Grep, Bash
            ---

            You work in \(scope), and nowhere else.

            1. A prompt that awos printed names the files to read and the paths you may write: follow it. Otherwise read
               `\(folder)/CLAUDE.md`, then the reference implementation nearest to your task in \(place).
            2. Write the new file in \(place) in the same shape, with the same words for the same things\(besides).
            3. Write its test under `\(tests)`: real engine, temporary folder, no network beyond loopback.
            4. Run `make format`, `make lint` and `make test MODULE=\(target)`, and read what they say.

            Stop and ask when the task needs a file outside of these paths, or a change to the module's machinery. Never put rows or
            secrets into code, fixtures or messages; never edit a test that was there, a task file or a ledger. Commit nothing: awos
            does, when its own checks pass. Your answer lists the files you wrote, the commands you ran and what they printed last.


            """
    }
}

extension ModuleRole.Skill {
    var text: String {
        let title = name.prefix(1).uppercased() + name.dropFirst().replacing("-", with: " ")
        return """
            ---
            name: \(name)
            description: "\(title): \(summary)."
            ---

            # \(title)


            """ + steps.enumerated().map { "\($0 + 1). \($1)\n" }.joined() + "\n"
    }
}
