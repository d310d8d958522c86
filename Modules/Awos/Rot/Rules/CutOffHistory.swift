extension RotRule {
    /// What changed since an approval is only known where the history reaches back to it.
    static let cutOffHistory = RotRule { world in
        guard world.isHistoryCutOff, let spec = world.specs.first(where: { $0.openApproval != nil })?.spec else {
            return []
        }
        return [Diagnostic(.historyCutOff(at: spec.document.place(ofKey: "id")), .warning)]
    }
}
