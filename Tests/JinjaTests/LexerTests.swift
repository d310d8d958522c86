import Testing

@testable import Jinja

/// White space, comments, raw blocks, literals.
@Suite struct LexerTests {
    @Test(arguments: cases)
    func textAndTagsAreCutAsJinja2Does(_ template: String, _ expected: String) throws {
        #expect(try rendered(template, sample) == expected)
    }

    static let cases: [(String, String)] = [
        ("a\n", "a"),
        ("a\n\n", "a\n"),
        ("a\r\nb\r\n", "a\nb"),
        ("  {%- if true -%}  x  {%- endif -%}  y", "xy"),
        ("a {#- c -#} b", "ab"),
        ("a {# c #} b", "a  b"),
        ("{#- x #}  b", "  b"),
        ("a {%+ if t +%} b {%+ endif %} c", "a  b  c"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("a {%- raw -%}  {{ x }}  {%- endraw -%} b", "a{{ x }}b"),
        ("{%raw%} a {%endraw%}", " a "),
        ("{{ '}}' }}", "}}"),
        ("{{ {'a': {'b': 1}} }}", "{'a': {'b': 1}}"),
        ("{{{'a':1}.a}}", "1"),
        ("{{ 'multi\nline' }}", "multi\nline"),
        ("{{- 1 -}}  x", "1x"),
        ("x  {{- 1 }}", "x1"),
        ("a{% if true %}\n b\n{% endif %}\nc", "a\n b\n\nc"),
        ("{#\nmulti\n#}x", "x"),
        ("{{ 'é' }} ü €", "é ü €"),
        ("a { b } c {", "a { b } c {"),
        ("{ {x} }", "{ {x} }"),
        ("{{ 1 }}{", "1{"),
        ("{% if n > 40 %}a{% elif n > 30 %}b{% else %}c{% endif %}", "a"),
        ("{% if n < 40 %}a{% elif n > 30 %}b{% else %}c{% endif %}", "b"),
        ("{% autoescape false %}{{ html }}{% endautoescape %}", "<b>a & 'b'</b>"),
        ("{% print 1 + 1 %}", "2"),
        ("{% if n == 42 and (t or nul) and not zz %}ok{% endif %}", "ok"),
        ("{{ {'a':[1,2],'b':{}}|tojson(indent=2) }}", "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}"),
        ("{% if xs|select('gt',100) %}truthy{% endif %}", "truthy"),
        ("{{ 'a\nb\r\nc'.splitlines() }} {{ 'a\nb\n'.splitlines(true) }}", #"['a', 'b', 'c'] ['a\n', 'b\n']"#),
        ("x", "x"),
        ("y", "y"),
        ("{% if 'a' in d and d['a'] == 2 -%} yes {%- endif %}", "yes"),
    ]
}
