import Testing

@testable import Jinja

@Suite struct TemplateTests {
    @Test func textWithoutTagsIsPlain() throws {
        #expect(try Template.parse("select 1", file: "m.sql").isPlainText)
        #expect(try !Template.parse("select {{ 1 }}", file: "m.sql").isPlainText)
    }

    @Test func aTrailingLineEndIsKeptWhereItIsAskedFor() throws {
        let options = TemplateOptions(keepsTrailingNewline: true)
        #expect(try Template.parse("a\n", file: "m.sql", options: options).render().text == "a\n")
        #expect(try Template.parse("a\n", file: "m.sql").render().text == "a")
    }

    @Test func aTemplateRendersTheSameFromManyThreads() async throws {
        let template = try Template.parse("{% for i in range(50) %}{{ i * i }},{% endfor %}", file: "m.sql")
        let expected = (0..<50).map { "\($0 * $0)," }.joined()
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 { group.addTask { try template.render().text } }
            for try await text in group { #expect(text == expected) }
        }
    }

    @Test(arguments: [
        ("{{ 1 + 1 }}", "2", "int"), ("{{ [1, 'a'] }}", "[1, 'a']", "list"), ("{{ none }}", "None", "NoneType"),
        ("{{ true }}", "True", "bool"), ("{{ '1' }}", "1", "str"), ("{{ '1' | as_native }}", "1", "int"),
        ("{{ 'x y' | as_native }}", "x y", "str"), ("{{ 'True' | as_bool }}", "True", "bool"),
        ("{{ '1.50' | as_number }}", "1.5", "float"),
        ("{{ \"['a', {'b': -1}]\" | as_native }}", "['a', {'b': -1}]", "list"),
        ("{{ 1 }}{{ 2 }}", "12", "str"), (" {{ 1 }}", " 1", "str"), ("plain", "plain", "str"), ("", "", "str"),
        ("{{ 'a()' | as_native }}", "a()", "str"), ("{{ '1' | as_text }}", "1", "str"),
    ])
    func aTemplateThatIsOneExpressionHasAValue(template: String, text: String, type: String) throws {
        let value = try Template.parse(template, file: "p.yml").value()
        #expect(value.text == text)
        #expect(value.typeName == type)
    }

    @Test func aTextThatIsNoBoolIsRefused() throws {
        let template = try Template.parse("{{ 'maybe' | as_bool }}", file: "p.yml")
        #expect(throws: JinjaError.self) { try template.value() }
    }
}
