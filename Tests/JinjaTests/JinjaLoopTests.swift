import Testing

@testable import Jinja

@Suite struct JinjaLoopTests {
    @Test(arguments: [
        ("{{ loop.index }} {{ loop.index0 }} {{ loop.revindex }} {{ loop.revindex0 }}", "1 0 3 2;2 1 2 1;3 2 1 0;"),
        ("{{ loop.first }} {{ loop.last }} {{ loop.length }}", "True False 3;False False 3;False True 3;"),
        ("{{ loop.depth }} {{ loop.depth0 }}", "1 0;1 0;1 0;"),
        ("{{ loop.previtem }}<{{ x }}>{{ loop.nextitem }}", "<3>1;3<1>2;1<2>;"),
        ("{{ loop.cycle('a', 'b') }}", "a;b;a;"),
        ("{{ loop.changed(x > 1) }}", "True;True;True;"),
        ("{{ loop }}", "<LoopContext 1/3>;<LoopContext 2/3>;<LoopContext 3/3>;"),
    ])
    func aLoopKnowsWhereItStands(body: String, expected: String) throws {
        #expect(try rendered("{% for x in [3, 1, 2] %}\(body);{% endfor %}") == expected)
    }

    @Test(arguments: [
        (
            "{% for x in [[1, [2, [3]]], 4] recursive %}"
                + "{% if x is iterable %}({{ loop(x) }}){% else %}{{ x }}@{{ loop.depth }}{% endif %}{% endfor %}",
            "(1@2(2@3(3@4)))4@1"
        ),
        ("{% for g in users | groupby('age') %}{{ g.grouper }}:{{ g.list | length }};{% endfor %}", "25:1;30:2;"),
        (
            "{% set l = [1] %}{% for x in l %}{% if x < 4 %}{% do l.append(x + 1) %}{% endif %}{{ x }}{% endfor %}",
            "1234"
        ),
        ("{% for x in xs %}{% continue %}{% else %}none came to its end{% endfor %}", "none came to its end"),
        ("{% for x in xs %}{% if x == 1 %}{% break %}{% endif %}{{ x }}{% else %}none{% endfor %}", "3"),
        ("{% for x in xs if x > 1 %}{{ loop.index }}/{{ loop.length }} {% endfor %}", "1/2 2/2 "),
        (
            "{% for i in xs %}{% if loop.first %}{% set k = 'a' %}{% else %}{% set k = 'b' %}{% endif %}{{ k }}{% endfor %}",
            "abb"
        ),
    ])
    func loopsGoOverTheirItemsAsJinja2Does(template: String, expected: String) throws {
        #expect(try rendered(template, sample) == expected)
    }
}
