import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct JudgeTests {
    static let good = [JudgeFixture.code: "// good\n", JudgeFixture.testFile: JudgeFixture.goodTest]

    @Test func aGoodPatchIsOneCommitWithCodeLedgerAndBoxes() async throws {
        let fixture = try await JudgeFixture()
        let before = try #require(try await fixture.git.git.commit("HEAD"))
        let verdict = try await fixture.judge(Self.good)
        guard case .done(let commit) = verdict.outcome else {
            Issue.record("\(verdict)")
            return
        }
        let git = fixture.git.git
        #expect(try await git.commit("HEAD") == commit)
        #expect(try await git.run(["rev-list", "--count", "\(before)..HEAD"]).trimmed == "1")
        #expect(try await git.changedPaths(untracked: true) == [])
        #expect(try fixture.text(JudgeFixture.code) == "// good\n")
        #expect(try fixture.text("context/spec/003-air/tasks.md").contains("- [x] **003-T1**"))
        // The criterion has evidence of its own only after `verify`.
        #expect(try fixture.text("context/spec/003-air/functional-spec.md").contains("- [ ] **AC-1**"))
        let message = try await git.run(["log", "-1", "--format=%B"])
        #expect(message.hasPrefix("feat(ingest): part of Ingest\n"))
        #expect(message.contains("\nAwos-Task: 003-T1\n"))
        #expect(fixture.ledger.state(of: TaskID("003-T1")!).isDone)
        let evidence = try #require(verdict.evidence.first)
        #expect(evidence.outcome == .passed && evidence.check == "test: IngestTests/AirTests/airIsGood")
        let log = fixture.git.folder.file(".weir/evidence/\(evidence.log).log")
        #expect(try SHA256.hex(ofFile: log) == evidence.log)
    }

    /// Each of these claims success; the code, and what its message says of it.
    @Test(arguments: [
        ([String: String](), "awos.nothing_changed", "nothing was changed"),
        (["Modules/Serve/Page.swift": "1"], "awos.outside_of_scope", "Modules/Serve/Page.swift (outside of its scope)"),
        (["Makefile": "all:"], "awos.outside_of_scope", "Makefile (protected)"),
        (["context/spec/003-air/ledger.jsonl": "{}\n"], "awos.outside_of_scope", "ledger.jsonl (protected)"),
        (
            ["context/spec/003-air/tasks/01-ingest.md": "may_write: all"], "awos.outside_of_scope",
            "01-ingest.md (protected)"
        ),
        (
            ["Tests/IngestTests/OldTests.swift": "// nothing\n"], "awos.tests_weakened",
            "deletes oldIsThere in Tests/IngestTests/OldTests.swift, deletes oldHasNoName"
        ),
        (
            [
                "Tests/IngestTests/OldTests.swift": JudgeFixture.oldTest.replacing(
                    "@Test func oldIs", with: "@Test(.disabled()) func oldIs")
            ],
            "awos.tests_weakened",
            "changes oldIsThere in Tests/IngestTests/OldTests.swift, turns tests off with .disabled"
        ),
        (
            ["Tests/IngestTests/OldTests.swift": "#if false\n\(JudgeFixture.oldTest)#endif\n"], "awos.tests_weakened",
            "turns tests off with #if in Tests/IngestTests/OldTests.swift"
        ),
        (
            [JudgeFixture.testFile: "@Suite struct AirTests {\n @Test func airIsGood() { #expect(true) }\n}\n"],
            "awos.test_of_nothing", "airIsGood in Tests/IngestTests/AirTests.swift"
        ),
        (
            [JudgeFixture.testFile: "@Suite struct AirTests {\n @Test func airIsGood() { _ = 1 }\n}\n"],
            "awos.test_of_nothing", "airIsGood in Tests/IngestTests/AirTests.swift"
        ),
        (
            [
                JudgeFixture.testFile: JudgeFixture.goodTest.replacing("airIsGood", with: "airIsFine"),
                JudgeFixture.code: "good",
            ],
            "awos.check_failed", "no test is called IngestTests/AirTests/airIsGood"
        ),
        (
            [
                JudgeFixture.testFile: JudgeFixture.goodTest.replacing("@Test", with: "@Test(.disabled())"),
                JudgeFixture.code: "good",
            ],
            "awos.test_of_nothing", "what .disabled turns off"
        ),
        (
            [JudgeFixture.testFile: JudgeFixture.goodTest, JudgeFixture.code: "bad"], "awos.check_failed",
            "1 of 1 tests failed: AirTests/airIsGood"
        ),
        (["Modules/Ingest/Other.swift": "// claims success"], "awos.check_failed", "no test is called"),
    ])
    func aBadPatchIsNamed(files: [String: String], code: String, message: String) async throws {
        let fixture = try await JudgeFixture()
        let before = try await fixture.git.git.commit("HEAD")
        let verdict = try await fixture.judge(files)
        guard case .failed(let found, let text) = verdict.outcome else {
            Issue.record("\(verdict)")
            return
        }
        #expect(found == code && text.contains(message), "\(found): \(text)")
        #expect(try await fixture.git.git.commit("HEAD") == before)
        #expect(fixture.ledger.state(of: TaskID("003-T1")!) == .open(attempts: 1))
        #expect(try fixture.text("context/spec/003-air/tasks.md").contains("- [ ] **003-T1**"))
    }

    @Test func theNextAttemptIsToldTheFirstErrorAndNoSecret() async throws {
        let fixture = try await JudgeFixture()
        let test = JudgeFixture.goodTest.replacing("\"good\"", with: "\"hunter2-secret\"")
        let verdict = try await fixture.judge([JudgeFixture.code: "bad", JudgeFixture.testFile: test])
        #expect(verdict.feedback.contains("error: airIsGood expected ***"), "\(verdict.feedback)")
        #expect(verdict.evidence[0].tail.contains { $0.contains("expected ***") })
        let log = try fixture.text(".weir/evidence/\(verdict.evidence[0].log).log")
        #expect(!log.contains("hunter2") && !verdict.evidence[0].tail.joined().contains("hunter2"))
    }

    @Test func aTestWithTwoAnswersIsFlakyAndNotGreen() async throws {
        let fixture = try await JudgeFixture()
        let test = JudgeFixture.goodTest.replacing("func airIsGood() {", with: "func airIsGood() { /* flaky */ ")
        let verdict = try await fixture.judge([JudgeFixture.code: "good", JudgeFixture.testFile: test])
        #expect(verdict.evidence.map(\.outcome) == [.flaky])
        guard case .failed("awos.check_flaky", let message) = verdict.outcome else {
            Issue.record("\(verdict)")
            return
        }
        #expect(message.contains("gave two answers on one tree"))
    }

    /// A notebook that runs writes its outputs into its file: the next check reads the file as it was judged.
    @Test func aCheckDoesNotSeeWhatTheOneBeforeItWrote() async throws {
        let spill = JudgeFixture.weirProgram.replacing(
            "*) echo", with: "spill) echo bad >\(JudgeFixture.code) ;;\n*) echo")
        let fixture = try await JudgeFixture(
            verify: "[{weir: spill}, {test: IngestTests/AirTests/airIsGood}]", files: ["weir-program": spill])
        let verdict = try await fixture.judge(Self.good)
        #expect(verdict.evidence.map(\.outcome) == [.passed, .passed])
        #expect(verdict.isDone, "\(verdict)")
    }

    @Test func aPersonMayAcceptAChangedTest() async throws {
        let fixture = try await JudgeFixture()
        let path = "Tests/IngestTests/OldTests.swift"
        try Ledger.append(
            [.init(at: .now, .acceptedTest(path: path, by: "Ada", reason: "it asked for too little"))],
            to: fixture.folder.ledger)
        let changed = JudgeFixture.oldTest.replacing("oldHasNoName", with: "oldHasAName")
        #expect(try await fixture.judge(Self.good.merging([path: changed]) { $1 }).isDone)
    }

    @Test func aWidenedTestFileMayGrowAndNotChange() async throws {
        let path = "Tests/IngestTests/OldTests.swift"
        let fixture = try await JudgeFixture(widens: [path])
        let more = "@Suite struct MoreTests {\n @Test func more() { #expect(holds(\"weir.yml\", \"tiny\")) }\n}\n"
        let changed = try await fixture.judge([path: JudgeFixture.oldTest.replacing("\"old\"", with: "\"\"") + more])
        guard case .failed("awos.tests_weakened", _) = changed.outcome else {
            Issue.record("\(changed)")
            return
        }
        #expect(try await fixture.judge(Self.good.merging([path: JudgeFixture.oldTest + more]) { $1 }).isDone)
    }

    /// Where the function that expects for a test stands, and whether the test may be taken.
    @Test(arguments: [
        ("Tests/IngestTests/Helpers.swift", "", true),
        ("Modules/Conformance/Helpers.swift", "import Testing\n\npublic ", true),
        ("Modules/Conformance/Helpers.swift", "", false), ("Tests/ServeTests/Helpers.swift", "", false),
    ])
    func aTestMayExpectThroughAHelper(path: String, before: String, isTaken: Bool) async throws {
        let helper = "\(before)func expectGood(_ word: String) { #expect(text.contains(word)) }\n"
        let fixture = try await JudgeFixture(files: [path: helper])
        let test = JudgeFixture.goodTest.replacing("#expect(holds(", with: "expectGood(holds(")
        let verdict = try await fixture.judge([JudgeFixture.code: "good", JudgeFixture.testFile: test])
        #expect(verdict.isDone == isTaken, "\(verdict)")
        if case .failed(let code, _) = verdict.outcome { #expect(code == "awos.test_of_nothing") }
    }

    @Test func aFixNeedsATestThatFailsBefore() async throws {
        let fixture = try await JudgeFixture(kind: "fix")
        let before = JudgeFixture.goodTest.replacing(JudgeFixture.code, with: "Modules/Ingest/Old.swift")
            .replacing("\"good\"", with: "\"old\"")
        let passing = try await fixture.judge([JudgeFixture.code: "good", JudgeFixture.testFile: before])
        guard case .failed("awos.passes_at_base", let message) = passing.outcome else {
            Issue.record("\(passing)")
            return
        }
        #expect(message.contains("passes without the fix as well"))
        let verdict = try await fixture.judge(Self.good)
        #expect(verdict.isDone, "\(verdict)")
        #expect(try await fixture.git.git.run(["log", "-1", "--format=%s"]).hasPrefix("fix(ingest): "))
    }

    @Test func aFixWithoutATestIsNone() async throws {
        let verdict = try await JudgeFixture(kind: "fix").judge([JudgeFixture.code: "good"])
        guard case .failed("awos.fix_without_test", _) = verdict.outcome else {
            Issue.record("\(verdict)")
            return
        }
    }

    @Test func aPatchThatDoesNotFitAnyMoreCostsNoAttempt() async throws {
        let fixture = try await JudgeFixture()
        for (path, text) in Self.good { try fixture.work.write(text, to: path) }
        let patch = try await fixture.patch()
        try await fixture.git.commit([JudgeFixture.code: "// another\n"], "feat: another")
        let head = try #require(try await fixture.git.git.commit("HEAD"))
        let verdict = try await fixture.judge.judge(
            try fixture.task, patch: patch, attempt: Attempt(1, runner: "test", base: patch.base, lease: "me"))
        #expect(verdict.outcome == .outdated(head: head))
        #expect(fixture.ledger.entries.isEmpty)
    }

    @Test func aPatchFromAnOlderHeadIsJudgedOnTheNewOne() async throws {
        let fixture = try await JudgeFixture()
        for (path, text) in Self.good { try fixture.work.write(text, to: path) }
        let patch = try await fixture.patch()
        try await fixture.git.commit(["docs/a.md": "more\n"], "docs: more")
        let verdict = try await fixture.judge.judge(
            try fixture.task, patch: patch, attempt: Attempt(1, runner: "test", base: patch.base, lease: "me"))
        #expect(verdict.isDone)
        #expect(try fixture.text("docs/a.md") == "more\n")
    }

    @Test func whatSomebodyWritesMeanwhileStays() async throws {
        let fixture = try await JudgeFixture()
        try fixture.git.folder.write("// mine\n", to: JudgeFixture.code)
        #expect(try await fixture.judge(Self.good).isDone)
        #expect(try fixture.text(JudgeFixture.code) == "// mine\n")
        #expect(try await fixture.git.git.changedPaths(untracked: false) == [JudgeFixture.code])
    }

    @Test func anotherBranchIsAWrongCall() async throws {
        let fixture = try await JudgeFixture()
        try await fixture.git.git.run(["checkout", "-q", "main"])
        let error = await #expect(throws: WeirError.self) { try await fixture.judge(Self.good) }
        #expect(error?.code == "awos.other_branch" && error?.exitCode == 2)
    }
}
