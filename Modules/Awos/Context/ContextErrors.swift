import Diagnostics

/// The wording of what is wrong with prompts.
extension WeirError {
    static func promptTooLarge(_ what: String, tokens: Int, budget: Int) -> WeirError {
        WeirError(
            "awos.prompt_too_large", "\(what) alone takes \(tokens) tokens of \(budget)",
            hint: "split the task, shorten its file, or raise context_budget_tokens there", kind: .usage)
    }

    static func nothingToSelect(_ folder: String) -> WeirError {
        WeirError(
            "awos.no_models", "there is no model below \(folder)",
            hint: "write one, or name a task: awos context 003-T1",
            kind: .usage)
    }

    static func nothingSelected(_ term: String, known: [String]) -> WeirError {
        let name = String(term.split(separator: ":").last ?? "").replacing("+", with: "")
        return WeirError(
            "awos.unknown_selection", "'\(ForeignText.plain(term, cap: 80))' means no model and no table",
            hint: NearMiss.question(name, in: known)
                ?? "name a model, a folder, or tag:NAME, with + for what is around it",
            kind: .usage)
    }
}
