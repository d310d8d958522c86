extension RotRule {
    /// Every document reads: front matter, ids, checks, sections, what waits for what.
    static let unreadableDocuments = eachSpec { spec, _ in spec.errors.map { Diagnostic($0) } }
}
