import Diagnostics
import JSON
import Testing
import Warehouse

@testable import Transform

/// What templates see, asserted with the rows that the SQL gives.
@Suite struct ContextTests {
    private func value(
        _ expression: String, files: [String: String] = [:], vars: JSONObject = [:], environment: [String: String] = [:]
    ) async throws -> String? {
        let fixture = try await ProjectFixture(
            files.merging(["models/m.sql": "select '{{ \(expression) }}' as v"]) { $1 })
        let project = try fixture.load(vars: vars, environment: environment)
        try await project.build(project.plan(command: .run), engine: fixture.engine).throwIfFailed()
        return try await fixture.rows("select v from m").first?.first?.text
    }

    @Test(arguments: [
        ("var('a')", "1"), ("var('a', 'x')", "1"), ("var('b', 'x')", "x"), ("var('list')[1]", "two"),
        ("var('own')", "inner"),
        ("target.name", "dev"), ("target.schema", "main"), ("target.type", "duckdb"), ("target.nothing", ""),
        ("this", "\"main\".\"m\""), ("this.schema", "main"), ("schema", "main"), ("this.identifier", "m"),
        ("this.include(schema=false)", "\"m\""),
        ("model.name", "m"), ("model.unique_id", "model.shop.m"), ("execute", "True"), ("project_name", "shop"),
        ("config.get('materialized', 'none')", "none"), ("config.get('owner')", "ops"), ("env_var('HOUR')", "7"),
        ("env_var('NONE', 'x')", "x"), ("flags.FULL_REFRESH", "False"),
        ("tojson({'a': 1}) | replace('\"', '')", "{a:1}"),
        ("fromjson('[1, 2]')[1]", "2"), ("shop.double(3)", "6"), ("double(4)", "8"),
        ("adapter.dispatch('mark', 'shop')()", "duck"),
        ("adapter.dispatch('plain')()", "plain"), ("adapter.quote('x')", "\"x\""), ("is_incremental()", "False"),
        ("run_query('select 41 + 1 as n')[0]['n']", "42"),
        ("run_query('select 1 as a, 2 as b').columns[1].values()[0]", "2"),
        ("run_query('select 1 as a').column_names[0]", "a"), ("run_query('select 1 as a').rows[0][0]", "1"),
        ("adapter.get_relation(none, 'main', 'nothing')", "None"), ("builtins.ref('m2')", "\"main\".\"m2\""),
        ("adapter.get_columns_in_relation(ref('m2'))[0].name", "n"), ("log('x')", ""),
    ]) func aTemplateSees(expression: String, expected: String) async throws {
        let files = [
            "dbt_project.yml":
                "name: shop\nvars: {a: 1, list: [one, two], own: outer, shop: {own: inner}}\nmodels: {+owner: ops}\n",
            "models/m2.sql": "select 1 as n",
            "macros/m.sql": """
            {% macro double(x) %}{{ return(x * 2) }}{% endmacro %}
            {% macro duckdb__mark() %}duck{% endmacro %}{% macro default__mark() %}plain{% endmacro %}
            {% macro default__plain() %}plain{% endmacro %}
            """,
        ]
        #expect(try await value("\(expression)", files: files, environment: ["HOUR": "7"]) == expected)
    }

    @Test func variablesOfTheCallWin() async throws {
        let files = ["dbt_project.yml": "name: shop\nvars: {a: 1}\n"]
        #expect(try await value("var('a')", files: files, vars: ["a": 2]) == "2")
    }

    @Test func existingRelationsAreFound() async throws {
        let fixture = try await ProjectFixture([
            "models/m.sql":
                "{% set r = adapter.get_relation(none, 'main', 'there') %} select '{{ r }} {{ r.type }}' as v"
        ])
        try await fixture.engine.run("create view there as select 1")
        try await fixture.build().throwIfFailed()
        #expect(try await fixture.rows("select v from m") == [["\"main\".\"there\" view"]])
    }

    @Test func valuesInFilesAreRendered() async throws {
        let fixture = try await ProjectFixture([
            "dbt_project.yml":
                "name: shop\nvars: {place: raw2}\nmodels: {shop: {+schema: \"{{ var('place') }}\", +enabled: \"{{ 1 == 1 }}\"}}\n",
            "models/m.sql": "select * from {{ source('raw', 't') }}",
            "models/s.yml":
                "sources: [{name: raw, schema: \"{{ var('place') }}\", tables: [{name: t, identifier: \"t_{{ target.name }}\"}]}]",
        ])
        let project = try fixture.load()
        #expect(project.graph.nodes.values.compactMap(\.relation).sorted() == ["main_raw2.m", "raw2.t_dev"])
    }

    @Test func docsBlocksAreTakenIntoDescriptions() async throws {
        let fixture = try await ProjectFixture([
            "models/m.sql": "select 1 as n",
            "models/words.md": "# Words\n{% docs grain %}\nOne row a trip.\n{% enddocs %}\n",
            "models/m.yml": "models: [{name: m, description: \"Trips. {{ doc('grain') }}\"}]",
        ])
        #expect(try fixture.load().nodes().first?.description == "Trips. One row a trip.")
        try fixture.write(["models/m.yml": "models: [{name: m, description: \"{{ doc('grian') }}\"}]"])
        let error = #expect(throws: WeirError.self) { try fixture.load() }
        #expect(error.map(ProjectFixture.line) == "models/m.yml:1:33 there is no docs block 'grian'")
    }

    @Test func generateSchemaNameCanBeReplaced() async throws {
        let fixture = try await ProjectFixture([
            "macros/names.sql": """
            {% macro generate_schema_name(custom_schema_name, node) %}  {{ custom_schema_name or 'plain' }}_{{ node.name }} {% endmacro %}
            {% macro generate_alias_name(custom_alias_name=none, node=none) %}x_{{ node.name }}{% endmacro %}
            """,
            "models/a.sql": "select 1", "models/b.sql": "{{ config(schema='own') }} select 1",
        ])
        #expect(try fixture.load().graph.nodes.values.compactMap(\.relation).sorted() == ["own_b.x_b", "plain_a.x_a"])
    }

    @Test func configurationGoesFromTheFarToTheNear() async throws {
        let fixture = try await ProjectFixture([
            "dbt_project.yml": """
            name: shop
            models:
              +tags: all
              +meta: {a: 1, b: 1}
              shop:
                +materialized: view
                deep:
                  +materialized: table
                  +tags: [deep]
                  +meta: {b: 2}
                  m: {+alias: by_name}
            """,
            "models/deep/m.sql": "{{ config(tags='own', meta={'c': 3}) }} select 1",
            "models/m.yml": "models: [{name: m, config: {materialized: ephemeral, tags: [yml, all]}, meta: {b: 3}}]",
        ])
        let node = try #require(try fixture.load().nodes().first)
        #expect(node.config.tags == ["all", "deep", "yml", "own"])
        #expect(node.config["meta"] == ["a": 1, "b": 3, "c": 3])
        #expect(node.materialization == "ephemeral")
        #expect(node.relation == "main.by_name")
        #expect(node.config.location(of: "tags")?.description == "models/deep/m.sql:1:4")
    }
}
