import Diagnostics

extension WeirError {
    static func answerBreaksDocument(_ id: String) -> WeirError {
        WeirError(
            "awos.answer_breaks_document",
            "the answer to '\(id)' has a line that begins a heading, a fence or a comment",
            hint: "answer in plain sentences; sections of your own go into the document by hand", kind: .usage)
    }
}

/// The wording of set-up.
extension WeirError {
    static func editByHand(_ key: String, _ value: String, file: String) -> WeirError {
        WeirError(
            "awos.edit_by_hand", "\(file) is written so that '\(key)' cannot be changed without touching more",
            hint: "set \(key) to \(value) by hand, and run this again", kind: .usage)
    }

    static func notOneOf(_ id: String, _ value: String, known: [String]) -> WeirError {
        WeirError(
            "awos.not_one_of", "there is no \(id) '\(value)'",
            hint: (NearMiss.question(value, in: known).map { $0 + " " } ?? "") + "there is "
                + known.joined(separator: ", "), kind: .usage)
    }

    static func wrongProjectName(_ name: String) -> WeirError {
        WeirError(
            "awos.wrong_project_name", "'\(name)' cannot be the name of a project",
            hint: "use small letters, digits, '_' and '-', with a letter first", kind: .usage)
    }
}
