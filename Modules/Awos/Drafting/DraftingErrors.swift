import Diagnostics

/// The wording of what is wrong with what is to be drafted.
extension WeirError {
    static func badName(_ name: String) -> WeirError {
        WeirError(
            "awos.bad_name",
            "'\(DocumentText.title(name, limit: 48))' cannot be the name of a file, a table and a type",
            hint: "give one in lower case with underscores, up to 40 letters: --name air_quality", kind: .usage)
    }

    static func reservedName(_ name: String, in language: String) -> WeirError {
        WeirError(
            "awos.bad_name", "'\(name)' is a word of \(language)", hint: "say more: --name \(name)_readings",
            kind: .usage)
    }

    static func noName() -> WeirError {
        WeirError(
            "awos.no_name", "no name can be made from the intent", hint: "give one: --name air_quality", kind: .usage)
    }

    static func nameExists(_ name: String, _ path: String) -> WeirError {
        WeirError(
            "awos.name_exists", "'\(name)' is taken: there is \(path)",
            hint: "give another one with --name, or change what is there with --kind fix", kind: .usage)
    }

    static func noIntent(_ roadmap: String) -> WeirError {
        WeirError(
            "awos.no_intent", "no intent is given, and \(roadmap) has no open item",
            hint: "say what is wanted: awos spec \"Hourly air quality for the city\"", kind: .usage)
    }

    static func numberTaken(_ number: SpecNumber, _ place: String, next: SpecNumber) -> WeirError {
        WeirError(
            "awos.number_taken", "the number \(number) is taken by \(place)",
            hint: "leave it out, or take the next free one: \(next)", kind: .usage)
    }

    static func unknownModule(_ name: String, known: [String]) -> WeirError {
        WeirError(
            "awos.unknown_module", "there is no module '\(name)'",
            hint: NearMiss.question(name, in: known) ?? "modules are \(known.joined(separator: ", "))", kind: .usage)
    }

    static func tooManyModules(_ kind: String) -> WeirError {
        WeirError(
            "awos.too_many_modules", "the kind '\(kind)' is about one module",
            hint: "name one, or take --kind other", kind: .usage)
    }

    static func modulesNotWanted(_ kind: String) -> WeirError {
        WeirError(
            "awos.modules_not_wanted", "the kind '\(kind)' knows its modules",
            hint: "leave --modules out, or take --kind other", kind: .usage)
    }

    static func wrongTestTarget(_ test: String, module: String) -> WeirError {
        WeirError(
            "awos.wrong_answer", "the test '\(test)' is no test of \(module)",
            hint: "name one of \(module)Tests, or the other module", kind: .usage)
    }

    static func noTasks(_ folder: String) -> WeirError {
        WeirError(
            "awos.no_modules", "\(folder) does not say which modules are changed, so there are no tasks",
            hint: "answer the question 'modules': awos clarify \(folder.prefix(3)) --answers FILE.yml", kind: .usage)
    }

    static func fileExists(_ path: String) -> WeirError {
        WeirError(
            "awos.file_exists", "\(path) is there already", hint: "move it away, or take another name", kind: .usage)
    }

    static func changedByHand(_ paths: [String], command: String) -> WeirError {
        WeirError(
            "awos.changed_by_hand", "\(paths.joined(separator: ", ")) would lose what a person changed",
            hint: "keep what is there, or write anew: \(command) --force", kind: .usage)
    }

    static func changedMeanwhile(_ path: String) -> WeirError {
        WeirError("awos.changed_meanwhile", "\(path) was changed by somebody else meanwhile", hint: "call again")
    }

    static func noSample(_ path: String) -> WeirError {
        WeirError("awos.no_sample", "there is no file \(path)", hint: "give the path of a small sample", kind: .usage)
    }

    static func largeSample(_ path: String, bytes: Int, most: Int) -> WeirError {
        WeirError(
            "awos.large_sample", "\(path) has \(bytes) bytes; a sample that goes into git has at most \(most)",
            hint: "give its first rows", kind: .usage)
    }

    static func sampleNotWanted(_ kind: String) -> WeirError {
        WeirError(
            "awos.sample_not_wanted", "the kind '\(kind)' takes no sample",
            hint: "leave --sample out, or take --kind source", kind: .usage)
    }

    static func nothingToAnswer(_ id: String, known: [String], at place: SourceLocation?) -> WeirError {
        WeirError(
            "awos.unknown_question", "no open question is called '\(id)'", at: place,
            hint: NearMiss.question(id, in: known)
                ?? (known.isEmpty ? "nothing is open" : "open are \(known.joined(separator: ", "))"), kind: .usage)
    }

    static func sameNumber(_ number: SpecNumber) -> WeirError {
        WeirError("awos.number_taken", "it has the number \(number) already", hint: "give another one", kind: .usage)
    }
}

extension WeirError {
    static func noTestOfModule(_ module: String, question: String) -> WeirError {
        WeirError(
            "awos.wrong_answer", "the answer to '\(question)' names no test of \(module)",
            hint: "name one of each module: \(module)Tests/NewThingTests", kind: .usage)
    }
}
