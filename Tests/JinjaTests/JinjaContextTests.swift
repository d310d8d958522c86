import Testing

@testable import Jinja

@Suite struct JinjaContextTests {
    @Test func namesAreMadeWhenTheyAreNeeded() throws {
        var asked: [String] = []
        let context = JinjaContext(["a": 1]) { name in
            asked.append(name)
            return name == "b" ? 2 : nil
        }
        #expect(try rendered("{{ a }}{{ b }}{{ range(1) | list }}", context) == "12[0]")
        #expect(asked == ["b", "range"])
    }

    @Test func namesOfTheContextCoverTheLanguagesOwn() throws {
        #expect(try rendered("{{ range }}", JinjaContext(["range": "mine"])) == "mine")
    }

    @Test func filtersOfTheHostAreCalledWithTheValueFirst() throws {
        let twice = JinjaValue.function("twice") { arguments, _ in .string(arguments.positional.map(\.text).joined()) }
        #expect(
            try rendered(
                "{{ 'a' | twice('b') }}{{ ['c'] | map('twice') | list }}", JinjaContext(filters: ["twice": twice]))
                == "ab['c']")
    }

    @Test func aNearNameIsSuggested() throws {
        let context = JinjaContext(["source": 1], lookupNames: { ["reff"] })
        #expect(failure("{{ ref('x') }}", context)?.location.remark == "did you mean 'reff'?")
        #expect(failure("{{ sorce.x }}", context)?.location.remark == "did you mean 'source'?")
        #expect(failure("{{ 1 | uper }}", context)?.location.remark == "did you mean 'upper'?")
        #expect(failure("{{ 1 is defind }}", context)?.location.remark == "did you mean 'defined'?")
        #expect(failure("{% fro x in y %}", context)?.location.remark == "did you mean 'for'?")
    }

    @Test func aFunctionOfTheHostKnowsWhereItIsCalled() throws {
        let here = JinjaValue.function("here") { _, call in
            .string("\(call.location) in \(call.macros.map(\.name))")
        }
        let template = "{% macro m() %}{{ here() }}{% endmacro %}\n{{ here() }} {{ m() }}"
        #expect(try rendered(template, JinjaContext(["here": here])) == "\nt.sql:2:4 in [] t.sql:1:19 in [\"m\"]")
    }
}
