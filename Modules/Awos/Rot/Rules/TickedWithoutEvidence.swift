import Diagnostics

extension RotRule {
    /// A box is ticked only where the last run of each check passed, by the ledger, and not all of them before the work too.
    static let tickedWithoutEvidence = eachSpec { spec, _ in
        let evidence = spec.standingEvidence
        return tickedCriteria(spec, evidence) + tickedTasks(spec, evidence)
    }

    private static func tickedCriteria(_ spec: ReadSpec, _ evidence: StandingEvidence) -> [Diagnostic] {
        (spec.spec?.criteria ?? []).filter(\.isTicked).compactMap { criterion in
            let subject = "\(spec.folder.number)/\(criterion.id)"
            let missing = evidence.missing(criterion.checks, of: subject)
            guard !missing.isEmpty || criterion.isVague else {
                guard evidence.provesNothing(criterion, of: subject) else { return nil }
                return Diagnostic(.tickedProvingNothing(criterion.id, at: criterion.location))
            }
            return Diagnostic(
                .tickedWithoutEvidence(
                    criterion.id, missing: missing, at: criterion.location, verify: "awos verify \(spec.folder.number)")
            )
        }
    }

    private static func tickedTasks(_ spec: ReadSpec, _ evidence: StandingEvidence) -> [Diagnostic] {
        guard let list = spec.taskList else { return [] }
        let states = spec.states
        return list.lines.indices.filter { !list.isFenced[$0] }.compactMap { number in
            guard let name = tickedTask(list.lines[number]) else { return nil }
            let place = list.location(line: number, column: 1, length: list.lines[number].count)
            guard let id = TaskID(name), let task = spec.tasks.first(where: { $0.id == id }) else {
                return spec.hasUnreadableTasks ? nil : Diagnostic(.tickedUnknownTask(name, at: place))
            }
            let missing = evidence.missing(task.checks, of: "\(id)")
            guard !missing.isEmpty || states[id]?.isDone != true else { return nil }
            return Diagnostic(
                .tickedWithoutEvidence("\(id)", missing: missing, at: place, verify: "awos done \(id)"))
        }
    }

    /// The name behind a ticked box: `003-T1` of `- [x] **003-T1** …`.
    private static func tickedTask(_ line: Substring) -> String? {
        let text = line.trimmed
        guard ["- [x] **", "- [X] **", "* [x] **", "* [X] **"].contains(where: text.hasPrefix) else { return nil }
        let name = text.dropFirst(8)
        guard let first = name.first, first.isNumber, let end = name.firstRange(of: "**"),
            name[..<end.lowerBound].contains("-T")
        else { return nil }
        return String(name[..<end.lowerBound])
    }
}
