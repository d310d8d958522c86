import Diagnostics

/// The wording of what a scaffold cannot do.
extension WeirError {
    static func unscaffoldedFormat(_ table: String, _ format: String) -> WeirError {
        WeirError(
            "scaffold.format", "the files of '\(table)' are written '\(format)', which no source can be made of",
            hint: "supply them as CSV in UTF-8 with one header row, as JSON records, or as Parquet", kind: .usage)
    }

    static func unscaffoldedReading(_ column: String, _ reading: String) -> WeirError {
        WeirError(
            "scaffold.reading", "the values of '\(column)' are read as '\(reading)', which no source can be made of",
            hint:
                "supply times in ISO form and numbers with a point, or overrule the type as text in source-profile.yml",
            kind: .usage)
    }
}

/// The wording of what keeps a scaffold from being written.
extension WeirError {
    static func scaffoldExists(_ path: String) -> WeirError {
        WeirError(
            "scaffold.exists", "\(path) is there already",
            hint: "choose another name, or take the source out first: awos source remove NAME", kind: .usage)
    }

    static func noPlaceForLine(_ path: String) -> WeirError {
        WeirError(
            "scaffold.no_place", "\(path) has no list that the source's line could go into",
            hint: "look how the other sources stand there in the template", kind: .usage)
    }

    static func noKeyToCorrect(_ table: String) -> WeirError {
        WeirError(
            "scaffold.no_key", "'\(table)' has no key, so a delivery cannot correct its rows",
            hint: "name the key in source-profile.yml, or say that rows are added or replaced", kind: .usage)
    }

    static func noTable(_ sample: String) -> WeirError {
        WeirError(
            "scaffold.no_table", "\(sample) holds no table with rows", hint: "give a file with data", kind: .usage)
    }

    static func openQuestions(_ questions: [String]) -> WeirError {
        WeirError(
            "scaffold.open_questions", "the sample leaves \(questions.count) questions open",
            hint: "overrule the choice in source-profile.yml", notes: questions, kind: .usage)
    }
}
