extension RotRule {
    /// Every line of a ledger is an entry.
    static let unreadableEvidence = eachSpec { spec, _ in
        spec.ledger.unreadableLines.map {
            Diagnostic(.unreadableEvidence("\(spec.folder.path)/\(Ledger.fileName)", line: $0))
        }
    }
}
