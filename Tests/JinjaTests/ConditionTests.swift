import Testing

@testable import Jinja

/// Tests behind `is`.
@Suite struct ConditionTests {
    @Test(arguments: cases)
    func testsAnswerAsJinja2Does(_ expression: String, _ expected: String) throws {
        #expect(try rendered("{{ \(expression) }}", sample) == expected)
    }

    static let cases: [(String, String)] = [
        ("1 is defined", "True"),
        ("zz is defined", "False"),
        ("zz is undefined", "True"),
        ("zz is not defined", "True"),
        ("'x' if zz is defined and zz.foo else 'y'", "y"),
        ("n is divisibleby 7", "True"),
        ("n is divisibleby(5)", "False"),
        ("1 is number", "True"),
        ("'a' is string", "True"),
        ("d is mapping", "True"),
        ("xs is sequence", "True"),
        ("xs is iterable", "True"),
        ("n is iterable", "False"),
        ("true is boolean", "True"),
        ("1 is boolean", "False"),
        ("1 is integer", "True"),
        ("true is integer", "False"),
        ("1.0 is float", "True"),
        ("none is none", "True"),
        ("true is number", "True"),
        ("range is callable", "True"),
        ("'a' is sequence", "True"),
        ("d is sequence", "True"),
        ("d is iterable", "True"),
        ("(1,) is sequence", "True"),
        ("1 is true", "False"),
        ("true is true", "True"),
        ("false is false", "True"),
        ("3 is odd", "True"),
        ("3 is even", "False"),
        ("'abc' is lower", "True"),
        ("'ABC' is upper", "True"),
        ("'a1' is lower", "True"),
        ("'1' is upper", "False"),
        ("1 is eq 1", "True"),
        ("1 is ne 2", "True"),
        ("1 is lt 2", "True"),
        ("1 is ge 1", "True"),
        ("1 is in [1]", "True"),
        ("1 is not in [1]", "False"),
        ("1 is sameas 1", "True"),
        ("1 is sameas true", "False"),
        ("xs is sameas xs", "True"),
        ("'upper' is filter", "True"),
        ("'nope' is filter", "False"),
        ("'even' is test", "True"),
        ("xs is not none", "True"),
        ("not xs is none", "True"),
        ("none is not defined", "False"),
        ("zz is none", "False"),
        ("zz is iterable", "True"),
        ("zz is sequence", "True"),
        ("zz is string", "False"),
        ("zz is mapping", "False"),
        ("zz is callable", "True"),
        ("zz is number", "False"),
        ("s.upper is callable", "True"),
        ("d.nope is defined", "False"),
        ("d.a is defined", "True"),
    ]
}
