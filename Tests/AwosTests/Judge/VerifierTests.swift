import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct VerifierTests {
    @Test func aProvedCriterionGetsItsBox() async throws {
        let fixture = try await JudgeFixture()
        try await fixture.judge(JudgeTests.good)
        let found = try await fixture.judge.verify()
        #expect(found.isProved && found.fixTasks.isEmpty)
        #expect(try fixture.text("context/spec/003-air/functional-spec.md").contains("- [x] **AC-1**"))
        let git = fixture.git.git
        #expect(try await git.commit("HEAD") == found.commit)
        #expect(try await git.run(["log", "-1", "--format=%B"]).contains("Awos-Spec: 003"))
        #expect(try await git.changedPaths(untracked: true) == [])
        // What is told of the work is told after the proof.
        let account = try fixture.text("context/spec/003-air/pull-request.md")
        #expect(account.contains("| AC-1 |") && account.contains("passed on"))
        #expect(!account.contains("AC-1 is not proved"))
        // Nothing is stale, so nothing runs, and a box loses its tick when what it depends on changes.
        #expect(try await fixture.judge.verify(staleOnly: true).results.map(\.wasRun) == [false])
        try await fixture.git.commit([JudgeFixture.code: "// bad\n"], "feat: bad")
        let again = try await fixture.judge.verify(staleOnly: true)
        #expect(!again.isProved && again.results.map(\.wasRun) == [true])
        #expect(try fixture.text("context/spec/003-air/functional-spec.md").contains("- [ ] **AC-1**"))
    }

    /// What an earlier task proved may read what a later one wrote: the proof is made again, not asked of anybody.
    @Test func aDoneTaskWhoseEvidenceIsStaleIsLookedAtAgain() async throws {
        let fixture = try await JudgeFixture()
        try await fixture.judge(JudgeTests.good)
        try await fixture.git.commit([JudgeFixture.code: "// as good\n"], "feat: another word")
        for _ in 0..<2 {
            let found = try await fixture.judge.verify()
            #expect(found.isProved && found.reopened.isEmpty)
            let task = try fixture.task
            let inputs = try await InputsDigest(of: "HEAD", in: fixture.git.git)
            let last = fixture.ledger.evidence(of: "003-T1")[task.checks[0].text]
            #expect(try last?.inputs == inputs.digest(task.checks[0], files: task.scope))
            #expect(fixture.ledger.entries.count { "\($0.event)".contains("subject: \"003-T1\"") } == 2)
        }
        #expect(fixture.ledger.state(of: TaskID("003-T1")!).isDone)
    }

    @Test func aDoneTaskWhoseCheckFailsNowIsOpenAgain() async throws {
        let fixture = try await JudgeFixture()
        try await fixture.judge(JudgeTests.good)
        try await fixture.git.commit([JudgeFixture.code: "// bad\n"], "feat: bad")
        let id = try #require(TaskID("003-T1"))
        let found = try await fixture.judge.verify()
        #expect(!found.isProved && found.reopened == [id])
        // The criterion that it carries waits for it, and becomes no task of its own.
        #expect(found.fixTasks.isEmpty)
        #expect(fixture.ledger.state(of: id) == .open(attempts: 1))
        #expect(fixture.ledger.lastFailure(of: id)?.contains("airIsGood of 003-T1 failed") == true)
        #expect(try fixture.text("context/spec/003-air/tasks.md").contains("- [ ] **003-T1**"))
        #expect(try await fixture.git.git.changedPaths(untracked: true) == [])
    }

    @Test func aCriterionThatFailsBecomesATask() async throws {
        let fixture = try await JudgeFixture(criterion: "test: IngestTests/AirTests/airIsClean")
        try await fixture.judge(JudgeTests.good)
        for _ in 0..<2 {
            let found = try await fixture.judge.verify()
            #expect(!found.isProved)
            #expect(found.results[0].reason.contains("no test is called IngestTests/AirTests/airIsClean"))
        }
        let tasks = try fixture.folder.tasks()
        #expect(tasks.map { "\($0.id)" } == ["003-T1", "003-T2"])
        let fix = tasks[1]
        #expect(fix.isFix && fix.mayWrite == ["Modules/Ingest/**", "Tests/IngestTests/**"])
        #expect(fix.checks.map(\.text) == ["test: IngestTests/AirTests/airIsClean"])
        #expect(fix.document.text.contains("no test is called"))
        let list = try fixture.text("context/spec/003-air/tasks.md")
        #expect(list.contains("- [x] **003-T1**") && list.contains("\n- [ ] **003-T2** Make AC-1 hold"))
        #expect(try await fixture.git.git.changedPaths(untracked: true) == [])
    }

    @Test func whatWasTrueBeforeProvesNothing() async throws {
        let old = try await JudgeFixture(criterion: "test: IngestTests/OldTests/oldIsThere")
        try await old.judge(JudgeTests.good)
        let found = try await old.judge.verify()
        #expect(!found.isProved && found.fixTasks.isEmpty)
        #expect(found.results[0].reason.hasPrefix("it was true before the work"))
        let kept = try await JudgeFixture(criterion: "test: IngestTests/OldTests/oldIsThere\n  keeps: true")
        try await kept.judge(JudgeTests.good)
        #expect(try await kept.judge.verify().isProved)
    }

    /// A criterion that asks for something old and something new proves what is new.
    @Test func oneNewCheckIsEnough() async throws {
        let both = "- test: IngestTests/OldTests/oldIsThere\n  - test: IngestTests/AirTests/airIsGood"
        let fixture = try await JudgeFixture(criterion: both)
        try await fixture.judge(JudgeTests.good)
        let found = try await fixture.judge.verify()
        #expect(found.isProved, "\(found.results)")
    }

    @Test func elsewhereItOnlyReports() async throws {
        let fixture = try await JudgeFixture()
        try await fixture.judge(JudgeTests.good)
        let git = fixture.git.git
        try await git.run(["checkout", "-q", "--detach"])
        let before = try await git.commit("HEAD")
        let found = try await fixture.judge.verify(cold: true)
        #expect(found.isProved && found.commit == nil)
        #expect(try await git.commit("HEAD") == before)
        #expect(try await git.changedPaths(untracked: true) == [])
        #expect(!FileManager.default.fileExists(atPath: fixture.git.folder.file(".weir/slots/cold").path))
    }

    @Test func everyCheckCanBeWrittenAgain() throws {
        let texts = [
            "{test: ATests/B/c, keeps: true}",
            "{sql: \"select \\\"a\\\" from t\", equals: '1', after: ['ingest \"a b\"', run x]}",
            "{sql: select 1, at_least: 2}", "{weir: show x, exit: 3}", "{weir: show, json: a.0, empty: true}",
            "{page: air}",
            "{unchanged: {command: ingest air, tables: [raw.air]}}", "{named: slow}", "{person: 'Is it \"nice\"?'}",
        ]
        for text in texts {
            let check = try Self.check(text)
            let again = try Self.check("\n" + FixTask.yaml(check).map { "  \($0)" }.joined(separator: "\n"), list: true)
            #expect(again.text == check.text)
        }
    }

    private static func check(_ yaml: String, list: Bool = false) throws -> Check {
        try #require(try TaskFixture.task(mayWrite: ["a"], verify: list ? yaml : "[\(yaml)]").checks.first)
    }
}
