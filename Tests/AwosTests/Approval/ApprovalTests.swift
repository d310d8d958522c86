import Diagnostics
import DurableFiles
import Foundation
import Project
import Testing

@testable import Awos

@Suite struct ApprovalTests {
    private let now = Date(timeIntervalSince1970: 1_717_200_000)

    @Test func itHoldsUntilSomethingThatWasAgreedToChanges() async throws {
        let fixture = try await JudgeFixture()
        let approval = Approval(fixture.folder, settings: AgentSettings())
        #expect(try approval.state() == .missing)
        try approval.record(by: "Ada", at: now)
        #expect(try approval.state() == .standing(by: "Ada"))
        // A ticked box is what awos writes itself.
        let spec = fixture.folder.file("functional-spec.md")
        try DurableFile.write(try String(contentsOf: spec, encoding: .utf8).replacing("- [ ]", with: "- [x]"), to: spec)
        #expect(try approval.state() == .standing(by: "Ada"))
        let other = AgentSettings(budget: .init(dollarsPerTask: 200))
        #expect(try Approval(fixture.folder, settings: other).state() == .lapsed(by: "Ada"))
        let task = fixture.folder.file("tasks/01-ingest.md")
        let text = try String(contentsOf: task, encoding: .utf8)
        try DurableFile.write(text.replacing("Modules/Ingest/**", with: "Modules/**"), to: task)
        #expect(try approval.state() == .lapsed(by: "Ada"))
    }

    @Test func aFixTaskInheritsAndAsksForNothingMore() async throws {
        let fixture = try await JudgeFixture()
        let approval = Approval(fixture.folder, settings: AgentSettings())
        try approval.record(by: "Ada", at: now)
        let place = fixture.folder.file("tasks/02-fix-ac-1.md")
        try DurableFile.write(TaskFixture.text("003-T2", mayWrite: ["Modules/Ingest/**"]), to: place)
        #expect(try approval.state() == .standing(by: "Ada"))
        try DurableFile.write(TaskFixture.text("003-T2", mayWrite: ["Modules/Serve/**"]), to: place)
        #expect(try approval.state() == .lapsed(by: "Ada"))
        try DurableFile.write(
            TaskFixture.text("003-T2", mayWrite: ["Modules/Ingest/**"], widens: ["Makefile"]), to: place)
        #expect(try approval.state() == .lapsed(by: "Ada"))
    }

    @Test func whoAgreesHasReadIt() async throws {
        let fixture = try await JudgeFixture()
        let place = fixture.folder.file("functional-spec.md")
        let text = try String(contentsOf: place, encoding: .utf8)
        try DurableFile.write(text + "\n<!-- not-user-reviewed -->\nMore.\n", to: place)
        try Approval(fixture.folder, settings: AgentSettings(mode: .autonomous)).require(at: now)
        #expect(try !fixture.folder.spec().isReviewed)
        let approval = Approval(fixture.folder, settings: AgentSettings())
        try approval.record(by: "Ada", at: now)
        #expect(try String(contentsOf: place, encoding: .utf8) == text + "\nMore.\n")
        #expect(try approval.state() == .standing(by: "Ada"))
    }

    @Test func autonomousModeIsRecordedAsTheApprover() async throws {
        let fixture = try await JudgeFixture()
        let error = #expect(throws: WeirError.self) {
            try Approval(fixture.folder, settings: AgentSettings()).require(at: now)
        }
        #expect(error?.code == "awos.approval_required" && error?.exitCode == 2)
        #expect(error?.hint == "a person reads and agrees: awos approve 003")
        #expect(fixture.ledger.entries.isEmpty)
        try Approval(fixture.folder, settings: AgentSettings(mode: .autonomous)).require(at: now)
        #expect(fixture.ledger.approval?.by == Approval.policy)
    }

    @Test func onlyPeopleDecide() async throws {
        let fixture = try await JudgeFixture()
        let error = #expect(throws: WeirError.self) {
            try Decisions(fixture.folder, by: "Ada", at: now, environment: ["AWOS_TASK": "003-T1"])
        }
        #expect(error?.code == "awos.person_decides")
    }

    @Test(arguments: [
        ("Modules/**", "is not one path"), ("../x", "is not one path"), ("/etc/x", "is not one path"),
        ("context/spec/003-air/ledger.jsonl", "is written by awos"),
    ])
    func oddPathsAreNotOpened(path: String, message: String) async throws {
        let fixture = try await JudgeFixture()
        let decisions = try Decisions(fixture.folder, by: "Ada", at: now, environment: [:])
        let error = #expect(throws: WeirError.self) {
            try decisions.widen(TaskID("003-T1")!, path: path, reason: "why")
        }
        #expect(error?.message.contains(message) == true)
        #expect(fixture.ledger.entries.isEmpty)
    }

    @Test func decisionsStandInTheLedger() async throws {
        let fixture = try await JudgeFixture(verify: "[{person: Is it nice?}]")
        let decisions = try Decisions(fixture.folder, by: "Ada", at: now, environment: [:])
        #expect(throws: WeirError.self) { try decisions.widen(TaskID("003-T1")!, path: "Makefile", reason: " ") }
        #expect(throws: WeirError.self) { try decisions.acceptTest("Modules/Ingest/Old.swift", reason: "why") }
        #expect(throws: WeirError.self) { try decisions.answer("003/AC-1", isTrue: true) }
        try decisions.widen(TaskID("003-T1")!, path: "Makefile", reason: "a target")
        try decisions.acceptTest("Tests/IngestTests/OldTests.swift", reason: "wrong")
        try decisions.answer("003-T1", isTrue: true)
        #expect(
            fixture.ledger.entries.map(\.event) == [
                .widened(TaskID("003-T1")!, path: "Makefile", by: "Ada", reason: "a target"),
                .acceptedTest(path: "Tests/IngestTests/OldTests.swift", by: "Ada", reason: "wrong"),
                .answered(subject: "003-T1", question: "Is it nice?", by: "Ada", isTrue: true),
            ])
        // The judge takes the answer.
        let verdict = try await fixture.judge([JudgeFixture.code: "// nice\n"])
        #expect(verdict.isDone, "\(verdict)")
    }
}
