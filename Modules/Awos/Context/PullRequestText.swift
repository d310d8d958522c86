import Foundation

/// What was done for a spec and why, told from its documents and its ledger: `pull-request.md`.
///
/// The same documents and the same ledger give the same text, byte for byte.
public struct PullRequestText: Sendable {
    /// The file's name in a spec's folder.
    public static let fileName = "pull-request.md"

    private let spec: FunctionalSpec
    private let tasks: [TaskFile]
    private let ledger: Ledger
    private let considerations: MarkdownFile?

    /// The text of a spec's change; `considerations` is its `technical-considerations.md`.
    public init(spec: FunctionalSpec, tasks: [TaskFile], ledger: Ledger, considerations: MarkdownFile? = nil) {
        self.spec = spec
        self.tasks = tasks
        self.ledger = ledger
        self.considerations = considerations
    }

    /// The document.
    public var text: String {
        let sections = [
            ("Why", why), ("What was done", tasks.map(story).joined(separator: "\n")),
            ("Decisions", decisions), ("What people decided", people), ("Proof", proof), ("Figures", figures),
            ("Open", open),
        ]
        return "# \(spec.number): \(ForeignText.line(spec.title))\n"
            + sections.filter { !$0.1.isEmpty }.map { "\n## \($0.0)\n\n\($0.1)\n" }.joined()
    }

    private var why: String {
        ForeignText.withoutControls(spec.document.body("Why") ?? "", keeping: ["\n"])
    }

    /// The choices with their reasons, as the technical considerations have them.
    private var decisions: String {
        ForeignText.withoutControls(considerations?.body("Decisions") ?? "", keeping: ["\n"])
    }

    // MARK: The tasks

    /// One task: by whom, at which attempt, and what came to nothing before.
    private func story(_ task: TaskFile) -> String {
        let attempts = PullRequestAttempts(of: task.id, in: ledger)
        let head =
            "- **\(task.id)** \(ForeignText.line(task.title)) (\(task.module)): \(attempts.summary(ledger.state(of: task.id)))"
        let failures = attempts.failures.map {
            "  - attempt \($0.attempt) came to nothing: \(ForeignText.line($0.message, cap: 300)) (`\($0.code)`)"
        }
        return ([head] + failures).joined(separator: "\n")
    }

    // MARK: People

    private var people: String {
        ledger.entries.compactMap { entry -> String? in
            let on = Figure.day(entry.at)
            let who = { (name: String) in ForeignText.line(name, cap: 80) }
            switch entry.event {
            case .approved(let by, let digest, let mode):
                return "- \(on): \(who(by)) approved the spec (\(mode), digest `\(digest.prefix(12))`)."
            case .widened(let task, let path, let by, let reason):
                return "- \(on): \(who(by)) let \(task) write \(ForeignText.code(path)): \(ForeignText.line(reason))"
            case .acceptedTest(let path, let by, let reason):
                return
                    "- \(on): \(who(by)) accepted the changed test \(ForeignText.code(path)): \(ForeignText.line(reason))"
            case .answered(let subject, let question, let by, let isTrue):
                return "- \(on): \(who(by)) answered \(isTrue ? "yes" : "no") for \(ForeignText.line(subject)): "
                    + ForeignText.line(question)
            case .replied(let task, let question, let by, let text):
                return "- \(on): \(who(by)) answered \(task), which asked \(ForeignText.line(question, cap: 300)): "
                    + ForeignText.line(text, cap: 600)
            case .undone(let subject, let by): return "- \(on): \(who(by)) took back \(ForeignText.line(subject))."
            default: return nil
            }
        }.joined(separator: "\n")
    }

    // MARK: Proof

    /// Each criterion with its checks and how they came out last.
    private var proof: String {
        let rows = spec.criteria.flatMap { criterion -> [String] in
            let evidence = evidence(of: criterion)
            let first = "| \(criterion.id) | \(ForeignText.line(criterion.statement, cap: 160)) |"
            guard !criterion.checks.isEmpty else { return ["\(first) | no check |"] }
            return criterion.checks.enumerated().map { index, check in
                let outcome = evidence[check.text].map { "\($0.outcome.word) on `\($0.tree.prefix(10))`" } ?? "not run"
                return
                    "\(index == 0 ? first : "| | |") \(ForeignText.code(check.title.replacing("|", with: "¦"), cap: 120)) | \(outcome) |"
            }
        }
        guard !rows.isEmpty else { return "" }
        return "| criterion | what | check | outcome |\n|---|---|---|---|\n" + rows.joined(separator: "\n")
    }

    /// The last evidence of a criterion's checks: its own, or that of a task that carries it.
    private func evidence(of criterion: Criterion) -> [String: Evidence] {
        let carriers = tasks.filter { $0.criteria.contains(criterion.id) }.map { "\($0.id)" }
        return (["\(spec.number)/\(criterion.id)"] + carriers).reduce(into: [:]) { found, subject in
            found.merge(ledger.evidence(of: subject)) { first, _ in first }
        }
    }

    // MARK: Figures

    private var figures: String {
        let all = tasks.map { PullRequestAttempts(of: $0.id, in: ledger) }
        let done = all.filter(\.isDone)
        let attempts = all.reduce(0) { $0 + $1.count }
        let first = done.count { $0.count == 1 }
        let usage = all.flatMap(\.usages)
        let evidence = ledger.entries.compactMap { entry -> Evidence? in
            if case .checked(let evidence) = entry.event { evidence } else { nil }
        }
        var lines = [
            "- tasks done: \(done.count) of \(tasks.count), at the first attempt: \(first); attempts in all: \(attempts)",
            "- checks run: \(evidence.count), passed: \(evidence.count { $0.outcome == .passed }), in "
                + Figure.seconds(evidence.reduce(0) { $0 + $1.seconds }),
            "- agents worked for \(Figure.seconds(usage.reduce(0) { $0 + $1.seconds }))",
        ]
        let tokens = usage.compactMap(\.tokens)
        let dollars = usage.compactMap(\.dollars)
        if !tokens.isEmpty { lines.append("- \(tokens.reduce(0, +)) tokens, where a runner told") }
        if !dollars.isEmpty { lines.append("- \(Figure.dollars(dollars.reduce(0, +))), where a runner told") }
        return lines.joined(separator: "\n")
    }

    // MARK: What is left

    private var open: String {
        let waiting = tasks.compactMap { task -> String? in
            switch ledger.state(of: task.id) {
            case .done: nil
            case .blocked(let question): "- \(task.id) waits for a person: \(ForeignText.line(question, cap: 300))"
            case let state: "- \(task.id) is \(state.word)"
            }
        }
        let unproved = spec.criteria.filter { criterion in
            let evidence = evidence(of: criterion)
            return criterion.isVague || criterion.checks.contains { evidence[$0.text]?.outcome != .passed }
        }.map { "- \($0.id) is not proved" }
        let unread = ledger.unreadableLines.map { "- line \($0) of the ledger is no entry" }
        return (waiting + unproved + unread).joined(separator: "\n")
    }
}

/// What the ledger tells of a task's attempts.
struct PullRequestAttempts {
    private(set) var failures: [(attempt: Int, code: String, message: String)] = []
    private(set) var usages: [LedgerEntry.Usage] = []
    private(set) var isDone = false
    /// How many were begun or ended.
    private(set) var count = 0
    private var runner: String?

    init(of task: TaskID, in ledger: Ledger) {
        for entry in ledger.entries {
            switch entry.event {
            case .started(task, let attempt, let name, _, _): (count, runner) = (max(count, attempt), name)
            case .failed(task, let attempt, let code, let message, let usage):
                failures.append((attempt, code, message))
                usages.append(usage)
                count = max(count, attempt)
            case .done(task, let attempt, _, _, let usage):
                usages.append(usage)
                (count, isDone) = (max(count, attempt), true)
            case .undone(let subject, _) where subject == "\(task)" || subject == "\(task.spec)": isDone = false
            default: break
            }
        }
    }

    /// One sentence about how it went.
    func summary(_ state: TaskState) -> String {
        let by = runner.map { " by \(ForeignText.line($0, cap: 40))" } ?? ""
        guard case .done(let tree, _) = state else { return state.word }
        let attempt = count == 1 ? "at the first attempt" : "at attempt \(count)"
        return "done\(by) \(attempt), on tree `\(tree.prefix(10))`"
    }
}

/// Figures as documents write them, whatever the machine's language is.
enum Figure {
    static func seconds(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
    }

    static func dollars(_ amount: Double) -> String {
        let cents = Int((amount * 100).rounded())
        return "$\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
    }

    static func day(_ date: Date) -> String { String(date.formatted(.iso8601).prefix(10)) }
}

extension Evidence.Outcome {
    /// The outcome as a person reads it.
    var word: String { self == .notRun ? "not run" : rawValue }
}
