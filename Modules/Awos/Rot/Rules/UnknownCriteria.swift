extension RotRule {
    /// The criteria that tasks carry, and those that a spec retires, exist.
    static let unknownCriteria = RotRule { world in
        let all = Dictionary(grouping: world.specs + world.branches.specs) { $0.folder.number }
        return world.specs.flatMap { spec -> [Diagnostic] in
            guard let document = spec.spec else { return [] }
            let known = document.criteria.map(\.id)
            let carried = spec.tasks.flatMap { task in
                task.criteria.filter { !known.contains($0) }.map {
                    Diagnostic(.unknownCriterion($0, at: task.document.place(ofKey: "criteria", $0), known: known))
                }
            }
            let retired = document.supersedes.filter { reference in
                !(all[reference.spec] ?? []).contains { other in
                    other.spec?.criteria.contains { $0.id == reference.id } ?? true
                }
            }
            return carried
                + retired.map {
                    let place = document.document.place(ofKey: "supersedes", "\($0)")
                    return Diagnostic(.unknownCriterion("\($0)", at: place, known: []))
                }
        }
    }
}
