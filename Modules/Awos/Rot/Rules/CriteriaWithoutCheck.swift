extension RotRule {
    /// Every criterion has a check: one without is an intention that nobody can hold.
    static let criteriaWithoutCheck = eachSpec { spec, _ in
        (spec.spec?.criteria ?? []).filter(\.isVague).map { Diagnostic(.noCheck(of: $0.id, at: $0.location)) }
    }
}
