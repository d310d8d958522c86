import Diagnostics
import Testing
import Warehouse

@testable import Transform

@Suite struct MaterializationTests {
    private static let incremental = """
        {{ config(materialized='incremental', OPTIONS) }}
        select * from raw.rides {% if is_incremental() %} where id >= (select max(id) from {{ this }}) {% endif %}
        """

    private func fixture(_ options: String, _ kind: EngineKind = .duckdb) async throws -> ProjectFixture {
        let fixture = try await ProjectFixture(
            ["models/trips.sql": Self.incremental.replacing("OPTIONS", with: options)], on: kind)
        try await fixture.engine.withConnection { try $0.createSchema("raw") }
        try await fixture.engine.run(
            "create table raw.rides as select 1 as id, 'one' as name union all select 2, 'two'")
        return fixture
    }

    @Test(arguments: EngineKind.allCases) func viewsAndTablesStandWhereTheyAreConfigured(kind: EngineKind) async throws
    {
        let fixture = try await ProjectFixture(
            [
                "dbt_project.yml":
                    "name: shop\nmodels: {shop: {+schema: lab, deep: {+materialized: table, +schema: x}}}\n",
                "models/a.sql": "select 1 as n;",
                "models/deep/b.sql": "select n + 1 as n from {{ ref('a') }} -- the end",
                "models/deep/c.sql":
                    "{{ config(alias='other', schema='y') }} with t as (select 3 as n) select * from t",
            ], on: kind)
        let report = try await fixture.build()
        #expect(report.statuses == ["a: success", "b: success", "c: success"])
        #expect(report.results.map(\.rows) == [nil, 1, 1])
        #expect(
            try await fixture.rows(
                "select n from main_lab.a union all select n from main_x.b union all select n from main_y.other order by 1"
            ) == [[1], [2], [3]])
        #expect(try await fixture.relations().sorted() == ["table b", "table other", "view a"])
    }

    @Test(
        arguments: ["view", "table", "incremental"].flatMap { before in
            ["view", "table", "incremental"].map { (before: before, after: $0) }
        }, EngineKind.allCases)
    func aModelCanChangeWhatItIs(_ example: (before: String, after: String), kind: EngineKind) async throws {
        let (before, after) = example
        let fixture = try await ProjectFixture(
            ["models/a.sql": "{{ config(materialized='\(before)') }} select 1 as n"], on: kind)
        try await fixture.build().throwIfFailed()
        try fixture.write(["models/a.sql": "{{ config(materialized='\(after)') }} select 2 as n"])
        try await fixture.build().throwIfFailed()
        let kept: [[Value]] = before != "view" && after == "incremental" ? [[1], [2]] : [[2]]
        #expect(try await fixture.rows("select n from a order by n") == kept)
    }

    @Test(arguments: EngineKind.allCases) func aFailureLeavesTheOldTable(kind: EngineKind) async throws {
        let fixture = try await ProjectFixture(
            ["models/a.sql": "{{ config(materialized='table') }} select 1 as n"], on: kind)
        try await fixture.build().throwIfFailed()
        try fixture.write([
            "models/a.sql":
                "{{ config(materialized='table') }} select cast(x as integer) as n from (values ('1'), ('x')) t(x)"
        ])
        let report = try await fixture.build()
        #expect(report.statuses == ["a: error"])
        #expect(try await fixture.rows("select n from a") == [[1]])
        #expect(try await fixture.relations().count == 1)
    }

    @Test(arguments: EngineKind.allCases) func aTableMayReadItsOldSelf(kind: EngineKind) async throws {
        let fixture = try await ProjectFixture(
            ["models/a.sql": "{{ config(materialized='table') }} select 1 as n"], on: kind)
        try await fixture.build().throwIfFailed()
        try fixture.write(["models/a.sql": "{{ config(materialized='table') }} select n + 1 as n from {{ this }}"])
        try await fixture.build().throwIfFailed()
        #expect(try await fixture.rows("select n from a") == [[2]])
    }

    @Test(
        arguments: [
            ("unique_key=none", [[1, "one"], [2, "two"], [2, "zwei"], [3, "three"]] as [[Value]]),
            ("unique_key='id'", [[1, "one"], [2, "zwei"], [3, "three"]]),
            ("unique_key=['ID', 'name']", [[1, "one"], [2, "two"], [2, "zwei"], [3, "three"]]),
            ("unique_key='id', incremental_strategy='merge'", [[1, "one"], [2, "zwei"], [3, "three"]]),
            (
                "unique_key='id', incremental_strategy='append'",
                [[1, "one"], [2, "two"], [2, "zwei"], [3, "three"]]
            ),
            ("full_refresh=true", [[1, "one"], [2, "zwei"], [3, "three"]]),
        ], EngineKind.allCases) func incrementalModelsTakeInNewRows(
            _ example: (options: String, expected: [[Value]]), kind: EngineKind
        ) async throws
    {
        let fixture = try await fixture(example.options, kind)
        try await fixture.build().throwIfFailed()
        try await fixture.engine.run(
            "update raw.rides set name = 'zwei' where id = 2; insert into raw.rides values (3, 'three')")
        try await fixture.build().throwIfFailed()
        #expect(try await fixture.rows("select * from trips order by id, name") == example.expected)
        #expect(try await fixture.relations().allSatisfy { !$0.contains("tmp") })
    }

    @Test(arguments: EngineKind.allCases) func aFullRefreshBuildsFromNothing(kind: EngineKind) async throws {
        let fixture = try await fixture("unique_key='id'", kind)
        try await fixture.build().throwIfFailed()
        try await fixture.engine.run("delete from raw.rides where id = 1")
        try await fixture.build().throwIfFailed()
        #expect(try await fixture.rows("select id from trips order by id") == [[1], [2]])
        try await fixture.build(fullRefresh: true).throwIfFailed()
        #expect(try await fixture.rows("select id from trips order by id") == [[2]])
    }

    @Test(arguments: EngineKind.allCases) func nullKeysAreNeverTheSame(kind: EngineKind) async throws {
        let fixture = try await ProjectFixture(
            [
                "models/a.sql":
                    "{{ config(materialized='incremental', unique_key='id', incremental_strategy='merge') }} select cast(null as integer) as id"
            ], on: kind)
        try await fixture.build().throwIfFailed()
        try await fixture.build().throwIfFailed()
        #expect(try await fixture.rows("select count(*) from a") == [[2]])
    }

    @Test(
        arguments: [
            ("ignore", [[1, "one"], [2, "two"], [2, "two"]] as [[Value]]),
            ("append_new_columns", [[1, "one", nil], [2, "two", 7], [2, "two", nil]]),
            ("sync_all_columns", [[1, "one", nil], [2, "two", 7], [2, "two", nil]]),
        ], EngineKind.allCases) func newColumnsAreTakenAsConfigured(
            _ example: (setting: String, expected: [[Value]]), kind: EngineKind
        ) async throws
    {
        let fixture = try await fixture("on_schema_change='\(example.setting)'", kind)
        try await fixture.build().throwIfFailed()
        try await fixture.engine.run("alter table raw.rides add column extra integer default 7")
        try await fixture.build().throwIfFailed()
        #expect(try await fixture.rows("select * from trips").sorted { "\($0)" < "\($1)" } == example.expected)
    }

    @Test(arguments: EngineKind.allCases) func syncingDropsColumnsThatAreGone(kind: EngineKind) async throws {
        let fixture = try await fixture("on_schema_change='sync_all_columns'", kind)
        try await fixture.build().throwIfFailed()
        try await fixture.engine.run("alter table raw.rides drop column name")
        try await fixture.build().throwIfFailed()
        #expect(try await fixture.rows("select * from trips order by 1") == [[1], [2], [2]])
    }

    @Test(
        arguments: [
            (
                "on_schema_change='fail'", "alter table raw.rides add column extra integer",
                "the columns of incremental model 'trips' are not those of its table"
            ),
            (
                "on_schema_change='ignore'", "alter table raw.rides drop column name",
                "incremental model 'trips' no longer gives 'name'"
            ),
            ("unique_key='idd'", "select 1", "model 'trips' has no column 'idd', which is in its unique_key"),
            (
                "unique_key='id', incremental_strategy='merge'", "insert into raw.rides values (3, 'a'), (3, 'b')",
                "1 keys stand more than once in the new rows of model 'trips', and a merge needs each once"
            ),
        ], EngineKind.allCases) func anUpdateThatCannotBeCarriedOutChangesNothing(
            _ example: (options: String, change: String, message: String), kind: EngineKind
        ) async throws
    {
        let fixture = try await fixture(example.options, kind)
        try await fixture.build().throwIfFailed()
        try await fixture.engine.run(SQL(raw: example.change))
        let report = try await fixture.build()
        #expect(report.errors.map(\.message) == [example.message])
        #expect(report.errors.first?.hint != nil)
        #expect(try await fixture.rows("select id, name from trips order by id") == [[1, "one"], [2, "two"]])
        #expect(try await fixture.relations().allSatisfy { !$0.contains("tmp") })
    }

    @Test(arguments: EngineKind.allCases) func isIncrementalNeedsATable(kind: EngineKind) async throws {
        let fixture = try await ProjectFixture(
            [
                "models/a.sql": "{{ config(materialized='incremental') }} select '{{ is_incremental() }}' as n",
                "models/b.sql": "{{ config(materialized='table') }} select '{{ is_incremental() }}' as n",
            ], on: kind)
        try await fixture.engine.run("create view a as select 'x' as n")
        for _ in 0..<2 { try await fixture.build().throwIfFailed() }
        #expect(try await fixture.rows("select n from a order by n") == [["False"], ["True"]])
        #expect(try await fixture.rows("select n from b") == [["False"]])
    }

    @Test(arguments: EngineKind.allCases) func ephemeralModelsBecomeSubqueries(kind: EngineKind) async throws {
        let fixture = try await ProjectFixture(
            [
                "models/base.sql": "{{ config(materialized='ephemeral') }} with t as (select 1 as n) select * from t",
                "models/twice.sql":
                    "{{ config(materialized='ephemeral', alias='zwei') }} select n * 2 as n from {{ ref('base') }}",
                "models/top.sql":
                    "-- first\nWITH x as (select n from {{ ref('twice') }}) select n from x union all select n from {{ ref('base') }}",
                "models/plain.sql": "/* all */ select n from {{ ref('twice') }}",
                "models/top.yml": "models: [{name: base, columns: [{name: n, data_tests: [not_null]}]}]",
            ], on: kind)
        let report = try await fixture.build()
        #expect(report.errors.map(\.description) == [])
        #expect(report.statuses.contains("not_null_base_n: pass"))
        #expect(try await fixture.rows("select n from top order by n") == [[1], [2]])
        #expect(try await fixture.rows("select n from plain") == [[2]])
        #expect(
            try await fixture.relations() == ["view plain", "view top"])
        let compiled = report.results.first { $0.name == "top" }?.compiledSQL
        #expect(
            compiled == """
                -- first
                WITH __dbt__cte__base as (
                 with t as (select 1 as n) select * from t
                ), __dbt__cte__zwei as (
                 select n * 2 as n from __dbt__cte__base
                ),  x as (select n from __dbt__cte__zwei) select n from x union all select n from __dbt__cte__base
                """)
    }

    @Test(arguments: EngineKind.allCases) func aSecondRunOfTheSameDataGivesTheSame(kind: EngineKind) async throws {
        let fixture = try await fixture("unique_key='id'", kind)
        for _ in 0..<3 { try await fixture.build().throwIfFailed() }
        #expect(try await fixture.rows("select * from trips order by id") == [[1, "one"], [2, "two"]])
    }
}
