import Diagnostics
import Testing
import Warehouse

@testable import Transform

/// What an engine refuses, said with the template's line.
@Suite struct RunErrorsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let files: [String: String]
        let line: String
        var hint: String?
        var remark: String?
        var notes: [String] = []
        var testDescription: String { line }
    }

    private static let parent = "{{ config(materialized='table') }}\nselect 1 as trip_count, 'x' as name"

    static let cases: [Case] = [
        Case(
            files: [
                "models/a.sql": parent,
                "models/b.sql": "{{ config(tags=['x']) }}\nselect\n  sum(trip_cout) as n\nfrom {{ ref('a') }}",
            ],
            line: "models/b.sql:3:7 model 'b' reads column 'trip_cout', which 'a' does not have",
            hint: "run `weir transform show a` to see its columns", remark: "did you mean 'trip_count'?"),
        Case(
            files: [
                "models/a.sql": parent,
                "models/b.sql":
                    "{{ config(materialized='table') }}\n{% for i in [1, 2] %}\nselect {{ i }} as n, missing_one\nfrom {{ ref('a') }}{% if not loop.last %} union all {% endif %}\n{% endfor %}",
            ], line: "models/b.sql:3:22 model 'b' reads column 'missing_one', which 'a' does not have"),
        Case(
            files: ["models/a.sql": parent, "models/b.sql": "select *\nfrom {{ ref('a') }}\nwhere and name"],
            line: "models/b.sql:3:7 model 'b' failed: syntax error at or near"),
        Case(
            files: [
                "macros/m.sql": "{% macro total(x) %}\n  sum({{ x }})\n{% endmacro %}", "models/a.sql": parent,
                "models/b.sql": "select\n  {{ total('nope') }} as n\nfrom {{ ref('a') }}",
            ], line: "macros/m.sql:2:10 model 'b' reads column 'nope', which 'a' does not have",
            notes: ["called at models/b.sql:2:6", "columns that are there: name"]),
        Case(
            files: [
                "models/a.sql": "{{ config(materialized='ephemeral') }}\nselect 1 as n, nothing_here",
                "models/b.sql": "-- b\nselect n from {{ ref('a') }}",
            ], line: "models/a.sql:2:16 model 'b' reads column 'nothing_here', which 'a' does not have"),
        Case(
            files: [
                "models/b.sql": "select * from {{ source('raw', 'gone') }}",
                "models/s.yml": "sources: [{name: raw, tables: [{name: gone}]}]",
            ],
            line: "models/b.sql:1:18 model 'b' reads 'raw.gone', which is not loaded yet",
            hint: "run `weir ingest` for the source that fills it"),
        Case(
            files: [
                "models/a.sql": parent, "models/b.sql": "select 1 {% if execute %} from {{ ref('a') }} {% endif %}",
            ],
            line:
                "models/b.sql:1:35 model 'b' reads 'a' only while it runs, so that the order of building does not know it",
            hint: "add a line `-- depends_on: {{ ref('a') }}`"),
        Case(
            files: ["models/b.sql": "{% if execute %}{{ config.require('owner') }}{% endif %} select 1"],
            line: "models/b.sql:1:27 the configuration has no 'owner'"),
        Case(
            files: ["models/b.sql": "{% if execute %}{{ adapter.get_columns_in_relation('a') }}{% endif %} select 1"],
            line: "models/b.sql:1:28 adapter.get_columns_in_relation() takes a relation"),
        Case(
            files: ["models/b.sql": "{% set t = run_query('select * from nowhere') %} select 1"],
            line: "models/b.sql:1:12 model 'b' failed: "),
    ]

    @Test(arguments: cases) func aFailureNamesTheTemplatesLine(example: Case) async throws {
        let report = try await ProjectFixture(example.files).build()
        let error = try #require(report.errors.first)
        #expect(ProjectFixture.line(error).hasPrefix(example.line), "\(error)")
        if let hint = example.hint { #expect(error.hint == hint) }
        if let remark = example.remark { #expect(error.location?.remark == remark) }
        if !example.notes.isEmpty { #expect(error.notes == example.notes) }
        #expect(error.location?.excerpt != nil)
    }

    @Test func aDependsOnCommentMakesALateReferenceGood() async throws {
        let fixture = try await ProjectFixture([
            "models/a.sql": Self.parent,
            "models/b.sql":
                "-- depends_on: {{ ref('a') }}\nselect 1 as n {% if execute %} from {{ ref('a') }} {% endif %}",
        ])
        #expect(try await fixture.build().isSuccess)
    }

    @Test func anErrorLooksLikeThis() async throws {
        let report = try await ProjectFixture(Self.cases[0].files).build()
        #expect(
            report.errors.first?.text() == """
                error: model 'b' reads column 'trip_cout', which 'a' does not have
                  --> models/b.sql:3:7
                     3 |   sum(trip_cout) as n
                       |       ^^^^^^^^^ did you mean 'trip_count'?
                  hint: run `weir transform show a` to see its columns
                """)
    }
}
