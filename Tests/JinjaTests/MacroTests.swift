import Diagnostics
import Testing

@testable import Jinja

@Suite struct MacroTests {
    @Test(arguments: [
        ("{% macro m() %}text {{ return([1, 2]) }}{% endmacro %}{{ m()[1] }} {{ m() | length }}", "2 2"),
        ("{% macro m() %}{% for x in [1, 2] %}{% do return(x) %}{% endfor %}{% endmacro %}{{ m() + 1 }}", "2"),
        ("{% macro m() %}a{{ return() }}b{% endmacro %}{{ m() }}", "None"),
        ("{% macro m() %}1{% endmacro %}{{ m() is string }}", "True"),
        (
            "{% macro a() %}{{ return(b()) }}{% endmacro %}{% macro b() %}{{ return(5) }}{% endmacro %}{{ a() * 2 }}",
            "10"
        ),
        // return() in the body of a call block ends the macro that called the body.
        (
            "{% macro o() %}{% call i() %}{{ return(7) }}{% endcall %}x{% endmacro %}"
                + "{% macro i() %}[{{ caller() }}]{% endmacro %}{{ o() }}", "7x"
        ),
        ("{% macro m(caller=none) %}{{ caller }}{% endmacro %}{{ m() }}", "None"),
        ("{% macro m(kwargs) %}{{ kwargs }}{% endmacro %}{{ m(1) }}", "1"),
        (
            "{% macro m(a, b=2, c='x') %}{{ a }}-{{ b }}-{{ c }}{% endmacro %}{{ m(1, c=5) }} {{ m(b=1, a=2) }} {{ m() }}",
            "1-2-5 2-1-x -2-x"
        ),
        (
            "{% macro m(xs) %}{% for x in xs %}{{ caller(x) }};{% endfor %}{% endmacro %}"
                + "{% call(a, b='d') m([1, 2]) %}{{ a }}{{ b }}{% endcall %}", "1d;2d;"
        ),
    ])
    func macrosGiveTextOrWhatTheyReturn(template: String, expected: String) throws {
        #expect(try rendered(template) == expected)
    }

    @Test func aReturnInACallBlockEndsTheMacroThatIsCalledInIt() throws {
        let template = """
            {% macro run() %}{{ caller() }}after{% endmacro -%}
            {% macro outer() %}{% call run() %}{{ return('value') }}{% endcall %}rest{% endmacro -%}
            {{ outer() }}
            """
        #expect(try rendered(template) == "valuerest")
    }

    @Test func aCollectedMacroSeesTheNamesOfTheContext() throws {
        let macro = try #require(
            Template.parse("{% macro m() %}{{ target }}{% endmacro %}", file: "m.sql").definitions.first)
        #expect(try rendered("{{ m() }}", JinjaContext(["m": .macro(macro), "target": "dev"])) == "dev")
        #expect(
            try rendered("{% set target = 'mine' %}{{ m() }}", JinjaContext(["m": .macro(macro), "target": "dev"]))
                == "dev")
    }

    @Test func anErrorInAMacroTellsWhichMacrosWereRunning() throws {
        let file = """
            {% macro inner(x) %}
              {{ x.nope.more }}
            {% endmacro %}
            {% macro outer() %}{{ inner(1) }}{% endmacro %}
            """
        var context = JinjaContext()
        for macro in try Template.parse(file, file: "macros/a.sql").definitions {
            context.variables[macro.name] = .macro(macro)
        }
        let error = try #require(failure("select\n  {{ outer() }}", context))
        #expect("\(error.location)" == "macros/a.sql:2:8")
        #expect(error.message == "'int object' has no attribute 'nope'")
        #expect(
            error.notes == [
                "in macro 'inner', called at macros/a.sql:4:23", "in macro 'outer', called at t.sql:2:6",
            ])
    }

    @Test func anErrorOfTheHostKeepsItsPartsAndGetsThePlace() throws {
        let own = WeirError("transform.unknown_model", "no model 'x'", hint: "look", kind: .usage)
        let context = JinjaContext(["ref": .function("ref") { _, _ in throw own }])
        let error = try #require(failure("select 1 from\n{{ ref('x') }}", context)).weirError
        #expect(error.code == "transform.unknown_model")
        #expect(error.message == "no model 'x'" && error.hint == "look" && error.kind == .usage)
        #expect(error.location.map { "\($0)" } == "t.sql:2:4")
    }
}
