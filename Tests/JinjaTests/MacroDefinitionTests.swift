import Testing

@testable import Jinja

@Suite struct MacroDefinitionTests {
    private let file = """
        {# all kinds #}
        {% macro plain(a, b='x') %}{{ a }}{% endmacro %}
        {% materialization table, default %}main{% endmaterialization %}
        {% materialization view, adapter='duckdb', supported_languages=['sql', 'python'] -%}v{%- endmaterialization %}
        {% test positive(model, column_name, least=0) %}select 1{% endtest %}
        {% snapshot orders_snapshot %}
          select * from {{ source('raw', 'orders') }}
        {% endsnapshot %}
        {% docs trips %}
        # Trips
        {% enddocs %}
        outside {{ nowhere() }}
        """

    @Test func everyKindIsCollectedWithoutRendering() throws {
        let definitions = try Template.parse(file, file: "m.sql", options: .dbt).definitions
        #expect(
            definitions.map(\.name) == [
                "plain", "materialization_table_default", "materialization_view_duckdb", "test_positive",
                "snapshot_orders_snapshot", "docs_trips",
            ])
        #expect(definitions.map(\.kind) == [.macro, .materialization, .materialization, .test, .snapshot, .docs])
        #expect(definitions.map(\.givenName) == ["plain", "table", "view", "positive", "orders_snapshot", "trips"])
        #expect(definitions.map(\.adapter) == [nil, "default", "duckdb", nil, nil, nil])
        #expect(definitions[2].supportedLanguages == ["sql", "python"])
        #expect(definitions[3].parameters.map(\.name) == ["model", "column_name", "least"])
        #expect(definitions[3].parameters.map(\.isOptional) == [false, false, true])
        #expect(definitions[5].contents == "\n# Trips\n")
        #expect(definitions[0].text == "{% macro plain(a, b='x') %}{{ a }}{% endmacro %}")
        #expect("\(definitions[4].location)" == "m.sql:6:1")
    }

    @Test func aDefinitionIsCalledLikeAMacro() throws {
        let test = try Template.parse(file, file: "m.sql", options: .dbt).definitions[3]
        #expect(try rendered("{{ t('m', 'c') }}", JinjaContext(["t": .macro(test)])) == "select 1")
    }

    @Test func extensionTagsAreUnknownUnlessTheHostAllowsThem() {
        #expect(throws: JinjaError.self) { try Template.parse("{% docs x %}{% enddocs %}", file: "m.md") }
    }

    @Test func definitionsWriteNothingWhereTheyStand() throws {
        #expect(try rendered("a{% docs x %}text{% enddocs %}b{% test t(m) %}1{% endtest %}c") == "abc")
    }

    @Test func contentsBeginWhereTheirOffsetSays() throws {
        let docs = try Template.parse(file, file: "m.sql", options: .dbt).definitions[5]
        let start = file.utf8.index(file.startIndex, offsetBy: docs.contentsOffset)
        #expect(file[start...].hasPrefix(docs.contents))
    }
}
