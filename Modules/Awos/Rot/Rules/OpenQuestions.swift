extension RotRule {
    /// Before a spec is approved, its questions have answers or assumptions.
    static let openQuestions = eachSpec { spec, _ in
        guard !spec.isMerged else { return [] }
        let considered = spec.considerations.map(OpenQuestion.all(in:)) ?? []
        let questions = (spec.spec?.questions ?? []) + considered + spec.tasks.flatMap(\.questions)
        return questions.filter { $0.assumption == nil }.map {
            Diagnostic(.openQuestion($0.text, at: $0.location), spec.ledger.approval == nil ? .warning : .error)
        }
    }
}
