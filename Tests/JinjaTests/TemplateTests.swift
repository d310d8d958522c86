import Testing

@testable import Jinja

@Suite struct TemplateTests {
    @Test(arguments: [
        ("select {{ 1 + 1 }}", "select 2"),
        ("{% for x in [1, 2] %}{{ loop.index }}:{{ x }} {% endfor %}", "1:1 2:2 "),
        ("{% macro m(a, b='z') %}{{ a }}{{ b }}{% endmacro %}{{ m('y') }}", "yz"),
        ("{{ 10 / 2 }} {{ 1e-05 }} {{ ['a', 1] }} {{ {'a': none} }} {{ true }}", "5.0 1e-05 ['a', 1] {'a': None} True"),
    ])
    func templatesAreWrittenOut(template: String, expected: String) throws {
        #expect(try rendered(template) == expected)
    }

    @Test func textWithoutTagsIsPlain() throws {
        #expect(try Template.parse("select 1", file: "m.sql").isPlainText)
        #expect(try !Template.parse("select {{ 1 }}", file: "m.sql").isPlainText)
    }
}

/// What a template gives, for tests.
func rendered(_ template: String, _ variables: [String: JinjaValue] = [:]) throws -> String {
    try Template.parse(template, file: "t.sql").render(JinjaContext(variables)).text
}
