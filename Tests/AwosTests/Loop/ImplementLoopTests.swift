import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct ImplementLoopTests {
    @Test func goodAgentsFinishEveryTaskInOrder() async throws {
        let fixture = try await LoopFixture([1: [], 2: [1], 3: [1]])
        let summary = try await fixture.loop(LoopFixture.good + "; ls out > $REPO/.weir/seen-$number").run()
        #expect(summary.isDone)
        #expect(summary.problem(spec: fixture.folder.number) == nil)
        for number in 1...3 { #expect(try await fixture.text("out/\(number).txt") == "right\n") }
        #expect(
            try String(contentsOf: fixture.root.appending(path: ".weir/seen-2"), encoding: .utf8) == "1.txt\n2.txt\n")
        #expect(try await fixture.git.changedPaths(untracked: true) == [])
        let trailers = try await fixture.git.run(["log", "--format=%(trailers:key=Awos-Task,valueonly)", "main..HEAD"])
        #expect(trailers.split(separator: "\n").sorted() == ["003-T1", "003-T2", "003-T3"])
    }

    @Test func asManyWorkAtOnceAsThereAreJobs() async throws {
        let fixture = try await LoopFixture(
            [1: [], 2: [], 3: []], scopes: [1: "out/1.txt", 2: "out/2.txt", 3: "out/3.txt"])
        // The first two wait for each other, for as long as it may take; the third finds both.
        let summary = try await fixture.loop(
            """
            touch "$REPO/.weir/at-work-$number"
            for try in $(seq 3000); do
                [ $(ls $REPO/.weir | grep -c at-work) -ge 2 ] && break
                sleep 0.02
            done
            [ $(ls $REPO/.weir | grep -c at-work) -ge 2 ] || exit 1
            \(LoopFixture.good)
            """, limits: LoopLimits(jobs: 2, graceSeconds: 0.05)
        ).run()
        #expect(summary.isDone, "\(fixture.failures)")
        #expect(fixture.failures.isEmpty)
    }

    @Test func aPatchThatNoLongerFitsBeginsAgainAndCostsNoAttempt() async throws {
        let fixture = try await LoopFixture()
        var loop = try await fixture.loop(LoopFixture.good + "")
        let judge = loop.parts.judge
        let fits = CollectingSink()
        loop.parts.judge = { task, patch, attempt in
            guard fits.events.isEmpty else { return try await judge(task, patch, attempt) }
            fits.send(Event("judged", "once", at: Date()))
            return Verdict(.outdated(head: attempt.base))
        }
        #expect(try await loop.run().isDone)
        #expect(fixture.failures.isEmpty)
        let begun = fixture.ledger.entries.compactMap { entry -> Int? in
            if case .started(_, let attempt, _, _, _) = entry.event { attempt } else { nil }
        }
        #expect(begun == [1, 1])
    }

    @Test func overlappingScopesNeverRunTogether() async throws {
        let fixture = try await LoopFixture([1: [], 2: []], scopes: [1: "out/**", 2: "out/**"])
        let summary = try await fixture.loop(
            """
            mkdir "$REPO/.weir/alone" || { echo "not alone" > $REPO/.weir/clash; }
            \(LoopFixture.good); sleep 0.05
            rmdir "$REPO/.weir/alone"
            """, limits: LoopLimits(jobs: 2, graceSeconds: 0.05)
        ).run()
        #expect(summary.isDone, "\(fixture.failures)")
        #expect(!FileManager.default.fileExists(atPath: fixture.root.appending(path: ".weir/clash").path))
    }

    @Test func theNextAttemptIsToldWhatFailed() async throws {
        let fixture = try await LoopFixture()
        let summary = try await fixture.loop(
            "mkdir -p out; if grep -q 'the file is not right'; then echo right; else echo wrong; fi > out/1.txt"
        ).run()
        #expect(summary.isDone)
        #expect(fixture.failures.map(\.code) == ["awos.check_failed"])
    }

    /// Agents that do something else than their task, and what is told of each.
    static let bad: [(name: String, script: String, code: String, told: String)] = [
        ("lazy", "echo 'all done'", "awos.nothing_changed", "nothing was changed"),
        ("outside", LoopFixture.good + "; echo x > README.md", "awos.outside_of_scope", "README.md"),
        ("deletes a test", LoopFixture.good + "; rm Tests/OldTests/Old.swift", "awos.tests_weakened", "Old.swift"),
        ("weakens a test", LoopFixture.good + "; : > Tests/OldTests/Old.swift", "awos.outside_of_scope", "a test"),
        (
            "edits the ledger", LoopFixture.good + "; echo '{}' >> context/spec/003-things/ledger.jsonl",
            "awos.outside_of_scope", "ledger.jsonl"
        ),
        (
            "edits its task", LoopFixture.good + "; echo x >> context/spec/003-things/tasks/01-part.md",
            "awos.outside_of_scope", "01-part.md"
        ),
        (
            "edits the main ledger", LoopFixture.good + "; echo '{}' >> $REPO/context/spec/003-things/ledger.jsonl",
            "awos.repository_touched", "changed context/spec/003-things/ledger.jsonl"
        ),
        (
            "moves main",
            LoopFixture.good + "; git -C $REPO -c user.name=x -c user.email=x@x commit-tree HEAD^{tree} -m x > c; "
                + "git -C $REPO update-ref refs/heads/main $(cat c); rm c", "awos.repository_touched",
            "moved refs/heads/main"
        ),
        (
            "commits to the branch",
            LoopFixture.good
                + "; c=$(git -C $REPO -c user.name=x -c user.email=x@x commit-tree HEAD^{tree} -p HEAD -m x); "
                + "git -C $REPO update-ref refs/heads/awos/003-things $c", "awos.repository_touched",
            "moved refs/heads/awos/003-things"
        ),
        (
            "writes a hook", LoopFixture.good + "; echo '#!/bin/sh' > $REPO/.git/hooks/pre-commit",
            "awos.repository_touched", "wrote .git/hooks/pre-commit"
        ),
        (
            "leaves a process", LoopFixture.good + "; setsid sleep 1000 > /dev/null 2>&1 &", "awos.left_processes",
            "sleep (process "
        ),
        ("crashes", LoopFixture.good + "; kill -9 $$", "awos.agent_failed", "it ended with signal 9"),
        ("fails", LoopFixture.good + "; exit 3", "awos.agent_failed", "it ended with exit code 3"),
    ]

    @Test(arguments: bad.indices) func otherAgentsGetNoTickAndAreTold(index: Int) async throws {
        let (name, script, code, told) = Self.bad[index]
        let fixture = try await LoopFixture()
        let before = try await fixture.git.references(below: ["refs"])
        let summary = try await fixture.loop(script, limits: LoopLimits(attempts: 1, graceSeconds: 0.05)).run()
        #expect(!summary.isDone, "\(name)")
        #expect(fixture.failures.first?.code == code, "\(name): \(fixture.failures)")
        #expect(fixture.failures.first?.message.contains(told) == true, "\(name): \(fixture.failures)")
        #expect(try await fixture.git.references(below: ["refs"]) == before, "\(name)")
        #expect(!FileManager.default.fileExists(atPath: fixture.root.appending(path: ".git/hooks/pre-commit").path))
        let id = try #require(TaskID("003-T1"))
        #expect(fixture.ledger.state(of: id) == .open(attempts: 1))
        #expect(summary.problem(spec: fixture.folder.number)?.code == "awos.not_implemented")
    }

    /// Both are at work when the first one does it; what stands in its failure, nil where nobody can tell who it was.
    @Test(arguments: [
        ("git -C $REPO update-ref refs/heads/mine HEAD", "made refs/heads/mine"),
        ("git -C $REPO tag mine", nil), ("echo x > $REPO/.git/hooks/pre-commit", nil),
    ])
    func onlyTheOneWhoTouchesTheRepositoryFails(damage: String, told: String?) async throws {
        let fixture = try await LoopFixture([1: [], 2: []], scopes: [1: "out/1.txt", 2: "out/2.txt"])
        let before = try await fixture.git.references(below: ["refs"])
        let summary = try await fixture.loop(
            """
            touch "$REPO/.weir/at-work-$number"
            until [ $(ls $REPO/.weir | grep -c at-work) -ge 2 ]; do sleep 0.02; done
            [ -e $REPO/.weir/damaged ] || [ $number = 2 ] || { touch $REPO/.weir/damaged; \(damage); }
            until [ -e $REPO/.weir/damaged ]; do sleep 0.02; done
            \(LoopFixture.good)
            """, limits: LoopLimits(jobs: 2, attempts: 2, graceSeconds: 0.05)
        ).run()
        #expect(summary.isDone, "\(fixture.failures)")
        #expect(fixture.failures.count == (told == nil ? 0 : 1), "\(fixture.failures)")
        #expect(fixture.failures.allSatisfy { $0.message.contains(told ?? "") })
        let after = try await fixture.git.references(below: ["refs"])
        #expect(
            after.filter { $0.key != "refs/heads/\(fixture.folder.branch)" }
                == before.filter { $0.key != "refs/heads/\(fixture.folder.branch)" })
        let warned = fixture.events.events.filter { $0.name == "awos.repository.touched" }
        #expect(warned.isEmpty == (told != nil), "\(warned)")
    }

    @Test func oneThatNeverEndsIsEndedAndTold() async throws {
        let fixture = try await LoopFixture()
        let summary = try await fixture.loop(
            LoopFixture.good + "; while :; do sleep 0.05; done",
            limits: LoopLimits(attempts: 2, minutes: 0.002, graceSeconds: 0.05)
        ).run()
        #expect(!summary.isDone)
        #expect(fixture.failures.map(\.code) == ["awos.agent_late", "awos.agent_late"])
    }

    @Test func aQuestionBlocksTheTaskAndWhatWaitsForIt() async throws {
        let fixture = try await LoopFixture([1: [], 2: [1]])
        let summary = try await fixture.loop("echo '[NEEDS CLARIFICATION: which unit?]'").run()
        #expect(summary.tasks.map(\.outcome) == [.blocked(question: "which unit?"), .waiting])
        #expect(
            summary.problem(spec: fixture.folder.number)?.notes == [
                "003-T1 asks: which unit? (answer it: awos answer 003-T1 --say TEXT)"
            ])
    }

    @Test func whatAPersonAnswersLetsTheTaskBeTriedAgain() async throws {
        let fixture = try await LoopFixture([1: [], 2: [1]])
        #expect(try await !fixture.loop("echo '[NEEDS CLARIFICATION: which unit?]'").run().isDone)
        let decisions = try Decisions(fixture.folder, by: "Ada", at: Date(), environment: [:])
        let id = try #require(TaskID("003-T1"))
        #expect(decisions.openQuestion(of: "003-T1") == "which unit?")
        try decisions.reply(to: id, "grams")
        #expect(fixture.ledger.state(of: id) == .open(attempts: 0))
        #expect(fixture.ledger.replies(to: id).map(\.text) == ["grams"])
        #expect(try await fixture.loop(LoopFixture.good).run().isDone)
        let error = #expect(throws: WeirError.self) { try decisions.reply(to: id, "again") }
        #expect(error?.code == "awos.nothing_asked" && error?.exitCode == 2)
    }

    @Test func moneyRunsOut() async throws {
        let fixture = try await LoopFixture([1: []])
        try fixture.fixture.folder.write(
            "{\"dollars\": 1.5}\n{\"write\": \"out/1.txt\", \"text\": \"wrong\"}\n", to: ".weir/replay/003-T1.jsonl")
        var loop = try await fixture.loop("")
        let place = fixture.root.appending(path: ".weir/replay")
        loop.parts.runner = { _ in Runner("replay", .replay(place)) }
        let summary = try await loop.run()
        #expect(fixture.failures.count == 2)
        guard case .failed(let error)? = summary.tasks.first?.outcome else {
            Issue.record("not failed")
            return
        }
        #expect(error.message == "003-T1 has cost 3.00 of 2.00 dollars")
    }

    @Test func anInterruptEndsTheAgentAndCostsNoAttempt() async throws {
        let fixture = try await LoopFixture()
        let mark = fixture.root.appending(path: ".weir/begun").path
        let loop = try await fixture.loop("touch \(mark); while :; do sleep 0.05; done")
        let work = Task { try await loop.run() }
        try await waitUntil("the agent is at work") { FileManager.default.fileExists(atPath: mark) }
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
        let id = try #require(TaskID("003-T1"))
        #expect(fixture.ledger.state(of: id) == .open(attempts: 0))
        #expect(try await fixture.loop(LoopFixture.good).run().isDone)
    }

    @Test func tasksOfAKilledAwosAreTakenUp() async throws {
        let fixture = try await LoopFixture()
        let loop = try await fixture.loop(LoopFixture.good)
        let id = try #require(TaskID("003-T1"))
        try await loop.append(
            .started(id, attempt: 2, runner: "command", base: "x", lease: loop.newLease(id, 2)))
        #expect(try await loop.run().isDone)
        let attempts = fixture.ledger.entries.compactMap { entry -> Int? in
            if case .done(_, let attempt, _, _, _) = entry.event { attempt } else { nil }
        }
        #expect(attempts == [2])
    }

    @Test func whatAPersonBeganIsLeftAlone() async throws {
        let fixture = try await LoopFixture()
        let loop = try await fixture.loop(LoopFixture.good)
        let id = try #require(TaskID("003-T1"))
        try await loop.append(.started(id, attempt: 1, runner: "manual", base: "x", lease: "person-1"))
        let summary = try await loop.run()
        #expect(summary.tasks.map(\.outcome) == [.withPerson])
    }

    @Test func aTaskThatIsOpenAgainAfterTheProofIsDoneOnceMore() async throws {
        let fixture = try await LoopFixture()
        var loop = try await fixture.loop(
            "cat > $REPO/.weir/told; \(LoopFixture.good); mkdir -p Tests/NewTests; echo > Tests/NewTests/$(date +%s%N)")
        let id = try #require(TaskID("003-T1"))
        let folder = fixture.folder
        loop.parts.verify = {
            let looks = Ledger(contentsOf: folder.ledger).entries.count { "\($0.event)".hasPrefix("done") }
            guard looks == 1 else { return [] }
            let failed = LedgerEntry.Event.failed(
                id, attempt: 1, code: "awos.check_failed", message: "it holds no more", usage: LedgerEntry.Usage())
            try Ledger.append([LedgerEntry(at: Date(), failed)], to: folder.ledger)
            return []
        }
        let summary = try await loop.run()
        #expect(summary.isDone, "\(fixture.failures)")
        #expect(fixture.ledger.entries.count { "\($0.event)".hasPrefix("done") } == 2)
        let told = try String(contentsOf: fixture.root.appending(path: ".weir/told"), encoding: .utf8)
        #expect(told.contains("before: it holds no more"))
    }

    @Test func criteriaThatDoNotHoldAreTold() async throws {
        let fixture = try await LoopFixture()
        let summary = try await fixture.loop(LoopFixture.good, verify: [UnprovedCriterion("AC-1", reason: "it fails")])
            .run()
        #expect(summary.problem(spec: fixture.folder.number)?.message == "AC-1 of 003 not proved")
    }

    @Test func tasksOfAPersonAreShown() async throws {
        let fixture = try await LoopFixture()
        var loop = try await fixture.loop("")
        loop.parts.runner = { _ in .manual }
        let shown = CollectingSink()
        loop.parts.handOver = { task, prompt in
            shown.send(Event("\(task.id)", prompt, at: Date()))
            return false
        }
        #expect(try await loop.run().tasks.map(\.outcome) == [.withPerson])
        #expect(shown.events.map(\.message) == ["do 003-T1\n"])
    }
}
