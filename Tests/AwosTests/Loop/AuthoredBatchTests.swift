import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct AuthoredBatchTests {
    /// A loop whose tasks awos writes itself; `wrong` is the number of the one that it gets wrong.
    private static func loop(
        _ fixture: LoopFixture, together: Bool = true, wrong: Int? = nil, calls: CollectingSink = CollectingSink()
    ) async throws -> ImplementLoop {
        var loop = try await fixture.loop("exit 1")
        let author = TaskAuthor { tasks, folder in
            calls.send(Event("written", tasks.map { "\($0.id.number)" }.joined(separator: " "), at: Date()))
            for task in tasks {
                let place = folder.appending(path: "out/\(task.id.number).txt")
                try DurableFile.write(task.id.number == wrong ? "wrong\n" : "right\n", to: place)
            }
        }
        let judge = loop.parts.judge
        loop.parts.runner = { _ in Runner("scaffold", .author(author)) }
        if together {
            loop.parts.judgeTogether = { patch, parts in
                var verdicts: [Verdict] = []
                for part in parts {
                    let own = try await patch.part(in: fixture.git) { $0 == "out/\(part.task.id.number).txt" }
                    verdicts.append(try await judge(part.task, own, part.attempt))
                    if verdicts.last?.isDone != true { break }
                }
                return verdicts
            }
        }
        return loop
    }

    @Test func allTasksAreWrittenInOneGo() async throws {
        let fixture = try await LoopFixture([1: [], 2: [1], 3: [1]])
        let calls = CollectingSink()
        let summary = try await Self.loop(fixture, calls: calls).run()
        #expect(summary.isDone)
        #expect(calls.events.map(\.message) == ["1 2 3"])
        for number in 1...3 { #expect(try await fixture.text("out/\(number).txt") == "right\n") }
        let trailers = try await fixture.git.run(["log", "--format=%(trailers:key=Awos-Task,valueonly)", "main..HEAD"])
        #expect(trailers.split(separator: "\n").reversed() == ["003-T1", "003-T2", "003-T3"])
    }

    @Test func withoutAVerdictEachIsDoneAlone() async throws {
        let fixture = try await LoopFixture([1: [], 2: [1]])
        let calls = CollectingSink()
        #expect(try await Self.loop(fixture, together: false, calls: calls).run().isDone)
        #expect(calls.events.map(\.message) == ["1 2", "1", "2"])
    }

    @Test func whatFailsIsToldAndTheRestWaits() async throws {
        let fixture = try await LoopFixture([1: [], 2: [1], 3: [2]])
        let summary = try await Self.loop(fixture, wrong: 2).run()
        #expect(summary.tasks.map(\.outcome.word) == ["done", "failed", "waiting"])
        #expect(fixture.failures.map(\.code) == ["awos.check_failed", "awos.attempt_interrupted"])
        guard case .open(attempts: 0) = fixture.ledger.state(of: TaskID("003-T3")!) else {
            Issue.record("an interrupted attempt counts")
            return
        }
    }

    @Test func anAuthorsErrorFailsTheFirstTask() async throws {
        let fixture = try await LoopFixture([1: [], 2: [1]])
        var loop = try await fixture.loop("exit 1")
        let author = TaskAuthor { _, _ in throw WeirError("scaffold.no_profile", "there is no profile") }
        loop.parts.runner = { _ in Runner("scaffold", .author(author)) }
        let summary = try await loop.run()
        #expect(summary.tasks.map(\.outcome.word) == ["failed", "waiting"])
        #expect(fixture.failures.first?.message == "there is no profile")
    }
}
