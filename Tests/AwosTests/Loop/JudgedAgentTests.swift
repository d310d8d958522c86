import Diagnostics
import Foundation
import Testing

@testable import Awos

/// Agents before the judge itself: only the good one gets its box ticked.
@Suite struct JudgedAgentTests {
    private static let test = JudgeFixture.testFile
    private static let good = """
        echo 'good' > Modules/Ingest/Air.swift
        printf '@Suite struct AirTests {\\n    @Test func airIsGood() { #expect(holds("Modules/Ingest/Air.swift", "good")) }\\n}\\n' > \(test)
        """

    private func run(_ script: String, attempts: Int = 1) async throws -> (fixture: JudgeFixture, summary: LoopSummary)
    {
        let fixture = try await JudgeFixture(files: ["Tests/IngestTests/Fixtures/air.json": "{}\n"])
        let agent = try fixture.tools.write(script + "\n", to: "agent.sh")
        let judge = fixture.judge
        let loop = try await ImplementLoop(
            fixture.folder, in: fixture.git.git, limits: LoopLimits(attempts: attempts, graceSeconds: 0.05, rounds: 1),
            parts: LoopParts(
                runner: { _ in try .command(["sh", agent.path], root: fixture.git.folder.url) },
                prompt: { task, failure in
                    try ContextPack.make(
                        for: task, of: try fixture.folder.spec(), root: fixture.git.folder.url, lastFailure: failure)
                },
                judge: { try await judge.judge($0, patch: $1, attempt: $2) },
                verify: {
                    try await judge.verify().results.filter { !$0.isProved }.map {
                        UnprovedCriterion($0.id, reason: $0.reason)
                    }
                }),
            environment: GitFixture.environment)
        return (fixture, try await loop.run())
    }

    private func isTicked(_ fixture: JudgeFixture) throws -> Bool {
        try fixture.text("context/spec/003-air/tasks.md").contains("[x] **003-T1**")
    }

    @Test func theGoodOneGetsItsBoxesTicked() async throws {
        let (fixture, summary) = try await run(Self.good)
        #expect(summary.isDone, "\(String(describing: summary.problem(spec: fixture.folder.number)))")
        #expect(try isTicked(fixture))
        #expect(try fixture.folder.spec().criteria.allSatisfy(\.isTicked))
        #expect(try await fixture.git.git.changedPaths(untracked: true).isEmpty)
        let head = try await fixture.git.git.run(["ls-tree", "-r", "--name-only", "HEAD", "--", fixture.folder.path])
        #expect(head.contains("prompts/003-T1-a1.md") && head.contains("pull-request.md"))
    }

    @Test func whatIsTakenBackLosesItsBoxes() async throws {
        let (fixture, _) = try await run(Self.good)
        let undoing = Undoing(fixture.folder, in: fixture.git.git)
        #expect(try await undoing.task(try fixture.task.id, by: "Ada").commits.count == 1)
        #expect(try !isTicked(fixture))
        #expect(try !fixture.folder.spec().criteria.contains(where: \.isTicked))
        #expect(!FileManager.default.fileExists(atPath: fixture.git.folder.file("Modules/Ingest/Air.swift").path))
    }

    @Test func theFailureOfACheckReachesTheNextAttempt() async throws {
        let script =
            "if grep -q 'airIsGood expected good'; then\n\(Self.good)\nelse\n\(Self.good)\necho bad > Modules/Ingest/Air.swift\nfi"
        let (fixture, summary) = try await run(script, attempts: 2)
        #expect(summary.isDone, "\(fixture.ledger.entries.map(\.line))")
        #expect(try fixture.text("context/spec/003-air/prompts/003-T1-a1.md").contains("failed"))
    }

    @Test(arguments: [
        (
            "printf '@Suite struct AirTests {\\n    @Test func airIsGood() { #expect(true) }\\n}\\n' > \(test)",
            "awos.test_of_nothing"
        ),
        (
            "printf '@Suite struct AirTests {\\n    @Test func other() { #expect(holds(\"weir.yml\", \"name\")) }\\n}\\n' > \(test)",
            "awos.check_failed"
        ),
        (good + "\necho '[]' > Tests/IngestTests/Fixtures/air.json", "awos.outside_of_scope"),
        (
            good
                + "\nsed -i 's/@Test func oldIsThere/@Test(.disabled()) func oldIsThere/' Tests/IngestTests/OldTests.swift",
            "awos.tests_weakened"
        ),
        (good + "\nsed -i 's/- \\[ \\]/- [x]/' context/spec/003-air/tasks.md", "awos.outside_of_scope"),
    ])
    func othersGetNone(script: String, code: String) async throws {
        let (fixture, summary) = try await run(script)
        #expect(!summary.isDone)
        let codes = fixture.ledger.entries.compactMap { entry -> String? in
            if case .failed(_, _, let code, _, _) = entry.event { code } else { nil }
        }
        #expect(codes == [code], "\(fixture.ledger.entries.map(\.line))")
        #expect(try !isTicked(fixture))
    }
}
