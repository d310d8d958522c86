import Foundation
import JSON
import Testing

@testable import Awos
@testable import AwosCommand

@Suite struct SpecCommandTests {
    static let sources = [
        "Modules/Ingest/Sources/Weather.swift": "", "Modules/Serve/Pages/weather.md": "",
        "Modules/CSV/CSVReader.swift": "",
        "Tests/CSVTests/CSVReaderTests.swift": "",
    ]

    private func text(_ fixture: AwosFixture, _ path: String) throws -> String {
        try String(contentsOf: fixture.folder.file(path), encoding: .utf8)
    }

    @Test func aSampleMakesASourceWhoseRowsAreCounted() async throws {
        let fixture = try await AwosFixture(Self.sources)
        try fixture.folder.write("[{\"a\": 4711}, {\"a\": 4712}]", to: "air.json")
        try fixture.folder.write("next_data: a folder\nkey: [a]\n", to: "answers.yml")
        let call = await fixture.call(
            ["spec", "Hourly air quality for the city", "--sample", "air.json", "--answers", "answers.yml"])
        #expect(call.code == 0, "\(call.messages)")
        #expect(call.messages.contains("kind: source (guessed"))
        #expect(call.output.contains("next: awos implement 001"))
        let folder = try SpecTree(root: fixture.folder.url).folder("1")
        let spec = try folder.spec()
        #expect((folder.name, spec.name) == ("001-air-quality", "air_quality"))
        #expect(spec.answers["rows"] == "2")
        #expect(spec.criteria.allSatisfy { !$0.isVague })
        #expect(spec.questions.allSatisfy { $0.assumption != nil })
        #expect(!spec.document.text.contains("4711"), "no value of the sample")
        #expect(try text(fixture, "\(folder.path)/sample/air.json").contains("4711"))
        #expect(await fixture.call("tech 1").code == 0)
        #expect(await fixture.call("tasks 1").code == 0)
        #expect(
            try folder.tasks().map(\.module) == ["Ingest", "Transform", "Quality", "Serve", "Notebooks", "Orchestrate"])
        #expect(
            try text(fixture, "\(folder.path)/tasks.md").contains("**[Agent: transform]** (AC-4, AC-5), after 001-T1\n")
        )
        #expect(await fixture.call("tasks 1").output == "nothing changes\n")
        #expect(try await fixture.git.changedPaths(untracked: false) == [], "nothing is committed or changed")
        let next = await fixture.call(["spec", "Air again", "--kind", "source", "--name", "air_quality"])
        #expect(
            next.code == 2 && next.messages.contains("'air_quality' is taken: there is context/spec/001-air-quality"))
    }

    @Test func callsAtOnceTakeNumbersOfTheirOwn() async throws {
        let fixture = try await AwosFixture(Self.sources)
        try fixture.folder.write("[{\"a\": 1}]", to: "air.json")
        let calls =
            (1...6).map { ["spec", "A page about demand \($0)", "--kind", "page", "--name", "demand_\($0)"] }
            + [["spec", "Air", "--kind", "source", "--name", "air", "--sample", "air.json"]]
        let codes = await withTaskGroup(of: Int32.self) { group in
            for words in calls { group.addTask { await fixture.call(words).code } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes == Array(repeating: 0, count: 7))
        let folders = SpecTree(root: fixture.folder.url).folders()
        #expect(folders.map(\.number.value) == Array(1...7))
        let source = try #require(folders.first { $0.name.hasSuffix("-air") })
        #expect(try source.spec().answers["sample"] == "\(source.path)/sample/air.json")
    }

    @Test func oneOfTwoCallsAtOnceGetsAName() async throws {
        let fixture = try await AwosFixture(Self.sources)
        let calls = await withTaskGroup(of: AwosFixture.Call.self) { group in
            for intent in ["A page about demand", "Demand, again"] {
                group.addTask { await fixture.call(["spec", intent, "--kind", "page", "--name", "demand"]) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(calls.map(\.code).sorted() == [0, 2])
        #expect(calls.contains { $0.messages.contains("'demand' is taken: there is context/spec/001-demand") })
        #expect(SpecTree(root: fixture.folder.url).folders().map(\.name) == ["001-demand"])
    }

    @Test func aPlanIsShownAndNotWritten() async throws {
        let fixture = try await AwosFixture(Self.sources)
        let call = await fixture.call(["spec", "A page about demand", "--plan", "--json"])
        #expect(call.code == 0)
        #expect(call.json["kind"]?.string == "page" && call.json["guessed"]?.bool == true)
        #expect(call.json["written"]?.bool == false)
        #expect(call.json["files"]?.array?.first?["path"]?.string == "context/spec/001-demand/functional-spec.md")
        #expect(call.json["files"]?.array?.first?["text"]?.string?.contains("# 001: A page about demand") == true)
        #expect(call.json["open"]?.array?.compactMap { $0["id"]?.string } == ["who", "leaves_out", "tables", "shows"])
        #expect(!FileManager.default.fileExists(atPath: fixture.folder.file("context").path))
    }

    @Test func withoutAnIntentTheRoadmapSays() async throws {
        let fixture = try await AwosFixture(Self.sources)
        let missing = await fixture.call("spec")
        #expect(missing.code == 2 && missing.messages.contains("context/product/roadmap.md has no open item"))
        try fixture.folder.write(
            "# R\n\n- [x] **Done** thing\n```\n- [ ] no\n```\n- [ ] **A page** about [demand](x.md)\n- [ ] later\n",
            to: "context/product/roadmap.md")
        #expect(await fixture.call("spec --json").json["spec"]?.string == "001-demand")
        #expect(try SpecTree(root: fixture.folder.url).folder("1").spec().title == "A page about demand")
    }

    @Test func aFixHasOneModuleAndATest() async throws {
        let fixture = try await AwosFixture(Self.sources)
        try fixture.folder.write("test: CSVTests/CSVReaderTests/quotes\n", to: "a.yml")
        let call = await fixture.call(
            ["spec", "Quotes are broken", "--modules", "CSV", "--answers", "a.yml", "--number", "12"])
        #expect(call.code == 0, "\(call.messages)")
        #expect(await fixture.call("tasks 12").code == 0)
        let task = try #require(try SpecTree(root: fixture.folder.url).folder("12").tasks().first)
        #expect(task.mayWrite == ["Modules/CSV/**"])
        #expect(task.widens.map(\.path) == ["Tests/CSVTests/CSVReaderTests.swift"], "a test that is there is named")
        #expect(task.checks.map(\.text) == ["test: CSVTests/CSVReaderTests/quotes"])
    }

    static let mistakes: [(words: [String], files: [String: String], message: String, hint: String)] = [
        (["x", "--kind", "pgae"], [:], "there is no kind 'pgae'", "page"),
        (["The class", "--name", "class"], [:], "'class' is a word of Swift", "--name class_readings"),
        (["A page", "--name", "select"], [:], "'select' is a word of SQL", "--name"),
        (["A page", "--name", "Übersicht"], [:], "cannot be the name", "--name air_quality"),
        (["空気"], [:], "no name can be made from the intent", "--name"),
        (["A page about weather"], [:], "'weather' is taken: there is Modules/Serve/Pages/weather.md", "--name"),
        (["Load a feed", "--name", "weather"], [:], "'weather' is taken: there is Modules/Ingest", "--name"),
        (["A page about x", "--modules", "CSV"], [:], "knows its modules", "--kind other"),
        (["Fix quotes", "--modules", "CSV,Serve"], [:], "is about one module", "--kind other"),
        (["Fix quotes", "--modules", "CSW"], [:], "there is no module 'CSW'", "did you mean 'CSV'?"),
        (["A page about x", "--kind", "page", "--sample", "a"], ["a": ""], "takes no sample", "--kind source"),
        (["x y", "--sample", "none"], [:], "there is no file none", "sample"),
        (["A page about x", "--number", "0"], [:], "--number", "from 1"),
        (["A page about x", "--answers", "a.yml"], ["a.yml": "shwos: y\n"], "a.yml:1:1", "did you mean 'shows'?"),
        (["A page about x", "--answers", "a.yml"], ["a.yml": "shows: ok\ntables: 'a b'\n"], "a.yml:2:9", "schemas"),
        (["A page about x", "--answers", "a.yml"], ["a.yml": "shows: [x\n"], "a.yml:2:1", "indentation"),
        (["A page about x", "--answers", "a.yml"], ["a.yml": "- x\n"], "a.yml:1:1", "a mapping"),
        (["A page about x", "--answers", "no.yml"], [:], "the answers file no.yml cannot be read", "id: answer"),
        (
            ["Fix quotes", "--modules", "CSV", "--answers", "a.yml"], ["a.yml": "test: ServeTests/X\n"],
            "is no test of CSV", "CSVTests"
        ),
        (
            ["Change things", "--kind", "other", "--modules", "CSV,Serve", "--answers", "a.yml"],
            ["a.yml": "proof: CSVTests/X\n"], "names no test of Serve", "ServeTests"
        ),
    ]

    @Test(arguments: mistakes.indices) func aMistakeIsSaidAndNothingIsWritten(index: Int) async throws {
        let (words, files, message, hint) = Self.mistakes[index]
        let fixture = try await AwosFixture(Self.sources)
        for (path, text) in files { try fixture.folder.write(text, to: path) }
        let call = await fixture.call(["spec"] + words)
        #expect(call.code == 2, "\(call.output)")
        #expect(call.messages.contains(message), "\(call.messages)")
        #expect(call.messages.contains(hint), "\(call.messages)")
        #expect(!FileManager.default.fileExists(atPath: fixture.folder.file("context").path))
    }

    @Test func aNumberThatIsTakenOnAnyBranchIsRefused() async throws {
        let fixture = try await AwosFixture(Self.sources)
        try await fixture.git.run(["branch", "awos/003-other"])
        let call = await fixture.call(["spec", "A page about x", "--number", "3"])
        #expect(call.code == 2 && call.messages.contains("the number 003 is taken by 003-other"))
        #expect(await fixture.call(["spec", "A page about x", "--json"]).json["spec"]?.string == "004-x")
        #expect(
            await fixture.call("spec renumber 004 --plan").output
                == "would rename context/spec/004-x to context/spec/005-x\n")
        let moved = await fixture.call("spec renumber 004 9 --json")
        #expect(moved.json["to"]?.string == "context/spec/009-x")
        #expect(try SpecTree(root: fixture.folder.url).folder("9").spec().number.value == 9)
        #expect(await fixture.call("spec renumber 9 3").code == 2)
    }

    @Test func clarifyListsAndAnswers() async throws {
        let fixture = try await AwosFixture(Self.sources)
        #expect(await fixture.call(["spec", "A page about demand"]).output.contains("next: awos clarify 001"))
        let list = await fixture.call("clarify 1 --json")
        #expect(list.json["open"]?.array?.compactMap { $0["id"]?.string } == ["who", "leaves_out", "tables", "shows"])
        #expect(await fixture.call("clarify 1").output.contains("tables"))
        try fixture.folder.write("tables: marts.mart_demand_daily\nwho: planners\n", to: "a.yml")
        #expect(
            await fixture.call("clarify 1 --answers a.yml --plan").output.contains(
                "would change context/spec/001-demand"))
        let call = await fixture.call("clarify 1 --answers a.yml --json")
        #expect(call.json["answered"]?.integer == 2)
        let spec = try SpecTree(root: fixture.folder.url).folder("1").spec()
        #expect(spec.answers == ["tables": "marts.mart_demand_daily", "who": "planners"])
        #expect(spec.questions.count == 2)
        try fixture.folder.write("tabels: x\n", to: "b.yml")
        let wrong = await fixture.call("clarify 1 --answers b.yml")
        #expect(wrong.code == 2 && wrong.messages.contains("b.yml:1:1") && wrong.messages.contains("tables"))
    }

    @Test func aChangedTaskFileIsNamedAndKept() async throws {
        let fixture = try await AwosFixture(Self.sources)
        _ = await fixture.call(["spec", "A page about demand"])
        _ = await fixture.call("tasks 1")
        let path = "context/spec/001-demand/tasks/01-serve.md"
        let changed = try text(fixture, path) + "\nmine\n"
        try fixture.folder.write(changed, to: path)
        let call = await fixture.call("tasks 1")
        #expect(call.code == 2 && call.messages.contains(path) && call.messages.contains("--force"))
        #expect(try text(fixture, path) == changed)
        #expect(await fixture.call("tasks 1 --force").output == "changed \(path)\n")
        #expect(try !text(fixture, path).contains("mine"))
        #expect(await fixture.call("tech 9").code == 2)
    }
}
