import Diagnostics
import DurableFiles
import Foundation

/// What an agent was told for one attempt, and what came of it: `prompts/003-T1-a1.md`.
///
/// Written when the attempt begins and again when it ends; the same values give the same text. Secrets and rows are masked.
public struct PromptRecord: Sendable {
    /// When the attempt began.
    public var at: Date
    /// Who is responsible: the identity that git has.
    public var developer: String?
    /// The runner's name.
    public var runner: String
    /// The model, where the runner tells.
    public var model: String?
    /// The task.
    public var task: TaskFile
    /// The attempt, from 1.
    public var attempt: Int
    /// The prompt with its parts.
    public var pack: ContextPack
    /// What came of it, in one sentence; nil as long as it runs.
    public var outcome: String?
    /// What it used, as far as the runner tells.
    public var usage: LedgerEntry.Usage
    /// What follows: a question to a person, a failure that the next attempt gets.
    public var followUps: [String]

    /// A record of an attempt that begins.
    public init(
        of task: TaskFile, attempt: Int, at: Date, runner: String, model: String? = nil, developer: String? = nil,
        pack: ContextPack
    ) {
        self.at = at
        self.developer = developer
        self.runner = runner
        self.model = model
        self.task = task
        self.attempt = attempt
        self.pack = pack
        (outcome, usage, followUps) = (nil, LedgerEntry.Usage(), [])
    }

    /// The file's name: `003-T1-a1.md`.
    public var fileName: String { "\(task.id)-a\(attempt).md" }

    /// Writes the record into the spec's folder; its path below the root.
    @discardableResult
    public func write(to folder: SpecFolder, masker: Masker = Masker()) throws -> String {
        let file = folder.file("prompts/\(fileName)")
        _ = try DurableFile.write(text(masker: masker), to: file)
        return folder.tree.shown(file)
    }

    /// The document.
    public func text(masker: Masker = Masker()) -> String {
        let mask = PromptMask(masker: masker)
        let facts = [
            ("time", at.formatted(.iso8601)), ("developer", developer ?? "not known"), ("runner", runner),
            ("model", model ?? "not told"), ("task", "\(task.id): \(task.title)"), ("attempt", "\(attempt)"),
            ("prompt", "\(pack.tokens) of \(pack.budgetTokens) tokens, counted as UTF-8 bytes / 3.5"), ("used", used),
        ]
        let rows = facts.map { "| \($0.0) | \(ForeignText.line(masker.mask($0.1))) |" }
        let ends = outcome.map { ForeignText.line(mask($0), cap: 600) } ?? "It has not ended yet."
        let next = followUps.map { "- \(ForeignText.line(mask($0), cap: 600))" }
        let files = pack.parts.filter { $0.file != nil }
            .map { "- `\($0.file ?? "")` (\($0.extent.rawValue), \($0.tokens) tokens)" }
        let missing = pack.leftOut.map { "- not there: \(ForeignText.line($0.name)), \($0.reason)" }
        let sections = [
            ("Outcome", ends), ("Follow-ups", next.isEmpty ? "None." : next.joined(separator: "\n")),
            ("Context files", (files + missing).joined(separator: "\n")),
            ("Prompt", ForeignText.block(mask(pack.prompt), language: "markdown")),
        ]
        return "# \(task.id), attempt \(attempt)\n\n| what | value |\n|---|---|\n" + rows.joined(separator: "\n") + "\n"
            + sections.map { "\n## \($0.0)\n\n\($0.1)\n" }.joined()
    }

    private var used: String {
        let tokens = usage.tokens.map { ", \($0) tokens as the runner counts" } ?? ""
        let dollars = usage.dollars.map { ", \(Figure.dollars($0))" } ?? ""
        return Figure.seconds(usage.seconds) + tokens + dollars
    }
}

/// Takes secrets, and rows that a failing test printed, out of a text that is kept in git.
struct PromptMask {
    let masker: Masker

    func callAsFunction(_ text: String) -> String {
        masker.mask(text).split(separator: "\n", omittingEmptySubsequences: false).map(line).joined(separator: "\n")
    }

    private func line(_ line: Substring) -> String {
        var text = String(line)
        // A credential by its name, or by the form that providers give it.
        text.replace(
            /((?i:token|secret|password|passwd|api[_-]?key|authorization)["']?\s*[:=]\s*)(?:(?i:bearer)\s+)?["']?[^\s"',)\]]{6,}/
        ) { "\($0.1)***" }
        text.replace(/\b(?:sk-|ghp_|github_pat_|xox[abp]-|AKIA)[A-Za-z0-9_\-]{8,}/, with: "***")
        // What a test saw where it expected something else.
        if let arrow = text.firstMatch(of: /(Expectation failed|recorded an issue|Caught error)[^→]*→/) {
            text = text[..<arrow.range.upperBound] + " (values masked)"
        }
        let isRow = text.contains(/^\s*(?:│|\|)?\s*[^|│`]*\d[^|│`]*(?:[|│\t][^|│\t`]*){3,}$/) && !text.contains("---")
        return isRow || text.contains(/^\s*[{\[]\s*"[^"]+"\s*:.*[}\]],?\s*$/) ? "(a row, masked)" : text
    }
}
