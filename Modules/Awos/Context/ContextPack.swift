import Diagnostics
import Foundation
import JSON

/// The whole prompt for one task, within a budget: what must be there, then what is worth most per token.
///
/// The same repository and documents give the same prompt. Rows of data never enter it.
public struct ContextPack: Sendable, Hashable {
    /// How large a prompt may be where nobody says otherwise.
    public static let defaultBudgetTokens = 5000

    /// The prompt.
    public let prompt: String
    /// What it consists of, in order.
    public let parts: [ContextPart]
    /// What would have helped and is not there.
    public let leftOut: [LeftOutContext]
    /// How large it was allowed to be.
    public let budgetTokens: Int

    /// The prompt's size.
    public var tokens: Int { TokenCount.of(prompt) }
    /// The files that stand in it, below the root.
    public var files: [String] { parts.compactMap(\.file) }

    /// The prompt for a task of a spec in the repository at `root`.
    ///
    /// - Parameters:
    ///   - budgetTokens: how large it may be; what the task file says where nil.
    ///   - lastFailure: what the last attempt ended with, first error first; at most 1,000 tokens of it are shown.
    ///
    /// Throws `awos.prompt_too_large` when the task itself is larger than the budget.
    public static func make(
        for task: TaskFile, of spec: FunctionalSpec, root: URL, budgetTokens: Int? = nil, lastFailure: String? = nil
    ) throws -> ContextPack {
        let pack = TaskContext(task: task, spec: spec, root: root, lastFailure: lastFailure)
        let budget = budgetTokens ?? task.contextBudgetTokens
        return try ContextPack(opening: pack.prompt.opening, of: "\(task.id)", budgetTokens: budget, pack.fill)
    }

    /// The prompt about a selection of models: `mart_x+`, `+mart_x`, `tag:weather`, a folder.
    public static func make(
        selecting terms: [String], root: URL, budgetTokens: Int = defaultBudgetTokens
    ) throws -> ContextPack {
        let models = try ModelContext(terms, root: root)
        return try ContextPack(opening: models.opening, of: "the selection", budgetTokens: budgetTokens, models.fill)
    }

    init(
        opening: String, of what: String, budgetTokens: Int, _ fill: (inout ContextBudget) throws -> Void
    ) throws {
        var budget = ContextBudget(tokens: budgetTokens)
        budget.reserve(bytes: opening.utf8.count + Self.listBytes)
        try fill(&budget)
        parts = budget.parts
        leftOut = budget.leftOut
        self.budgetTokens = budgetTokens
        let prompt = opening + parts.map(\.rendered).joined() + Self.list(budget.leftOut)
        guard TokenCount.of(prompt) <= budgetTokens else {
            throw WeirError.promptTooLarge(what, tokens: TokenCount.of(prompt), budget: budgetTokens)
        }
        self.prompt = prompt
    }

    /// Bytes kept for the list of what is not in the prompt.
    private static let listBytes = 420

    /// Where to look for what is not in the prompt.
    private static func list(_ leftOut: [LeftOutContext]) -> String {
        let files = leftOut.filter { $0.name.contains("/") && !FileOutline.holdsData($0.name) }.map(\.name)
        guard !files.isEmpty else { return "" }
        var line = "More, where you need it: "
        for (number, file) in files.enumerated() {
            let next = (number > 0 ? ", " : "") + "`\(file)`"
            guard line.utf8.count + next.utf8.count < listBytes - 2 else { break }
            line += next
        }
        return line + "\n"
    }

    /// The pack as one document: the prompt, its parts with their sizes, and what was left out.
    public var json: JSONValue {
        [
            "budget_tokens": .integer(Int64(budgetTokens)), "tokens": .integer(Int64(tokens)),
            "parts": .array(
                parts.map {
                    [
                        "title": .string($0.title), "file": .optional($0.file), "extent": .string($0.extent.rawValue),
                        "tokens": .integer(Int64($0.tokens)),
                    ]
                }),
            "left_out": .array(
                leftOut.map {
                    ["name": .string($0.name), "tokens": .integer(Int64($0.tokens)), "reason": .string($0.reason)]
                }), "prompt": .string(prompt),
        ]
    }
}
