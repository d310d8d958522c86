import Diagnostics
import Testing

@testable import Transform

/// Every message about a project's files: where, what, and the next move.
@Suite struct ProjectErrorsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let files: [String: String]
        let line: String
        var hint: String?
        var remark: String?
        var testDescription: String { line }
    }

    static let cases: [Case] = [
        Case(
            files: ["models/a.sql": "select 1\nfrom {{ ref('shp') }}", "models/shop.sql": "select 1"],
            line: "models/a.sql:2:9 model 'a' reads model 'shp', which does not exist",
            hint: "correct the name in ref(), or add a file 'shp.sql'", remark: "did you mean 'shop'?"),
        Case(
            files: [
                "models/a.sql": "select 1 from {{ ref('b') }}", "models/b.sql": "{{ config(enabled=false) }} select 1",
            ],
            line: "models/a.sql:1:18 model 'a' reads model 'b', which is switched off",
            hint: "switch it on (`enabled`) for models/b.sql, or switch this one off too"),
        Case(
            files: [
                "models/a.sql": "select 1 from {{ source('raw', 'trip') }}",
                "models/s.yml": "sources: [{name: raw, tables: [{name: trips}]}]",
            ], line: "models/a.sql:1:18 model 'a' reads source 'raw.trip', which is not declared",
            hint: "correct source(), or declare the table under `sources:` in a .yml file",
            remark: "did you mean 'raw.trips'?"),
        Case(
            files: ["models/a.sql": "select {{ var('dayz') }}", "dbt_project.yml": "name: shop\nvars: {days: 3}"],
            line: "models/a.sql:1:11 the variable 'dayz' has no value",
            hint: "set it under `vars:` in dbt_project.yml, with --vars, or give var() a default",
            remark: "did you mean 'days'?"),
        Case(
            files: ["models/a.sql": "select {{ env_var('NOWHERE') }}"],
            line: "models/a.sql:1:11 the environment variable 'NOWHERE' is not set",
            hint: "set it, or give env_var() a default"),
        Case(
            files: ["models/a.sql": "select {{ ref(1) }}"],
            line: "models/a.sql:1:11 ref() takes the name of a model as text, or a package and a name",
            hint: "write {{ ref('fct_trips') }}"),
        Case(
            files: ["models/a.sql": "select {{ source('raw') }}"],
            line: "models/a.sql:1:11 source() takes the names of a source and of its table as text",
            hint: "write {{ source('raw', 'bike_trips') }}"),
        Case(
            files: ["models/a.sql": "{{ config('table') }} select 1"],
            line: "models/a.sql:1:4 config() takes settings by name",
            hint: "write {{ config(materialized='table') }}"),
        Case(
            files: ["models/a.sql": "select 1 from {{ ref('other', 'b') }}"],
            line: "models/a.sql:1:18 there is no package 'other'",
            hint: "the only package is 'shop'; leave the package out"),
        Case(
            files: ["models/a.sql": "select 1 from {{ ref('a', v=2) }}"],
            line: "models/a.sql:1:18 a version in ref() is not supported yet",
            hint: "remove it, or build this part of the project with dbt"),
        Case(
            files: ["models/a.sql": "{{ exceptions.raise_compiler_error('no such day') }}"],
            line: "models/a.sql:1:15 no such day",
            hint: "a macro of the project refuses this; read it at the place above"),
        Case(
            files: ["models/a.sql": "{{ adapter.dispatch('day_of')() }}"],
            line: "models/a.sql:1:12 there is no macro 'day_of' for this engine", hint: "add a macro 'default__day_of'"),
        Case(
            files: ["models/a.sql": "{{ config(materialized='tabel') }} select 1"],
            line: "models/a.sql:1:4 'tabel' is no value of 'materialized' for model 'a'",
            hint: "write view, table, incremental, ephemeral", remark: "did you mean 'table'?"),
        Case(
            files: ["models/a.sql": "{{ config(materialized='incremental', incremental_strategy='merge') }} select 1"],
            line: "models/a.sql:1:4 the strategy 'merge' of model 'a' needs a unique_key",
            hint: "add unique_key='…', or use the strategy 'append'"),
        Case(
            files: ["models/a.sql": "{{ config(pre_hook='select 1') }} select 1"],
            line: "models/a.sql:1:4 'pre-hook' is not supported yet"),
        Case(
            files: ["models/a.sql": "select 1", "models/deep/a.sql": "select 1"],
            line: "models/deep/a.sql two models are named 'a'",
            hint: "rename one of the files; the other is models/a.sql"),
        Case(
            files: ["models/a.sql": "select 1", "models/b.sql": "{{ config(alias='A') }} select 1"],
            line: "models/b.sql:1:1 model 'a' and model 'b' both stand at 'main.A'",
            hint: "give one of them another alias or schema"),
        Case(
            files: ["models/a.sql": "select 1", "models/a.yml": "models: [{name: a}, {name: a}]"],
            line: "models/a.yml:1:28 the model 'a' is described twice",
            hint: "put both into one entry; the other stands at models/a.yml:1:17"),
        Case(
            files: ["models/s.yml": "sources: [{name: r, tables: [{name: t}, {name: t}]}]"],
            line: "models/s.yml:1:48 the source 'r.t' is declared twice",
            hint: "remove one of the two; the other stands at models/s.yml:1:37"),
        Case(
            files: ["macros/m.sql": "{% macro x() %}1{% endmacro %}{% macro x() %}2{% endmacro %}"],
            line: "macros/m.sql:1:31 two macros are named 'x'",
            hint: "rename one of them; the other stands at macros/m.sql:1:1"),
        Case(
            files: ["models/a.sql": "select 1", "models/a.yml": "models: [{name: a, data_tests: [unik]}]"],
            line: "models/a.yml:1:33 there is no test 'unik'",
            hint: "known tests: accepted_values, not_null, relationships, unique"),
        Case(
            files: ["models/a.sql": "select 1", "models/a.yml": "models: [{name: a, data_tests: [unique]}]"],
            line: "models/a.yml:1:33 the test 'unique' is about a column, and stands below the model",
            hint: "move it under a column, or give it `column_name`"),
        Case(
            files: [
                "models/a.sql": "select 1 as x",
                "models/a.yml": "models: [{name: a, columns: [{name: x, tests: [accepted_values: {value: [1]}]}]}]",
            ], line: "models/a.yml:1:48 the test 'accepted_values' takes no 'value'",
            hint: "it takes model, column_name, values, quote", remark: "did you mean 'values'?"),
        Case(
            files: [
                "models/a.sql": "select 1 as x",
                "models/a.yml": "models: [{name: a, columns: [{name: x, tests: [accepted_values]}]}]",
            ], line: "models/a.yml:1:48 the test 'accepted_values' needs 'values'",
            hint: "add `values: …` under `arguments:`"),
        Case(
            files: [
                "models/a.sql": "select 1 as x",
                "models/a.yml": "models: [{name: a, columns: [{name: x, tests: [unique: {severity: loud}]}]}]",
            ], line: "models/a.yml:1:57 'loud' is no value of 'severity' for a test", hint: "write error, warn"),
        Case(
            files: [
                "models/a.sql": "select 1",
                "models/a.yml": "models: [{name: a, columns: [{name: x, tests: [unique, unique]}]}]",
            ],
            line: "models/a.yml:1:56 the test 'unique_a_x' is declared twice",
            hint: "remove one of them, or give one a `name:` of its own"),
        Case(
            files: ["models/a.sql": "select 1", "models/a.yml": "models: [{name: a, tests: [], data_tests: []}]"],
            line: "models/a.yml:1:20 model 'a' has both 'data_tests' and 'tests'",
            hint: "put all of them under 'data_tests'"),
        Case(
            files: ["models/a.sql": "select 1", "models/a.yml": "models: [{name: a, data_test: []}]"],
            line: "models/a.yml:1:20 model 'a' has an unknown key 'data_test'", remark: "did you mean 'data_tests'?"),
        Case(
            files: ["models/a.sql": "select {{ 1 + }}"],
            line: "models/a.sql:1:15 expected an expression, found '}}'"),
        Case(files: ["dbt_project.yml": "name: 2shop"], line: "dbt_project.yml:1:7 '2shop' cannot be a project's name"),
        Case(files: ["dbt_project.yml": "version: 1"], line: "dbt_project.yml:1:1 dbt_project.yml has no 'name'"),
        Case(
            files: ["models/a.yml": "models: [{name: 'x', description: '{{ oops'}]"],
            line: "models/a.yml:1:35 tag is not closed"),
        Case(
            files: ["models/a.sql": "select * from {{ ref('b') }}", "models/b.sql": "select * from {{ ref('a') }}"],
            line: "models/a.sql:1:1 models read each other in a circle: a -> b -> a",
            hint: "take one ref() out of the circle"),
    ]

    @Test(arguments: cases) func aBrokenProjectNamesThePlaceAndTheNextMove(example: Case) async throws {
        let fixture = try await ProjectFixture(example.files)
        let error = #expect(throws: WeirError.self) { try fixture.load() }
        #expect(error.map(ProjectFixture.line) == example.line)
        if let hint = example.hint { #expect(error?.hint == hint) }
        if let remark = example.remark { #expect(error?.location?.remark == remark) }
        #expect(error?.hint != nil || error?.code.rawValue.hasPrefix("jinja.") == true)
        #expect(error?.exitCode == 2)
    }

    @Test func allErrorsAreReportedAtOnce() async throws {
        let fixture = try await ProjectFixture([
            "models/a.sql": "select 1 from {{ ref('nowhere') }}",
            "models/b.sql": "select {{ var('none') }}",
            "models/c.yml": "models:\n  - name: a\n    columns: 3\n",
        ])
        #expect(
            fixture.problems() == [
                "models/c.yml:3:14 'columns' must be a list of mappings, and here stands a number",
                "models/b.sql:1:11 the variable 'none' has no value",
                "models/a.sql:1:18 model 'a' reads model 'nowhere', which does not exist",
            ])
    }

    @Test func aFolderWithoutAProjectIsNamed() async throws {
        let fixture = try await ProjectFixture([:])
        let error = #expect(throws: WeirError.self) {
            try TransformProject.load(
                folder: fixture.folder.file("nothing"), shownAs: "here",
                target: TransformTarget(name: "dev", dialect: fixture.engine.dialect))
        }
        #expect(error?.message == "there is no 'here/dbt_project.yml'")
    }

    @Test func oddThingsAreWarningsAndDoNotStop() async throws {
        let fixture = try await ProjectFixture([
            "dbt_project.yml": "name: shop\nseeds: {shop: {+schema: x}}\nmodels: {shop: {stagin: {+schema: s}}}\n",
            "models/staging/a.sql": "{{ config(materialised='table') }} select 1",
            "models/a.yml": "models: [{name: b}, {name: a, own_key: 1}]\nexposures: []\n",
        ])
        #expect(
            try fixture.load().warnings.map(ProjectFixture.line) == [
                "dbt_project.yml:2:1 'seeds' in dbt_project.yml is not supported yet",
                "models/a.yml:2:1 'exposures' is not supported yet",
                "models/a.yml:1:31 model 'a' has an unknown key 'own_key'",
                "models/staging/a.sql:1:4 'materialised' is no setting",
                "dbt_project.yml:3:17 the configuration under 'shop.stagin' belongs to no node",
                "models/a.yml:1:17 'b' is described, and there is no such model or test",
            ])
    }
}
