import Testing

@testable import Jinja

@Suite struct JinjaSettingsTests {
    private func code(_ template: String, _ settings: JinjaSettings) -> String? {
        failure(template, JinjaContext(settings: settings))?.code.rawValue
    }

    @Test func loopsStopAtTheirLimit() {
        let settings = JinjaSettings(maximumIterations: 10)
        let nested = "{% for x in [1, 2, 3, 4] %}{% for y in [1, 2, 3] %}{% endfor %}{% endfor %}"
        #expect(code(nested, settings) == "jinja.too_many_iterations")
        #expect(code("{% for x in range(10) %}{% endfor %}", settings) == nil)
        #expect(code("{{ range(11) }}", settings) == "jinja.too_many_iterations")
    }

    @Test func outputStopsAtItsLimit() {
        let settings = JinjaSettings(maximumOutputBytes: 10)
        #expect(code("{{ 'abcde' * 2 }}", settings) == nil)
        #expect(code("{{ 'abcde' * 2 }}!", settings) == "jinja.too_much_output")
    }

    @Test func macrosStopAtTheirDepth() {
        let endless = "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"
        #expect(code(endless, JinjaSettings()) == "jinja.too_many_macros")
        #expect(code(endless, JinjaSettings(maximumMacroDepth: .max)) == "jinja.too_deep")
    }

    @Test func expressionsStopAtADepth() {
        let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
        #expect(failure("{{ \(deep) }}")?.code == "jinja.too_deep")
        #expect(failure("{{ \(String(repeating: "not ", count: 100)) true }}") == nil)
        #expect(failure(String(repeating: "{% if true %}", count: 5000))?.code == "jinja.too_deep")
        let long = (0..<20_000).map(String.init).joined(separator: " + ")
        #expect(failure("{{ \(long) }}")?.code == "jinja.too_deep")
    }

    @Test(arguments: [
        "{{ x.a }}", "{{ x() }}", "{{ x.a['b']().c }}", "{{ x['a'] }}", "{{ none.columns[0].values() }}",
        "{% for a in x.rows %}{{ a }}{% endfor %}",
    ])
    func theUndefinedIsToleratedWhereItIsAskedFor(template: String) throws {
        #expect(try rendered(template, JinjaContext(settings: JinjaSettings(undefinedUse: .tolerant))) == "")
        #expect(failure(template)?.code == "jinja.undefined")
    }

    @Test func undefinedNamesAreCollected() throws {
        let template = try Template.parse("{{ a }}{% set b = 1 %}{{ b }}{{ c or a }}{{ range }}", file: "m.sql")
        #expect(
            try template.render(JinjaContext(settings: JinjaSettings(collectsUndefined: true))).undefinedNames == [
                "a", "c",
            ])
        #expect(try template.render().undefinedNames.isEmpty)
    }
}
