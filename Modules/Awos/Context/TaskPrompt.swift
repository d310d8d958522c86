import Foundation

/// The parts of a prompt that are always there: what to do, what has to be true, what may be written, how it is proved.
struct TaskPrompt {
    let task: TaskFile
    let spec: FunctionalSpec
    let root: URL
    /// Paths that a person opened for it since its file was approved.
    let opened: [String]

    var opening: String {
        """
        # \(task.id): \(ForeignText.line(task.title)) (module \(task.module))

        Part of spec \(spec.number), \(ForeignText.line(spec.title)). You work alone in a clone of the repository. Read all of \
        this, then write; look into the repository where this does not suffice. When you stop, awos takes your changes as a \
        patch, runs the checks below on a clean tree, and commits: files count, claims do not. Do not commit.


        """
    }

    /// The sections of the task file, as they were approved; the list of files to read is worked into the other parts.
    var taskText: String {
        TaskFile.sections.filter { $0 != "Context files" }.compactMap { title -> String? in
            guard let body = body(title), !body.isEmpty else { return nil }
            let quiet = body.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.hasPrefix("#") ? "**\($0.drop { $0 == "#" }.trimmed)**" : String($0) }.joined(separator: "\n")
            return "### \(title)\n\n\(ForeignText.withoutControls(quiet, keeping: ["\n", "\t"]))"
        }.joined(separator: "\n\n")
    }

    /// A section; of its success criteria only what the spec does not say.
    private func body(_ title: String) -> String? {
        guard title == "Success criteria", let body = task.document.body(title) else {
            return task.document.body(title)
        }
        let statements = spec.criteria.map(\.statement)
        return body.split(separator: "\n").filter { line in
            !statements.contains { line.hasSuffix($0) } && !line.hasPrefix("awos runs the checks")
        }.joined(separator: "\n")
    }

    /// The criteria that the task carries, each with its checks in words; then the task's own checks.
    var proof: String {
        let own = task.checks.map { "- \($0.words)" }
        let criteria = spec.criteria.filter { task.criteria.contains($0.id) }.map { criterion in
            let statement = "- **\(criterion.id)** \(ForeignText.plain(criterion.statement, cap: 600))"
            // A check of the task proves it as well as the same one of the spec.
            let checks = criterion.checks.filter { !own.contains("- \($0.words)") }
            return ([statement] + checks.map { "  - \($0.words)" }).joined(separator: "\n")
        }
        let world =
            "Checks of data start in an empty warehouse, with a small sample of the existing sources, the fixtures, a clock that "
            + "stands at \(CheckWorld.now), and no network."
        return ["This task is done when:", own.joined(separator: "\n")].joined(separator: "\n\n")
            + (criteria.isEmpty
                ? "" : "\n\nIt carries these criteria of the spec:\n\n\(criteria.joined(separator: "\n"))")
            + (needsData ? "\n\n\(world)" : "")
    }

    private var checks: [Check] {
        task.checks + spec.criteria.filter { task.criteria.contains($0.id) }.flatMap(\.checks)
    }

    private var needsData: Bool { checks.contains { if case .test = $0.form { false } else { true } } }

    /// What may be written, and what never.
    var scope: String {
        let paths = task.mayWrite.map { "- `\($0)`\(mark($0))" }
        let widened = task.widens.map { "- `\($0.path)`\(mark($0.path)): \(ForeignText.line($0.reason))" }
        return """
            You may write these paths and no other (`*` stays in a name, `**` takes everything below):

            \((paths + widened + opened.map { "- `\($0)`\(mark($0))" }).joined(separator: "\n"))

            One changed path outside of them fails the attempt: \
            \(forbidden.map { "`\($0)`" }.joined(separator: ", ")), other modules, tests that stand already. Do not weaken, \
            skip or delete a test.
            """
    }

    private var forbidden: [String] {
        ["context/", ".claude/", ".ci/", "Makefile", "Package.swift", "weir.yml"].filter {
            !(task.scope + opened).contains($0)
        }
    }

    private func mark(_ path: String) -> String {
        guard !path.contains("*") else { return "" }
        return FileManager.default.fileExists(atPath: root.appending(path: path).path) ? " (stands: edit it)" : " (new)"
    }

    /// The commands that prove it here, as far as the repository has them.
    var commands: String {
        var lines: [String] = []
        let make = String(decoding: file("Makefile"), as: UTF8.self)
        let has = { (target: String) in make.contains("\n\(target):") || make.hasPrefix("\(target):") }
        let module = task.checks.lazy.compactMap(\.testTarget).first ?? task.module
        if has("test") { lines.append("make test MODULE=\(module)   # all tests of the module; must stay green") }
        for case .test(let name) in task.checks.map(\.form) where name.suite != nil {
            lines.append("swift test --filter '\(name.filter)'   # alone")
        }
        let style = ["format", "lint"].filter(has).map { "make \($0)" }
        if !style.isEmpty { lines.append(style.joined(separator: " && ")) }
        if needsData { lines += dataCommands }
        return ForeignText.block(lines.joined(separator: "\n"), language: "sh")
    }

    /// What a check of data would do, by hand and in a warehouse of its own.
    private var dataCommands: [String] {
        let weir = ".build/debug/weir"
        var calls: [String] = []
        for check in checks {
            let own: [[String]] =
                switch check.form {
                case .weir(let words, _, _): [words]
                case .unchanged(let words, _): [words]
                case .page: [["validate"]]
                case .sql(let sql, _): [["query", "--live", sql]]
                default: []
                }
            for words in check.after + own where !words.isEmpty {
                let line = words.map(Self.quoted).joined(separator: " ")
                if !calls.contains(line) { calls.append(line) }
            }
        }
        let shown = calls.prefix(8).map { "\(weir) \($0)" }
        let variables = CheckWorld.variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return [
            "export \(variables.joined(separator: " "))",
            "swift build --product weir && \(weir) \(CheckWorld.sample.joined(separator: " "))",
        ] + shown
    }

    private static func quoted(_ word: String) -> String {
        let plain = ForeignText.plain(word, cap: 1200)
        let isPlain = plain.allSatisfy { $0.isLetter || $0.isNumber || "-_./=,".contains($0) }
        return isPlain ? plain : "'\(plain.replacing("'", with: "'\\''"))'"
    }

    private func file(_ path: String) -> Data {
        FileManager.default.contents(atPath: root.appending(path: path).path) ?? Data()
    }

    /// How to end without having finished.
    var asking: String {
        """
        Do not guess, and do not work around it, when the task needs a path outside of its scope, contradicts itself, or \
        leaves open what only a person knows. Stop, and end your last message with \
        `[NEEDS CLARIFICATION: one question, with the path that you need]`. A person answers, and the task starts again.
        """
    }
}

extension Check {
    /// The test target that it runs.
    var testTarget: String? {
        guard case .test(let name) = form, name.target.hasSuffix("Tests") else { return nil }
        return String(name.target.dropLast("Tests".count))
    }
}

extension TestName {
    /// The name as `swift test --filter` takes it.
    var filter: String {
        "^" + [target, suite].compactMap { $0 }.joined(separator: "\\.") + (test.map { "/\($0)" } ?? "")
    }
}
