import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct ClarificationTests {
    /// A folder with a drafted spec of this kind, its considerations and tasks where it can have them.
    static func folder(_ name: String, isAnswered: Bool = false, edit: (String) -> String = { $0 }) throws
        -> (files: TemporaryDirectory, folder: SpecFolder)
    {
        let files = try TemporaryDirectory()
        for module in ["CSV", "Serve"] { try files.write("", to: "Modules/\(module)/CLAUDE.md") }
        let kind = try Kinds.named(name)
        let draft = try KindsTests.draft(kind, isAnswered: isAnswered)
        let folder = try #require(SpecFolder(name: "900-air-quality", in: SpecTree(root: files.url)))
        try files.write(
            edit(SpecText(kind: kind, draft: draft).document), to: "\(folder.path)/\(FunctionalSpec.fileName)")
        return (files, folder)
    }

    private static func write(_ plan: DocumentPlan, _ folder: SpecFolder) throws {
        try plan.apply(below: folder.tree.root)
    }

    @Test(arguments: ["\n", "\r\n"]) func aQuestionGivesWayToItsAnswerAndNoOtherByteChanges(end: String) throws {
        let edit = { (text: String) in
            (text
                + "By hand: it has [NEEDS CLARIFICATION: how many?] rows,\n[NEEDS CLARIFICATION: When?]\n**Assumption:** soon\nend")
                .replacing("\n", with: end)
        }
        let (files, folder) = try Self.folder("source", edit: edit)
        defer { withExtendedLifetime(files) {} }
        let clarification = try Clarification(folder)
        let old = clarification.drafting.spec.document.text
        #expect(clarification.items.suffix(2).map(\.id) == ["q1", "q2"])
        try Self.write(try clarification.plan(["cadence": "every *hour*", "q1": "9", "q2": "today"]), folder)
        let new = try folder.document(FunctionalSpec.fileName).text
        let expected = old.replacing(
            "[NEEDS CLARIFICATION: How often does new data come?] **Assumption:** every day",
            with: "How often does new data come? **Answer:** every \\*hour\\*"
        )
        .replacing("[NEEDS CLARIFICATION: how many?]", with: "9")
        .replacing("[NEEDS CLARIFICATION: When?]\(end)**Assumption:** soon", with: "today")
        .replacing("Orchestrate]\(end)---", with: "Orchestrate]\(end)answers:\(end)  cadence: every *hour*\(end)---")
        #expect(new == expected)
        let after = try Clarification(folder)
        #expect(!after.items.map(\.id).contains("cadence") && after.items.allSatisfy { !$0.id.hasPrefix("q") })
    }

    @Test func criteriaAndTasksThatWaitForAnAnswerFollow() throws {
        let (files, folder) = try Self.folder("source")
        defer { withExtendedLifetime(files) {} }
        try Self.write(try TaskDrafting(folder).missing(), folder)
        #expect(try folder.spec().criteria.filter(\.isVague).map(\.id) == ["AC-1", "AC-2"])
        try Self.write(try Clarification(folder).plan(["rows": "24", "key": "a, b"]), folder)
        let spec = try folder.spec()
        #expect(spec.criteria.allSatisfy { !$0.isVague })
        #expect(spec.answers == ["rows": "24", "key": "a, b"])
        #expect(try folder.tasks()[0].document.text.contains("- key: a, b"))
        #expect(try folder.document(ConsiderationsText.fileName).text.contains("| key: a, b |"))
        // A second answer to the same question takes the first one's place.
        try Self.write(try Clarification(folder).plan(["rows": "25"]), folder)
        let text = try folder.document(FunctionalSpec.fileName).text
        #expect(text.contains("equals: \"25\"") && !text.contains("24"))
        #expect(text.contains("other than weir? **Answer:** 25\n"))
    }

    @Test func whatAPersonChangedStays() throws {
        let edit = { (text: String) in text.replacing("then each row of", with: "then every row of") }
        let (files, folder) = try Self.folder("source", edit: edit)
        defer { withExtendedLifetime(files) {} }
        try Self.write(try TaskDrafting(folder).tasks(), folder)
        let path = "\(folder.path)/tasks/02-transform.md"
        try files.write(try folder.document("tasks/02-transform.md").text + "- mine\n", to: path)
        let plan = try Clarification(folder).plan(["rows": "24", "key": "a"])
        #expect(
            plan.notes == [
                "AC-2 was changed by a person and stays as it is",
                "\(path) was changed by a person and stays as it is",
            ])
        #expect(!plan.entries.map(\.path).contains(path))
        #expect(plan.entries.map(\.path).contains("\(folder.path)/tasks/01-ingest.md"))
        let error = #expect(throws: WeirError.self) { try TaskDrafting(folder).tasks() }
        #expect(error?.code == "awos.changed_by_hand" && error?.message.contains(path) == true)
        #expect(try TaskDrafting(folder).tasks(force: true).entries.map(\.path) == [path])
    }

    @Test func modulesThatAreNamedLaterGetTheirCriteriaAndTasks() throws {
        let (files, folder) = try Self.folder(
            "other",
            edit: {
                $0.replacing("modules: [CSV, Serve]", with: "modules: []")
            })
        defer { withExtendedLifetime(files) {} }
        let bare = SpecText(
            kind: .other, draft: Kind.Draft(number: SpecNumber(900)!, intent: "x", name: "air_quality"))
        try files.write(bare.document, to: "\(folder.path)/\(FunctionalSpec.fileName)")
        let error = #expect(throws: WeirError.self) { try TaskDrafting(folder).tasks() }
        #expect(error?.code == "awos.no_modules")
        try Self.write(
            try Clarification(folder).plan(["modules": "Serve, CSV", "proof": "CSVTests/A, ServeTests/B"]), folder)
        let spec = try folder.spec()
        #expect(spec.modules == ["Serve", "CSV"] || spec.modules == ["CSV", "Serve"])
        #expect(spec.criteria.map { $0.checks.map(\.text) } == [["test: CSVTests/A"], ["test: ServeTests/B"]])
        try Self.write(try TaskDrafting(folder).tasks(), folder)
        #expect(try folder.tasks().map(\.module) == ["CSV", "Serve"])
    }

    @Test(arguments: [
        ("answers: {cadence: daily, who: 'a: b'}", "answers:\n  cadence: daily\n  who: \"a: b\"\n  rows: \"3\""),
        ("answers: {}", "answers:\n  rows: \"3\""),
        ("answers:\n    rows: 1\n    who: me", "answers:\n    rows: \"3\"\n    who: me"),
        ("answers:\n  who: |\n    me\n    too", "answers:\n  who: |\n    me\n    too\n  rows: \"3\""),
        ("answers:\n  rows: >\n    1\n  who: me", "answers:\n  rows: \"3\"\n  who: me"),
    ])
    func answersStandInFrontMatterHoweverItIsWritten(old: String, new: String) throws {
        let (files, folder) = try Self.folder(
            "source", edit: { $0.replacing("Orchestrate]\n---", with: "Orchestrate]\n\(old)\n---") })
        defer { withExtendedLifetime(files) {} }
        try Self.write(try Clarification(folder).plan(["rows": "3"]), folder)
        let document = try folder.document(FunctionalSpec.fileName)
        #expect(document.text.contains("Orchestrate]\n\(new)\n---"), "\(document.text.prefix(400))")
        #expect(try folder.spec().answers["rows"] == "3")
    }

    @Test func criteriaOfAPersonGoToTheLastTask() throws {
        let (files, folder) = try Self.folder(
            "source", isAnswered: true,
            edit: { $0.replacing("- [ ] **AC-3**", with: "- [ ] **AC-30** mine\n\n- [ ] **AC-3**") })
        defer { withExtendedLifetime(files) {} }
        try Self.write(try TaskDrafting(folder).tasks(), folder)
        #expect(try folder.tasks().last?.criteria == ["AC-30", "AC-7"])
    }

    @Test func anAnswerInTheDocumentIsJudgedToo() throws {
        let (files, folder) = try Self.folder(
            "model", isAnswered: true,
            edit: { $0.replacing("grain: \"week, city\"", with: "grain: \"a; drop table b\"") })
        defer { withExtendedLifetime(files) {} }
        let error = #expect(throws: WeirError.self) { try TaskDrafting(folder) }
        #expect(error?.code == "awos.wrong_answer")
    }

    @Test func aPlanDoesNotWriteOverWhatItDidNotSee() throws {
        let (files, folder) = try Self.folder("page")
        defer { withExtendedLifetime(files) {} }
        let plan = try TaskDrafting(folder).tasks()
        try files.write("mine", to: "\(folder.path)/tasks.md")
        let error = #expect(throws: WeirError.self) { try plan.apply(below: files.url) }
        #expect(error?.code == "awos.file_exists")
        #expect(!FileManager.default.fileExists(atPath: files.file("\(folder.path)/tasks/01-serve.md").path))
        let clarified = try Clarification(folder).plan(["shows": "x"])
        try files.write("other", to: "\(folder.path)/\(FunctionalSpec.fileName)")
        #expect(throws: WeirError.self) { try clarified.apply(below: files.url) }
    }
}
