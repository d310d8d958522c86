import Testing

@testable import Jinja

/// Every message, with the place that it points to.
@Suite struct JinjaErrorsTests {
    @Test(arguments: syntax + names + calls + limits)
    func anErrorSaysWhatAndWhere(template: String, place: String, message: String) throws {
        let error = try #require(failure(template, sample))
        #expect(error.message == message)
        #expect("\(error.location)" == "t.sql:\(place)")
    }

    @Test func anErrorIsShownWithItsLineAndARemark() throws {
        let error = try #require(failure("select 1,\n  {{ naem | upper + 1 }}", sample))
        #expect(
            error.description == """
                error: '+' does not take str and int
                  --> t.sql:2:19
                     2 |   {{ naem | upper + 1 }}
                       |                   ^
                  hint: join text with ~, which takes any value
                """)
        let undefined = try #require(failure("{{ naem() }}", sample)).weirError
        #expect(undefined.location?.remark == "did you mean 'name'?")
        #expect(undefined.exitCode == 2)
    }

    static let syntax: [(String, String, String)] = [
        ("{{ 1 ", "1:1", "tag is not closed"),
        ("a\n{% if x", "2:1", "tag is not closed"),
        ("{# a", "1:1", "comment is not closed"),
        ("{% raw %} a", "1:1", "raw block is not closed"),
        ("{{ 'a }}", "1:4", "string is not closed"),
        ("{{ (1 }}", "1:7", "'}' does not close '('"),
        ("{{ ) }}", "1:4", "')' closes nothing"),
        ("{{ (1", "1:4", "'(' is not closed"),
        ("{{ 1 ? 2 }}", "1:6", "unexpected character '?'"),
        ("{{ 99999999999999999999 }}", "1:4", "number '99999999999999999999' cannot be read"),
        (#"{{ '\x4' }}"#, "1:4", "the string ends in, or has, an escape that is not one"),
        ("{{ 1 + }}", "1:8", "expected an expression, found '}}'"),
        ("{{ a b }}", "1:6", "expected '}}', found 'b'"),
        ("{% for x of xs %}", "1:10", "expected 'in', found 'of'"),
        ("{{ a.'b' }}", "1:6", "expected a name or a number, found a string"),
        ("{% %}", "1:4", "expected the name of a tag, found '%}'"),
        ("{% foo %}", "1:4", "there is no tag 'foo'"),
        ("{% endif %}", "1:4", "there is no tag 'endif'"),
        ("{% if t %}", "1:4", "tag 'if' is not closed"),
        ("{% if t %}{% endfor %}", "1:14", "tag 'endfor' stands where 'if' is open"),
        ("{% set true = 1 %}", "1:8", "'true' cannot be given a value"),
        ("{% call n %}{% endcall %}", "1:9", "a call block needs a call"),
        ("{% break %}", "1:4", "'break' stands outside of a loop"),
        (
            "{% for x in xs %}{% macro m() %}{% continue %}{% endmacro %}{% endfor %}", "1:36",
            "'continue' stands outside of a loop"
        ),
        ("{{ f(a=1, 2) }}", "1:11", "the arguments of the call stand in an order that is not allowed"),
        ("{{ xs is string is none }}", "1:17", "tests cannot be chained with 'is'"),
        (
            "{% macro m(a=1, b) %}{% endmacro %}", "1:17",
            "parameter 'b' without a default follows one that has a default"
        ),
        (
            "{% materialization m, adaptor='x' %}{% endmaterialization %}", "1:23",
            "a materialization has no option 'adaptor' of this form"
        ),
    ]

    static let names: [(String, String, String)] = [
        ("{{ zz.foo }}", "1:4", "'zz' is undefined"),
        ("{{ zz() }}", "1:4", "'zz' is undefined, and is called"),
        ("{{ 1 + zz }}", "1:8", "'zz' is undefined"),
        ("{{ d.zz.y }}", "1:6", "'dict object' has no attribute 'zz'"),
        ("{{ xs.push(1) }}", "1:7", "'list object' has no attribute 'push', and is called"),
        ("{{ nul.a.b }}", "1:8", "'None' has no attribute 'a'"),
        ("{{ n | nope }}", "1:8", "there is no filter 'nope'"),
        ("{{ n is nope }}", "1:9", "there is no test 'nope'"),
        ("{% include 'nope' %}", "1:12", "there is no template 'nope'"),
        ("{% include ['a', 'b'] %}", "1:12", "there is no template 'a' or 'b'"),
        ("{% import 5 as x %}", "1:11", "a template is named by text, not by int"),
        ("{{ return(1) }}", "1:4", "return() is called outside of a macro"),
        ("{% set n.y = 1 %}", "1:14", "an attribute of int cannot be set"),
        ("{% set a, b = [1] %}", "1:15", "1 values cannot be unpacked into 2 names"),
    ]

    static let calls: [(String, String, String)] = [
        ("{{ n() }}", "1:4", "a value of type int cannot be called"),
        ("{% for x in xs %}{{ loop(xs) }}{% endfor %}", "1:21", "the loop is not recursive"),
        ("{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}", "1:34", "macro 'm' takes at most 1 argument, 2 were given"),
        ("{% macro m(a) %}{% endmacro %}{{ m(b=1) }}", "1:34", "macro 'm' takes no argument 'b'"),
        ("{{ s.replace('a') }}", "1:6", "'replace' is missing argument 'new'"),
        ("{{ s.replace('a', 'b', old='c') }}", "1:6", "'replace' is given argument 'old' twice"),
        ("{{ s.split(1) }}", "1:6", "'split' needs text, found int"),
        ("{{ range('a') }}", "1:4", "'range' needs whole numbers, found str"),
        ("{{ xs | round }}", "1:9", "'round' needs a number, found list"),
        ("{{ f(**n) }}", "1:8", "a dict is needed, found int"),
    ]

    static let limits: [(String, String, String)] = [
        ("{{ 'ab' * 100000000 }}", "1:9", "a repeated value becomes too large"),
        ("{{ 9223372036854775807 + n }}", "1:24", "a whole number leaves the range of 64 bits"),
        ("{{ 2 ** 64 }}", "1:6", "a whole number leaves the range of 64 bits"),
    ]
}
