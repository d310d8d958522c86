import Testing

@testable import Jinja

/// Loops, assignments, macros, imports and what Jinja2 writes for them.
@Suite struct StatementTests {
    @Test(arguments: cases)
    func statementsDoWhatJinja2Does(_ template: String, _ expected: String) throws {
        #expect(try rendered(template, sample) == expected)
    }

    static let cases: [(String, String)] = [
        ("{% set é = 1 %}{{ é }}", "1"),
        ("{%- set x = 1 -%}\n\n{{ x }}\n\n", "1\n"),
        ("{% for x in zz %}a{% else %}b{% endfor %}", "b"),
        ("{% include 'nope' ignore missing %}ok", "ok"),
        ("{% for x in xs %}{{ loop.previtem }}<{{ x }}>{{ loop.nextitem }} {% endfor %}", "<3>1 3<1>2 1<2> "),
        ("{% for x in xs %}{{ loop.cycle('a','b') }}{% endfor %}", "aba"),
        ("{% for x in [1,1,2,2,1] %}{{ loop.changed(x) }} {% endfor %}", "True False True False True "),
        ("{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}", "b=1;a=2;C=3;"),
        ("{% for k in d %}{{ k }}{% endfor %}", "baC"),
        ("{% for c in 'abc' %}{{ c }}-{% endfor %}", "a-b-c-"),
        (
            "{% for x in xs if x > 1 %}{{ loop.index }}:{{ x }}/{{ loop.length }} {% else %}none{% endfor %}",
            "1:3/2 2:2/2 "
        ),
        ("{% for x in xs if x > 9 %}{{ x }}{% else %}none{% endfor %}", "none"),
        ("{% for x in [] %}{% else %}empty{% endfor %}", "empty"),
        ("{% for a, (b, c) in [(1,(2,3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}", "123"),
        (
            "{% for x in xs %}{% for y in xs %}{{ loop.index }}{{ x }}{{ y }} {% endfor %}{% endfor %}",
            "133 231 332 113 211 312 123 221 322 "
        ),
        ("{% for x in xs %}{% set outer = loop %}{% for y in [1] %}{{ outer.index }}{% endfor %}{% endfor %}", "123"),
        ("{% for x in xs %}{% if x == 1 %}{% continue %}{% endif %}{{ x }}{% endfor %}", "32"),
        ("{% for x in xs %}{% if x == 1 %}{% break %}{% endif %}{{ x }}{% endfor %}", "3"),
        ("{% set x = 1 %}{% for i in xs %}{% set x = x + i %}{{ x }} {% endfor %}{{ x }}", "4 2 3 1"),
        ("{% set ns = namespace(x=1) %}{% for i in xs %}{% set ns.x = ns.x + i %}{% endfor %}{{ ns.x }}", "7"),
        ("{% set x = 1 %}{% if true %}{% set x = 2 %}{% endif %}{{ x }}", "2"),
        ("{% set a, b = 1, 2 %}{{ a }}{{ b }}", "12"),
        ("{% set x %}  hi {{ n }} {% endset %}[{{ x }}]", "[  hi 42 ]"),
        ("{% set x | upper %}hi{% endset %}{{ x }}", "HI"),
        ("{% set x | replace('h','j') | upper %}hi{% endset %}{{ x }}", "JI"),
        ("{% set x = [] %}{% do x.append(1) %}{% do x.extend([2,3]) %}{{ x }}", "[1, 2, 3]"),
        ("{% set x = {} %}{% do x.update({'a': 1}) %}{% do x.update(b=2) %}{{ x }}", "{'a': 1, 'b': 2}"),
        ("{% set a = [1] %}{% set b = a %}{% do b.append(2) %}{{ a }}", "[1, 2]"),
        ("{% set x = 1, %}{{ x }}", "(1,)"),
        ("{% set x = 5 if false %}[{{ x }}]", "[]"),
        ("{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, x=3) }}", "(1, 2){'x': 3}"),
        ("{% macro m(a) %}{{ a }} {{ varargs|join(',') }}{% endmacro %}{{ m(1,2,3) }}", "1 2,3"),
        ("{% macro m(a, b=a) %}{{ b }}{% endmacro %}{{ m(5) }}", "5"),
        ("{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}in{% endcall %}", "<in>"),
        ("{% macro m(a) %}{% if a > 0 %}{{ a }}{{ m(a - 1) }}{% endif %}{% endmacro %}{{ m(3) }}", "321"),
        ("{% macro m() %}  x  {% endmacro %}[{{ m() | trim }}]", "[x]"),
        ("{% set y = 1 %}{% macro m() %}{{ y }}{% endmacro %}{% set y = 2 %}{{ m() }}", "2"),
        ("{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}B{% endmacro %}{{ a() }}", "B"),
        ("{% macro m() %}{% set q = 1 %}{% endmacro %}{{ m() }}[{{ q }}]", "[]"),
        ("{% filter upper %}abc {{ 1 }}{% endfilter %}", "ABC 1"),
        ("{% filter replace('a', 'b') | upper %}aaa{% endfilter %}", "BBB"),
        ("{% with a = 1, b = 2 %}{{ a }}{{ b }}{% endwith %}[{{ a }}]", "12[]"),
        ("{% with %}{% set q = 1 %}{{ q }}{% endwith %}[{{ q }}]", "1[]"),
        ("{% import 'lib.html' as lib %}{{ lib.hello('you') }} {{ lib.version }}", "Hello you 3"),
        ("{% from 'lib.html' import hello, version as v %}{{ hello() }} {{ v }}", "Hello x 3"),
        ("{% from 'lib.html' import nope %}[{{ nope }}]", "[]"),
        ("{% include 'inc.html' %}", "[inc World]"),
        ("{% include ['nope', 'inc.html'] %}", "[inc World]"),
        ("{% set name = 'N' %}{% include 'inc.html' %}", "[inc N]"),
        ("{% import 'lib.html' as lib %}{{ lib }}", "text"),
        ("{% do xs.append(4) %}{{ xs }}", "[3, 1, 2, 4]"),
        ("{% for x in range(3) %}{{ x }}{{ ',' if not loop.last }}{% endfor %}", "0,1,2"),
        ("{% for row in [1,2,3,4,5]|batch(2) %}{{ row }}{% endfor %}", "[1, 2][3, 4][5]"),
        ("{% for x in xs|sort %}{{ x }}{% endfor %}", "123"),
        ("{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }}", "abab"),
        ("{% set j = joiner(', ') %}{{ j() }}a{{ j() }}b", "a, b"),
        ("{% for x in xs %}{% set ns = x %}{% endfor %}[{{ ns }}]", "[]"),
        ("{% set ns = namespace() %}{% set ns.a = 1 %}{{ ns.a }}[{{ ns.b }}]", "1[]"),
        ("{% set ns = namespace({'a': 1}, b=2) %}{{ ns.a }}{{ ns.b }}{{ ns['a'] }}", "121"),
        ("{% for k, v in d|dictsort %}{{ k }}{{ v }} {% endfor %}", "a2 b1 C3 "),
        ("{% for age, us in users|groupby('age') %}{{ age }}={{ us|length }};{% endfor %}", "25=1;30=2;"),
        ("{% for x in xs[1:] + [9] %}{{ x }}{% endfor %}", "129"),
        ("{% for i in range(2) recursive %}{{ i }}{% endfor %}", "01"),
        ("{% for x in xs %}{{ loop }}{% endfor %}", "<LoopContext 1/3><LoopContext 2/3><LoopContext 3/3>"),
        ("{% set m = {'items': 5} %}{{ m.items is callable }} {{ m['items'] }}", "True 5"),
        ("{%- set q -%}select {{ n }}{%- endset -%}\n{{ q | length }} {{ q }}", "9 select 42"),
        (
            "{% for i in range(0, 10, 5) %}{{ i }}{% if not loop.last %} union all {% endif %}{% endfor %}",
            "0 union all 5"
        ),
    ]
}
