import Diagnostics
import Testing
import Warehouse

@testable import Transform

@Suite struct TestRunnerTests {
    /// n: 1, 2, 2, null; kind: a, b, b, c.
    private static let model =
        "select 1 as n, 'a' as kind union all select 2, 'b' union all select 2, 'b' union all select null, 'c'"

    private func result(_ test: String, column: String = "n", on kind: EngineKind = .duckdb) async throws -> NodeResult
    {
        let fixture = try await ProjectFixture(
            [
                "models/a.sql": Self.model, "models/few.sql": "select 1 as id, 'a' as kind",
                "models/m.yml": "models: [{name: a, columns: [{name: \(column), data_tests: [\(test)]}]}]",
                "tests/generic/odd.sql":
                    "{% test odd(model, column_name, but=none) %}{{ config(severity='warn') }} select * from {{ model }} where {{ column_name }} % 2 = 1 {% if but %} and {{ column_name }} <> {{ but }} {% endif %}{% endtest %}",
            ], on: kind)
        try await fixture.build(command: .run).throwIfFailed()
        let report = try await fixture.build(command: .test)
        return try #require(report.results.first)
    }

    @Test(
        arguments: [
            ("unique", NodeResult.Status.fail, 1), ("not_null", .fail, 1),
            ("accepted_values: {values: [1, 2], quote: false}", .pass, 0),
            ("accepted_values: {values: [1], quote: false}", .fail, 1),
            ("relationships: {to: ref('few'), field: id}", .fail, 2),
            ("relationships: {arguments: {to: \"{{ ref('few') }}\", field: id}}", .fail, 2),
            ("not_null: {where: \"kind <> 'c'\"}", .pass, 0), ("unique: {config: {where: n = 2}}", .fail, 1),
            ("relationships: {to: ref('few'), field: id, limit: 1}", .fail, 1),
            ("relationships: {to: ref('few'), field: id, config: {error_if: '> 2'}}", .warn, 2),
            ("relationships: {to: ref('few'), field: id, config: {error_if: '> 2', warn_if: '> 2'}}", .pass, 2),
            ("relationships: {to: ref('few'), field: id, config: {warn_if: '> 5'}}", .fail, 2),
            ("unique: {config: {fail_calc: max(n_records)}}", .fail, 2), ("unique: {severity: warn}", .warn, 1),
            ("unique: {severity: WARN, warn_if: '> 1'}", .pass, 1), ("odd", .warn, 1),
            ("odd: {severity: error}", .fail, 1),
            ("odd: {but: 1}", .pass, 0), ("odd: {but: \"{{ 1 }}\", config: {tags: [x]}}", .pass, 0),
        ], EngineKind.allCases) func aTestEndsLikeThis(
            _ example: (test: String, status: NodeResult.Status, failures: Int), kind: EngineKind
        ) async throws
    {
        let (test, status, failures) = example
        let result = try await result(test.contains(":") ? "{\(test)}" : test, on: kind)
        #expect(result.error?.message != nil || status == .pass)
        #expect(result.status == status)
        #expect(result.failures == failures)
    }

    @Test(arguments: EngineKind.allCases) func acceptedValuesAreTextsUnlessToldOtherwise(kind: EngineKind) async throws
    {
        let result = try await result("{accepted_values: {arguments: {values: [a, b]}}}", column: "kind", on: kind)
        #expect(result.failures == 1)
        #expect(result.compiledSQL?.contains("'a', 'b'") == true)
    }

    @Test func aFailedTestPointsAtItsDeclaration() async throws {
        let result = try await result("unique")
        #expect(result.error?.location?.description == "models/m.yml:1:53")
        #expect(result.error?.message == "test 'unique_a_n' found 1 failure")
        #expect(result.error?.hint == "run `weir transform show unique_a_n` to see the rows")
    }

    @Test func aTestWhoseQueryFailsIsAnError() async throws {
        let result = try await result("not_null", column: "nn")
        #expect(result.status == .error)
        #expect(result.error?.message == "test 'not_null_a_nn' reads column 'nn', which 'a' does not have")
        #expect(result.error?.hint == "run `weir transform show a` to see its columns")
    }

    @Test func aStrangeFailCalcIsNamed() async throws {
        let result = try await result("{unique: {fail_calc: \"max('x')\", warn_if: \"= 'x'\", error_if: \"= 'x'\"}}")
        #expect(result.error?.code == "transform.strange_test_result")
    }

    @Test func singularTestsReadTheirConfiguration() async throws {
        let fixture = try await ProjectFixture([
            "models/a.sql": Self.model,
            "tests/none_missing.sql":
                "{{ config(severity='warn', tags=['nightly']) }} select * from {{ ref('a') }} where n is null;",
            "tests/t.yml": "data_tests: [{name: none_missing, description: No row is missing., config: {limit: 5}}]",
        ])
        let node = try #require(try fixture.load().nodes(TransformSelection(["tag:nightly"])).first)
        #expect(node.description == "No row is missing.")
        #expect(try await fixture.build().statuses == ["a: success", "none_missing: warn"])
    }
}
