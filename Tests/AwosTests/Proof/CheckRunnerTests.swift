import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct CheckRunnerTests {
    static let rows = ["Modules/Ingest/rows.txt": "{\"n\":2}\n"]

    /// Each check on a tree whose `weir ingest air` makes one row, 2.
    @Test(arguments: [
        ("{sql: select n, equals: '2', after: [ingest air]}", "", "passed"),
        ("{sql: select n, equals: '3', after: [ingest air]}", "2, not 3", "failed"),
        ("{sql: select n, at_least: 2, after: [ingest air]}", "", "passed"),
        ("{sql: select n, at_least: 3, after: [ingest air]}", "2, less than 3", "failed"),
        ("{sql: select n, empty: true, after: [ingest air]}", "1 rows came out, and none should", "failed"),
        ("{sql: select n, equals: '2'}", "the query failed: exit code 1", "failed"),
        ("{sql: select n, equals: '2', after: [nonsense]}", "a step before the check failed: exit code 3", "failed"),
        ("{weir: ingest air}", "", "passed"), ("{weir: nonsense, exit: 3}", "", "passed"),
        ("{weir: ingest air, exit: 3}", "it ended with exit code 0, not 3", "failed"),
        ("{weir: world, json: now, equals: '2021-02-01T12:00:00Z'}", "", "passed"),
        ("{weir: world, json: offline, equals: '1'}", "", "passed"),
        ("{weir: show, json: loads.0.rows, equals: '42'}", "", "passed"),
        ("{weir: show, json: loads.1.rows, equals: '42'}", "nothing at loads.1.rows", "failed"),
        ("{unchanged: {command: ingest air, tables: [raw.air]}, after: [ingest air]}", "", "passed"),
        (
            "{unchanged: {command: ingest twice, tables: [raw.air]}, after: [ingest air]}", "it changed raw.air",
            "failed"
        ),
        ("{named: ok}", "", "passed"), ("{named: wrong}", "exit code 1", "failed"),
        ("{named: nobody}", "weir.yml lists no check 'nobody'", "failed"),
        ("{person: Nice?}", "a person has to answer", "notRun"),
    ])
    func everyFormIsJudged(yaml: String, reason: String, outcome: String) async throws {
        let settings = "name: tiny\nagents: {checks: {ok: ['true'], wrong: ['false']}}\n"
        let fixture = try await JudgeFixture(
            verify: "[\(yaml)]", files: Self.rows.merging(["weir.yml": settings]) { $1 })
        let verdict = try await fixture.judge([JudgeFixture.code: "// x\n"])
        let found = try #require(verdict.evidence.first, "\(verdict)")
        #expect("\(found.outcome)" == outcome, "\(verdict.feedback)")
        if case .failed(_, let message) = verdict.outcome { #expect(message.contains(reason), "\(message)") }
    }

    @Test func everyWorldBeginsEmpty() async throws {
        let after = "after: [ingest twice]"
        let check = "{unchanged: {command: ingest air, tables: [raw.air]}, \(after)}"
        let fixture = try await JudgeFixture(
            verify: "[\(check), {sql: n, equals: '2', \(after)}, {sql: n, equals: '2', \(after)}, \(check)]",
            files: Self.rows)
        let verdict = try await fixture.judge([JudgeFixture.code: "// x\n"])
        #expect(verdict.isDone, "\(verdict.feedback)")
        // Built once, the sample made once.
        let slot = fixture.git.folder.file(".weir/slots/check")
        #expect(try String(contentsOf: slot.appending(path: ".build/builds"), encoding: .utf8) == "x\n")
        #expect(try String(contentsOf: slot.appending(path: ".weir/sample/made"), encoding: .utf8) == "made\n")
    }

    @Test func aSampleIsMadeAnewWhenWhatMakesItChanges() async throws {
        let maker = "Modules/Commands/weir/SampleCommand.swift"
        let fixture = try await JudgeFixture(
            verify: "[{sql: n, equals: '2', after: [ingest air]}]", widens: [maker],
            files: Self.rows.merging([maker: "one"]) { $1 })
        let sample = fixture.git.folder.file(".weir/slots/check/.weir/sample/by")
        #expect(try await !fixture.judge(["Modules/Ingest/rows.txt": "{\"n\":3}\n"]).isDone)
        #expect(try String(contentsOf: sample, encoding: .utf8) == "one")
        #expect(try await fixture.judge(Self.rows.merging([maker: "two"]) { $1 }).isDone)
        #expect(try String(contentsOf: sample, encoding: .utf8) == "two")
    }

    @Test func whatDoesNotBuildIsSaid() async throws {
        let fixture = try await JudgeFixture(widens: ["broken"])
        let verdict = try await fixture.judge(["broken": "1"])
        guard case .failed("awos.check_failed", let message) = verdict.outcome else {
            Issue.record("\(verdict)")
            return
        }
        #expect(message.hasSuffix("failed: the tests were not built: exit code 1"))
        #expect(verdict.feedback.contains("Air.swift:1:1: error: broken"))
    }

    /// Ended once, and again and again.
    @Test(arguments: [("", nil), ("always", "the tests were not built: signal 15")])
    func aBuildThatSomebodyEndedIsTakenUpOnce(ended: String, reason: String?) async throws {
        let fixture = try await JudgeFixture()
        let verdict = try await fixture.judge(JudgeTests.good.merging(["Modules/Ingest/ended": ended]) { $1 })
        #expect(verdict.isDone == (reason == nil), "\(verdict)")
        if case .failed(_, let message) = verdict.outcome { #expect(message.hasSuffix(reason ?? "")) }
    }

    @Test func aProgramWithoutAnEndIsStopped() async throws {
        let folder = try TemporaryDirectory()
        let program = BoundedProgram(in: folder.url, environment: ["PATH": "/usr/bin:/bin"], timeoutSeconds: 0.05)
        let run = try await program.run(["sleep", "1000"])
        #expect(run.ending == nil && !run.isSuccess && run.word == "no end before its time-out")
    }

    @Test func onlyVariablesOfTheListAreHandedOn() async throws {
        let folder = try TemporaryDirectory()
        let environment = ["PATH": "/usr/bin:/bin", "HOME": "/h", "SECRET_KEY": "1", "ANTHROPIC_API_KEY": "2"]
        let program = BoundedProgram(
            in: folder.url, environment: environment, adding: ["AWOS_TASK": "003-T1"], timeoutSeconds: 600)
        let run = try await program.run(["env"])
        #expect(
            run.output.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("_") && !$0.hasPrefix("PWD") }
                .sorted() == ["AWOS_TASK=003-T1", "HOME=/h", "PATH=/usr/bin:/bin"])
    }

    @Test func resultsAreReadByName() throws {
        let xml = """
            <testsuites><testsuite name="x">
            <testcase classname="ATests.S" name="one()" time="0.1" />
            <testcase classname="ATests.S.Inner" name="two(a:)" time="0.1"><failure message="no"/></testcase>
            <testcase classname="ATests.S" name="three()" time="0"><skipped/></testcase>
            <testcase classname="ATests.SOther" name="one()" time="0.1" />
            </testsuite></testsuites>
            """
        let results = try #require(TestResults(xml: xml))
        let named = { (name: String) in results.named(TestName(name)!).map { $0.path.joined(separator: "/") } }
        #expect(named("ATests/S") == ["ATests/S/one", "ATests/S/Inner/two", "ATests/S/three"])
        #expect(named("ATests/S/two") == ["ATests/S/Inner/two"])
        #expect(named("ATests/S/none") == [] && named("BTests") == [])
        #expect(results.all.map(\.isFailed) == [false, true, false, false])
        #expect(results.all.map(\.isSkipped) == [false, false, true, false])
        #expect(TestResults(xml: "nothing") == nil)
    }

    @Test func inputsFollowWhatIsImported() {
        let modules = PackageModules(
            """
            cLibrary("CX"), module("A", imports: ["CX"]), module("B", in: "Engines/", imports: ["A"], tests: ["C"]),
            module("C"), module("D", imports: ["B"]),
            """)
        #expect(
            Set(modules.folders(ofTests: "BTests")) == [
                "Tests/BTests/", "Modules/Engines/B/", "Modules/A/", "Modules/C/CX/", "Modules/C/",
            ])
        #expect(modules.folders(ofTests: "OtherTests") == ["Tests/OtherTests/", "Modules/", "Package.swift"])
    }
}
