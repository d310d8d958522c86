import Foundation
import Testing

@testable import Transform

@Suite struct StepQueueTests {
    private func step(_ name: String, after: [String] = []) -> TransformPlan.Step {
        TransformPlan.Step(
            id: NodeID(.model, project: "p", name), name: name, action: .createView, relation: nil,
            after: after.map { NodeID(.model, project: "p", $0) })
    }

    private func result(_ step: TransformPlan.Step, _ status: NodeResult.Status) -> NodeResult {
        NodeResult(
            id: step.id, name: step.name, action: "view", status: status, started: Date(timeIntervalSince1970: 0),
            seconds: 0, rows: nil, failures: nil, error: nil, skippedBecause: nil, compiledSQL: nil, relation: nil)
    }

    @Test func stepsBeginInTheOrderOfThePlanOnceAllBeforeThemAreDone() throws {
        var queue = StepQueue([
            step("a"), step("b"), step("c", after: ["a", "b"]), step("d", after: ["a"]), step("e", after: ["x"]),
        ])
        let (next, other) = (queue.next(), queue.next())
        let (first, second) = (try #require(next), try #require(other))
        #expect([first.name, second.name] == ["a", "b"])
        let found1 = queue.next()
        #expect(found1?.name == "e")
        let found2 = queue.next()
        #expect(found2 == nil)
        let found3 = queue.finish(result(first, .success))
        #expect(found3.isEmpty)
        let found4 = queue.next()
        #expect(found4?.name == "d")
        let found5 = queue.next()
        #expect(found5 == nil)
        let found6 = queue.finish(result(second, .warn))
        #expect(found6.isEmpty)
        let found7 = queue.next()
        #expect(found7?.name == "c")
    }

    @Test func everythingBelowAFailureIsSkippedOnceWithItsCause() throws {
        var queue = StepQueue([
            step("a"), step("b"), step("c", after: ["a", "b"]), step("d", after: ["c"]), step("e", after: ["c", "d"]),
        ])
        let (next, other) = (queue.next(), queue.next())
        let (first, second) = (try #require(next), try #require(other))
        let found8 = queue.finish(result(first, .fail))
        #expect(found8.isEmpty)
        let skipped = queue.finish(result(second, .success))
        #expect(skipped.map(\.step.name) == ["c", "d", "e"])
        #expect(Set(skipped.map(\.cause)) == ["a"])
        let found9 = queue.next()
        #expect(found9 == nil)
    }
}
