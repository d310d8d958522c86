@testable import Jinja

/// What a template gives, for tests.
func rendered(_ template: String, _ context: JinjaContext = JinjaContext()) throws -> String {
    try Template.parse(template, file: "t.sql", options: .dbt).render(context).text
}

/// What a template fails with, for tests; nil when it does not.
func failure(_ template: String, _ context: JinjaContext = JinjaContext()) -> JinjaError? {
    do throws(JinjaError) {
        _ = try Template.parse(template, file: "t.sql", options: .dbt).render(context)
        return nil
    } catch { return error }
}

/// A context with a value of each kind, and two templates to import.
var sample: JinjaContext {
    let person = { (name: String, age: Int, on: JinjaValue?) -> JinjaValue in
        .dict([("name", .string(name)), ("age", .int(age))] + (on.map { [("on", $0)] } ?? []))
    }
    var context = JinjaContext([
        "name": "World", "xs": .list([3, 1, 2]), "d": .dict([("b", 1), ("a", 2), ("C", 3)]),
        "users": .list([person("bob", 30, true), person("Al", 25, false), person("cy", 30, nil)]),
        "s": "Hello World", "n": 42, "f": 3.5, "t": true, "nul": .none,
        "nested": .dict([("x", .dict([("y", .list([1, .dict([("z", "deep")])]))]))]),
        "html": "<b>a & 'b'</b>", "words": .list(["b", "A", "c", "a"]),
    ])
    let templates = [
        "lib.html": "{% macro hello(n='x') %}Hello {{ n }}{% endmacro %}{% set version = 3 %}text",
        "inc.html": "[inc {{ name }}]",
    ]
    context.loader = { name in try templates[name].map { try Template.parse($0, file: name) } }
    return context
}
