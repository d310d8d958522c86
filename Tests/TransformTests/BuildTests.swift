import Diagnostics
import Testing
import Warehouse

@testable import Transform

@Suite struct BuildTests {
    @Test func whatIsBelowAFailureIsSkippedAndNothingElse() async throws {
        let fixture = try await ProjectFixture([
            "models/bad.sql": "select * from nowhere", "models/good.sql": "select 1 as n",
            "models/below.sql": "select * from {{ ref('bad') }}",
            "models/lower.sql": "select * from {{ ref('below') }}, {{ ref('good') }}",
            "models/m.yml": "models: [{name: bad, columns: [{name: n, tests: [unique]}]}]",
        ])
        let report = try await fixture.build()
        #expect(
            report.statuses == [
                "bad: error", "unique_bad_n: skipped", "below: skipped", "good: success", "lower: skipped",
            ])
        #expect(report.results.last?.skippedBecause == "bad")
        #expect(!report.isSuccess)
        #expect(report.summary.hasPrefix("1 model built, 1 error, 3 skipped in "))
        #expect(throws: WeirError.self) { try report.throwIfFailed() }
    }

    @Test func aFailedTestSkipsWhatIsBelowAndAWarningDoesNot() async throws {
        let fixture = try await ProjectFixture([
            "models/a.sql": "select 1 as n union all select 1", "models/b.sql": "select * from {{ ref('a') }}",
            "models/m.yml":
                "models: [{name: a, columns: [{name: n, data_tests: [unique: {config: {severity: SEVERITY}}]}]}]",
        ])
        try fixture.write(["models/m.yml": Self.unique(severity: "error")])
        #expect(try await fixture.build().statuses == ["a: success", "unique_a_n: fail", "b: skipped"])
        try fixture.write(["models/m.yml": Self.unique(severity: "warn")])
        let report = try await fixture.build()
        #expect(report.statuses == ["a: success", "unique_a_n: warn", "b: success"])
        #expect(report.isSuccess)
        #expect(report.warnings.map(\.message) == ["test 'unique_a_n' found 1 failure"])
        #expect(report.summary.hasPrefix("2 models built, 1 warned in "))
    }

    private static func unique(severity: String) -> String {
        "models: [{name: a, columns: [{name: n, data_tests: [{unique: {config: {severity: \(severity)}}}]}]}]"
    }

    @Test func aTestWithTwoModelsWaitsForBoth() async throws {
        let fixture = try await ProjectFixture([
            "models/parent.sql": "{{ config(materialized='table') }} select 1 as id",
            "models/child.sql": "{{ config(materialized='table') }} select 2 as id",
            "models/last.sql": "select * from {{ ref('child') }}, {{ ref('parent') }}",
            "models/m.yml":
                "models: [{name: child, columns: [{name: id, data_tests: [{relationships: {to: ref('parent'), field: id}}]}]}]",
        ])
        #expect(
            try await fixture.build().statuses == [
                "child: success", "parent: success", "relationships_child_id__id__ref_parent_: fail", "last: skipped",
            ])
    }

    @Test func manyModelsAreBuiltAtOnceAndInOrder() async throws {
        var files: [String: String] = [:]
        for layer in 0..<5 {
            for index in 0..<8 {
                let read =
                    layer == 0
                    ? "select 1 as n" : "select n + 1 as n from {{ ref('m\(layer - 1)_\((index + 3) % 8)') }}"
                files["models/m\(layer)_\(index).sql"] = "{{ config(materialized='table') }} \(read)"
            }
        }
        let fixture = try await ProjectFixture(files)
        let sink = CollectingSink()
        let report = try await fixture.build(options: TransformRunOptions(events: sink, threads: 4))
        #expect(report.count(.success) == 40)
        #expect(
            try await fixture.rows(
                "select cast(sum(n) as bigint) from (select n from m4_0 union all select n from m4_7)") == [[10]])
        #expect(sink.events.count { $0.name == "transform.node.finished" } == 40)
        #expect(sink.events.count { $0.name == "transform.node.started" } == 40)
    }

    @Test func testsRunAloneAndShowRowsAndCompileWrites() async throws {
        let fixture = try await ProjectFixture([
            "models/a.sql": "select * from (values (1), (2), (2)) t(n)",
            "models/m.yml": "models: [{name: a, columns: [{name: n, data_tests: [unique]}]}]",
        ])
        try await fixture.build(command: .run).throwIfFailed()
        #expect(try await fixture.build(command: .test).statuses == ["unique_a_n: fail"])
        let project = try fixture.load()
        #expect(try await project.show("unique_a_n", engine: fixture.engine).rows == [[2, 2]])
        #expect(try await project.show("a", engine: fixture.engine, limit: 2).rowCount == 2)
        let error = await #expect(throws: WeirError.self) { try await project.show("*", engine: fixture.engine) }
        #expect(error?.code == "transform.not_showable")
        let artifacts = fixture.folder.file("out")
        let report = try await fixture.build(command: .compile, options: TransformRunOptions(artifacts: artifacts))
        #expect(report.summary.hasPrefix("2 compiled in "))
        let compiled = try String(contentsOf: artifacts.appending(path: "compiled/shop/models/a.sql"), encoding: .utf8)
        #expect(compiled == "select * from (values (1), (2), (2)) t(n)\n")
    }

    @Test func aCancelledRunIsInterrupted() async throws {
        let fixture = try await ProjectFixture([
            "models/a.sql":
                "{{ config(materialized='table') }} select sum(a.i * b.i) as n from range(1000000) a(i), range(100000) b(i)"
        ])
        let task = Task { try await fixture.build() }
        task.cancel()
        let error = await #expect(throws: (any Error).self) { try await task.value }
        #expect(error.map { WeirError(wrapping: $0).kind } == .interrupted)
    }
}
