import Diagnostics

/// The last evidence of every check of a spec, and what people answered, as far as nothing took it back.
struct StandingEvidence: Sendable {
    private var last: [String: [String: Evidence]] = [:]
    private var answers: [String: [String: Bool]] = [:]

    init(_ ledger: Ledger) {
        for entry in ledger.entries {
            switch entry.event {
            case .checked(let evidence): last[evidence.subject, default: [:]][evidence.check] = evidence
            case .answered(let subject, let question, _, let isTrue):
                answers[subject, default: [:]][question] = isTrue
            case .undone(let subject, _):
                let isWithin = { (key: String) in
                    key == subject || key.hasPrefix("\(subject)/") || key.hasPrefix("\(subject)-")
                }
                // What there was before the work is no part of the work.
                last = last.filter { $0.key.hasSuffix(Ledger.atBase("")) || !isWithin($0.key) }
                answers = answers.filter { !isWithin($0.key) }
            default: break
            }
        }
    }

    /// The last run of a check for a subject: `003-T1`, `003/AC-1`.
    func last(_ check: Check, of subject: String) -> Evidence? { last[subject]?[check.text] }

    /// Whether all that a criterion asks was so before the work.
    func provesNothing(_ criterion: Criterion, of subject: String) -> Bool {
        criterion.provesNothing { last($0, of: Ledger.atBase(subject))?.outcome }
    }

    /// The checks that nothing proves, each with how it came out at last.
    func missing(_ checks: [Check], of subject: String) -> [(check: Check, outcome: Evidence.Outcome?)] {
        checks.compactMap { check in
            if case .person(let question) = check.form, answers[subject]?[question] == true { return nil }
            let outcome = last(check, of: subject)?.outcome
            return outcome == .passed ? nil : (check, outcome)
        }
    }
}

extension ReadSpec {
    /// What its ledger proves.
    var standingEvidence: StandingEvidence { StandingEvidence(ledger) }

    /// Whether a task file could not be read.
    var hasUnreadableTasks: Bool { tasks.count < paths.count { $0.hasPrefix("tasks/") && $0.hasSuffix(".md") } }
}
