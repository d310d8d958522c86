import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

/// The work on two tasks, judged in one go. The first may write `Modules/Ingest`, the second `Modules/Serve`.
@Suite struct BatchJudgementTests {
    private static let page = "Modules/Serve/Pages/air.md"
    private static let pageTest = "Tests/ServeTests/AirPageTests.swift"
    private static let whole = [
        JudgeFixture.code: "let air = good\n", JudgeFixture.testFile: JudgeFixture.goodTest,
        page: "the page\n",
        pageTest: """
        @Suite struct AirPageTests {
            @Test func pageIsThere() { #expect(holds("\(page)", "page")) }
        }

        """,
    ]

    private static func fixture() async throws -> JudgeFixture {
        try await JudgeFixture(
            verify: "[{test: IngestTests/AirTests/airIsGood}, {weir: ingest air}]",
            files: [
                "Modules/Ingest/rows.txt": "{}\n",
                "context/spec/003-air/tasks.md":
                    "# Tasks\n\n- [ ] **003-T1** Part of Ingest **[Agent: ingest]** (AC-1)\n"
                    + "- [ ] **003-T2** Part of Serve **[Agent: serve]** (AC-1)\n",
                "context/spec/003-air/tasks/02-serve.md": TaskFixture.text(
                    "003-T2", module: "Serve", after: ["003-T1"],
                    mayWrite: ["Modules/Serve/**", "Tests/ServeTests/**"],
                    verify: "[{test: ServeTests/AirPageTests/pageIsThere}, {weir: ingest air}]"),
            ])
    }

    private static func judge(_ fixture: JudgeFixture, _ files: [String: String]) async throws -> [Verdict] {
        for (path, text) in files { try fixture.work.write(text, to: path) }
        let parts = try fixture.folder.tasks().sorted { $0.id < $1.id }.map {
            TaskAttempt($0, Attempt(1, runner: "scaffold", base: "HEAD", lease: "me"))
        }
        return try await fixture.judge.judge(try await fixture.patch(), of: parts)
    }

    @Test func eachTaskGetsACommitOfItsOwnFiles() async throws {
        let fixture = try await Self.fixture()
        let verdicts = try await Self.judge(fixture, Self.whole)
        #expect(verdicts.map(\.isDone) == [true, true])
        let log = try await fixture.git.git.run(
            ["log", "--reverse", "--format=%(trailers:key=Awos-Task,valueonly,separator=%x2C)", "--name-only", "-2"])
        let commits = log.split(separator: "\n\n", omittingEmptySubsequences: true).map(String.init)
        let code = log.split(separator: "\n").filter {
            $0.hasPrefix("Modules") || $0.hasPrefix("Tests") || $0.hasPrefix("003")
        }
        #expect(
            code == [
                "003-T1", Substring(JudgeFixture.code), Substring(JudgeFixture.testFile), "003-T2",
                Substring(Self.page), Substring(Self.pageTest),
            ], "\(commits)")
        #expect(try fixture.text("context/spec/003-air/tasks.md").contains("- [x] **003-T2**"))
        #expect(try fixture.text("context/spec/003-air/functional-spec.md").contains("- [ ] **AC-1**"))
        #expect(try await fixture.git.git.changedPaths(untracked: true) == [])
    }

    @Test func allChecksShareOneBuild() async throws {
        let fixture = try await Self.fixture()
        _ = try await Self.judge(fixture, Self.whole)
        let builds = try String(
            contentsOf: fixture.git.folder.file(".weir/slots/check/.build/builds"), encoding: .utf8)
        #expect(builds == "x\n")
    }

    @Test func nothingIsCommittedWhereOnePartFails() async throws {
        let fixture = try await Self.fixture()
        let before = try await fixture.git.git.commit("HEAD")
        let verdicts = try await Self.judge(fixture, Self.whole.merging([Self.page: "nothing\n"]) { $1 })
        #expect(verdicts.count == 1)
        guard case .failed("awos.check_failed", let message)? = verdicts.first?.outcome else {
            Issue.record("\(verdicts)")
            return
        }
        #expect(message.contains("003-T2"))
        #expect(try await fixture.git.git.commit("HEAD") == before)
    }

    @Test func whatNoTaskMayWriteIsTheFirstOnesFault() async throws {
        let fixture = try await Self.fixture()
        let verdicts = try await Self.judge(fixture, Self.whole.merging(["Makefile": "all:\n"]) { $1 })
        #expect(
            verdicts.map(\.outcome) == [
                .failed(
                    code: "awos.outside_of_scope",
                    message: "003-T1 may not write Makefile (protected)")
            ])
    }
}
