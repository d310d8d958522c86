import Testing

@testable import Jinja

@Suite struct RenderedTests {
    private func place(
        of part: String, in template: String, _ context: JinjaContext = JinjaContext()
    ) throws -> Rendered.Place {
        let rendered = try Template.parse(template, file: "m.sql").render(context)
        let range = try #require(rendered.text.firstRange(of: part))
        let offset = rendered.text.utf8.distance(from: rendered.text.startIndex, to: range.lowerBound)
        return try #require(rendered.place(atUTF8Offset: offset))
    }

    @Test(arguments: [
        ("select a,\n  {{ 1 }} as b,\n  trip_cout", "trip_cout", "m.sql:3:3"),
        ("{{ 'é' }} ü\n where x", "where", "m.sql:2:2"),
        ("select {{ 'some' ~ '_name' }} from t", "name", "m.sql:1:18"),
        ("{% if true -%}\n   x {% endif %}", "x", "m.sql:2:4"),
        ("a\r\n  b\r\nc", "c", "m.sql:3:1"),
        ("{% set x %}inner{% endset %}\n{{ x }}", "inner", "m.sql:2:4"),
    ])
    func textLeadsBackToItsPlace(template: String, part: String, expected: String) throws {
        let place = try place(of: part, in: template)
        #expect("\(place.location)" == expected)
        #expect(place.calls.isEmpty && place.outermost == place.location)
    }

    @Test func textOfAMacroLeadsToTheMacroAndToItsCall() throws {
        let file =
            "{% macro cents(c) %}\n  ({{ c }} / 100)\n{% endmacro %}{% macro twice(c) %}{{ cents(c) }}{% endmacro %}"
        var context = JinjaContext()
        for macro in try Template.parse(file, file: "macros/money.sql").definitions {
            context.variables[macro.name] = .macro(macro)
        }
        let direct = try place(of: "/ 100", in: "select\n {{ cents('amount') }}", context)
        #expect("\(direct.location)" == "macros/money.sql:2:12")
        #expect(direct.calls.map { "\($0)" } == ["m.sql:2:5"])
        let trimmed = try place(of: "amount", in: "select\n {{ twice('amount') | trim }}", context)
        #expect("\(trimmed.location)" == "macros/money.sql:2:7")
        #expect(trimmed.calls.map { "\($0)" } == ["macros/money.sql:3:38", "m.sql:2:5"])
        #expect("\(trimmed.outermost)" == "m.sql:2:5")
    }

    @Test func textOfACallBlockLeadsToItsBody() throws {
        let template = "{% macro wrap() %}({{ caller() }}){% endmacro %}\n{% call wrap() %}\n  body\n{% endcall %}"
        #expect("\(try place(of: "body", in: template).location)" == "m.sql:3:3")
    }

    @Test func anEmptyTextHasNoPlaces() throws {
        #expect(try Template.parse("{# nothing #}", file: "m.sql").render().place(atUTF8Offset: 0) == nil)
    }

    @Test func anOffsetBehindTheEndBelongsToTheLastPart() throws {
        let rendered = try Template.parse("a\n{{ 'b' }}", file: "m.sql").render()
        #expect(rendered.place(atUTF8Offset: 100).map { "\($0.location)" } == "m.sql:2:4")
    }
}
