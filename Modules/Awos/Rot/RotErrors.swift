import Diagnostics

/// The wording of what is not proved.
extension WeirError {
    static func noCheck(of criterion: String, at place: SourceLocation) -> WeirError {
        WeirError(
            "awos.no_check", "no check proves \(criterion)", at: place,
            hint: "add a ```check block below it: one of \(Check.forms.joined(separator: ", "))", kind: .usage)
    }

    static func noCheck(of task: TaskID, at place: SourceLocation) -> WeirError {
        WeirError(
            "awos.no_check", "no check proves \(task)", at: place, hint: "name one below `verify:`", kind: .usage)
    }

    static func noTask(for criterion: String, at place: SourceLocation) -> WeirError {
        WeirError(
            "awos.no_task", "no task carries \(criterion)", at: place,
            hint: "name it in the `criteria:` of the task that makes it true", kind: .usage)
    }

    static func noTasks(_ spec: SpecFolder, _ criteria: Int, at place: SourceLocation) -> WeirError {
        WeirError(
            "awos.no_task",
            "\(spec.name) has no tasks: nothing carries its \(criteria == 1 ? "criterion" : "\(criteria) criteria")",
            at: place, hint: "make them: awos tasks \(spec.number)", kind: .usage)
    }

    static func unknownCriterion(_ id: String, at place: SourceLocation, known: [String]) -> WeirError {
        WeirError(
            "awos.unknown_criterion", "there is no criterion \(id)", at: place,
            hint: NearMiss.question(id, in: known)
                ?? (known.isEmpty ? nil : "there is \(known.joined(separator: ", "))"),
            kind: .usage)
    }

    static func tickedWithoutEvidence(
        _ subject: String, missing: [(check: Check, outcome: Evidence.Outcome?)], at place: SourceLocation,
        verify: String
    ) -> WeirError {
        WeirError(
            "awos.ticked_without_evidence", "the box of \(subject) is ticked, and the ledger does not prove it",
            at: place, hint: "run its checks: \(verify)",
            notes: missing.map { check, outcome in
                "\(outcome.map(Self.words) ?? "never ran"): \(check.title)"
            }, kind: .usage)
    }

    static func tickedProvingNothing(_ subject: String, at place: SourceLocation) -> WeirError {
        WeirError(
            "awos.ticked_without_evidence",
            "the box of \(subject) is ticked, and all that its checks ask was so before the work", at: place,
            hint: "ask for what is new, or say `keeps: true` in a check that guards what was there", kind: .usage)
    }

    private static func words(_ outcome: Evidence.Outcome) -> String {
        switch outcome {
        case .passed: "passed"
        case .failed: "failed at last"
        case .notRun: "could not be run at last"
        case .flaky: "gave two answers on one tree"
        }
    }

    static func tickedUnknownTask(_ id: String, at place: SourceLocation) -> WeirError {
        WeirError(
            "awos.ticked_without_evidence", "the box of \(id) is ticked, and there is no such task", at: place,
            hint: "remove the line, or write the task's file", kind: .usage)
    }

    static func staleEvidence(_ subject: String, _ check: Check, at place: SourceLocation, verify: String) -> WeirError
    {
        WeirError(
            "awos.stale_evidence", "what proved \(subject) has changed since", at: place,
            hint: "run its checks again: \(verify)", notes: ["proved before: \(check.title)"], kind: .usage)
    }

    static func unreadableEvidence(_ file: String, line: Int) -> WeirError {
        WeirError(
            "awos.unreadable_evidence", "this line is no entry of a ledger", at: SourceLocation(file: file, line: line),
            hint: "take it back: git checkout -- \(file)", kind: .usage)
    }
}

/// The wording of what is wrong around specs.
extension WeirError {
    static func openQuestion(_ text: String, at place: SourceLocation) -> WeirError {
        WeirError(
            "awos.open_question", "nobody has answered: \(text)", at: place,
            hint: "answer it: awos clarify, or write **Assumption:** behind it", kind: .usage)
    }

    static func unknownFile(_ path: String) -> WeirError {
        WeirError(
            "awos.unknown_file", "nothing reads this file", at: SourceLocation(file: path),
            hint: "documents have fixed names; move it elsewhere, or remove it", kind: .usage)
    }

    static func doubleNumber(_ number: SpecNumber, _ others: [String], at place: SourceLocation) -> WeirError {
        WeirError(
            "awos.double_spec", "the number \(number) is taken twice", at: place,
            hint: "give one of them a free number: awos spec renumber", notes: others.map { "also: \($0)" },
            kind: .usage)
    }

    static func tableOfTwoSpecs(_ table: String, _ other: String, at place: SourceLocation) -> WeirError {
        WeirError(
            "awos.table_of_two_specs", "\(other), which is open too, changes the contract of \(table)", at: place,
            hint: "finish one of them first, or leave the table to one", kind: .usage)
    }

    static func changedSinceApproval(
        _ path: String, table: String?, _ commit: CommitRecord, of spec: SpecFolder, at place: SourceLocation
    ) -> WeirError {
        WeirError(
            "awos.changed_since_approval",
            (table.map { "the table \($0) (\(path))" } ?? path) + " has changed since \(spec.name) was approved",
            at: place, hint: "read what changed, then approve again: awos approve \(spec.number)",
            notes: ["changed by \(commit.id) \(commit.subject)"], kind: .usage)
    }

    static func historyCutOff(at place: SourceLocation) -> WeirError {
        WeirError(
            "awos.history_cut_off",
            "the history of this clone was cut off: nobody knows what others changed since the approval", at: place,
            hint: "fetch the rest: git fetch --unshallow", kind: .usage)
    }

    static func approvalLapsed(_ spec: SpecFolder, by: String, at place: SourceLocation) -> WeirError {
        WeirError(
            "awos.approval_lapsed", "what \(by) approved of \(spec.name) has changed since", at: place,
            hint: "read it again and approve it: awos approve \(spec.number)", kind: .usage)
    }
}

/// The wording of what is wrong in guides.
extension WeirError {
    static func gonePath(_ path: String, at place: SourceLocation, near: String?) -> WeirError {
        WeirError("awos.gone_path", "there is no \(path)", at: place, hint: near ?? Self.guideCure, kind: .usage)
    }

    static func goneType(_ name: String, at place: SourceLocation) -> WeirError {
        WeirError("awos.gone_type", "no source names '\(name)'", at: place, hint: guideCure, kind: .usage)
    }

    static func goneTable(_ name: String, at place: SourceLocation) -> WeirError {
        WeirError("awos.gone_table", "nothing makes the table \(name)", at: place, hint: guideCure, kind: .usage)
    }

    static func goneCommand(_ call: String, _ word: String, known: [String], at place: SourceLocation) -> WeirError {
        WeirError(
            "awos.gone_command", "`\(call)` cannot be called: there is no '\(word)'", at: place,
            hint: NearMiss.question(word, in: known) ?? guideCure, kind: .usage)
    }

    static func weirNotAsked(at place: SourceLocation) -> WeirError {
        WeirError(
            "awos.weir_not_asked", "`weir` is not built: nobody knows whether its commands in guides can be called",
            at: place, hint: "build it: make build", kind: .usage)
    }

    private static let guideCure = "correct the guide: an agent believes it"

    /// The one error with which `awos check` ends.
    public static func checkFailed(errors: Int, warnings: Int) -> WeirError {
        let count = { (number: Int, word: String) in "\(number) \(word)\(number == 1 ? "" : "s")" }
        return WeirError(
            "awos.check_failed",
            count(errors, "error") + (warnings == 0 ? "" : " and \(count(warnings, "warning"))") + " in the documents")
    }
}
