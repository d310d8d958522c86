import Diagnostics

/// The wording of what is wrong in documents.
extension WeirError {
    static func noDocument(_ file: String) -> WeirError {
        WeirError(
            "awos.no_document", "there is no \(file)", at: SourceLocation(file: file),
            hint: "put it back, or write it anew", kind: .usage)
    }

    static func notText(_ file: String) -> WeirError {
        WeirError(
            "awos.not_text", "\(file) is not UTF-8 text", at: SourceLocation(file: file), hint: "save it as UTF-8",
            kind: .usage)
    }

    static func wrongSpecNumber(_ text: String, at place: SourceLocation?) -> WeirError {
        WeirError(
            "awos.wrong_id", "'\(text)' is no number of a spec", at: place, hint: "write three digits: 003",
            kind: .usage)
    }

    static func wrongTaskID(_ text: String, at place: SourceLocation?) -> WeirError {
        WeirError(
            "awos.wrong_id", "'\(text)' is no name of a task", at: place, hint: "write it as 003-T1", kind: .usage)
    }

    static func wrongCriterionReference(_ text: String, at place: SourceLocation?) -> WeirError {
        WeirError(
            "awos.wrong_id", "'\(text)' is no criterion of a spec", at: place, hint: "write it as 003/AC-4",
            kind: .usage)
    }

    static func doubleCriterion(_ id: String, at place: SourceLocation, first: SourceLocation) -> WeirError {
        WeirError(
            "awos.double_criterion", "\(id) stands twice", at: place, hint: "give one of them the next free number",
            notes: ["first: \(first)"], kind: .usage)
    }

    static func notOneCheck(_ found: [String], at place: SourceLocation, near word: String?) -> WeirError {
        let question = found.isEmpty ? word.flatMap { NearMiss.question($0, in: Check.forms) } : nil
        return WeirError(
            "awos.wrong_check",
            found.isEmpty
                ? "this check does not say what it is" : "a check is one of \(found.joined(separator: " and "))",
            at: place, hint: question ?? "it begins with one of \(Check.forms.joined(separator: ", "))", kind: .usage)
    }

    static func noTestName(_ text: String, at place: SourceLocation) -> WeirError {
        WeirError(
            "awos.wrong_check", "'\(text)' names no test", at: place,
            hint: "write target, suite and test: IngestTests/AirQualityTests/loadsEveryRow", kind: .usage)
    }

    static func missingExpectation(_ wanted: String, of what: String, at place: SourceLocation) -> WeirError {
        WeirError(
            "awos.wrong_check", "\(what) does not say what has to come out", at: place, hint: "add one of: \(wanted)",
            kind: .usage)
    }

    static func missingSections(_ titles: [String], in file: String) -> WeirError {
        WeirError(
            "awos.missing_section",
            "a task file needs the sections \(titles.map { "'## \($0)'" }.joined(separator: ", "))",
            at: SourceLocation(file: file), hint: "a section may be short, never absent", kind: .usage)
    }
}

/// The wording of what is wrong with names and graphs.
extension WeirError {
    static func unknownSpec(_ text: String, known: [String]) -> WeirError {
        let hint =
            known.isEmpty
            ? "begin one: awos spec \"what is wanted\""
            : NearMiss.question(text, in: known) ?? "there is \(known.joined(separator: ", "))"
        return WeirError("awos.unknown_spec", "there is no spec '\(text)'", hint: hint, kind: .usage)
    }

    static func doubleSpec(_ number: SpecNumber, _ names: [String]) -> WeirError {
        WeirError(
            "awos.double_spec", "the number \(number) stands for \(names.joined(separator: " and "))",
            hint: "name the folder, or give one a new number: awos spec renumber", kind: .usage)
    }

    static func taskCycle(_ tasks: [TaskID], at place: SourceLocation) -> WeirError {
        WeirError(
            "awos.task_cycle", "these tasks wait for each other: \(tasks.map(\.description).joined(separator: " → "))",
            at: place, hint: "take one of them out of `depends_on`", kind: .usage)
    }

    static func unknownTask(_ id: TaskID, at place: SourceLocation?, known: [TaskID]) -> WeirError {
        WeirError(
            "awos.unknown_task", "there is no task \(id)", at: place,
            hint: NearMiss.question("\(id)", in: known.map(\.description))
                ?? "there is \(known.map(\.description).joined(separator: ", "))", kind: .usage)
    }

    static func doubleTask(_ id: TaskID, _ files: [String]) -> WeirError {
        WeirError(
            "awos.double_task", "\(id) stands in \(files.joined(separator: " and "))",
            hint: "give one of them a free number",
            kind: .usage)
    }
}
