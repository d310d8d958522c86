import Diagnostics
import Testing
import Warehouse

@testable import Notebooks

@Suite struct NotebookParametersTests {
    static let source = "first_day: 2024-05-01\nstations: 10\nshare: 0.5\nall: true\ncity: 'New York'\nnone:"

    private func standard() throws -> NotebookParameters {
        try NotebookParameters(parsing: Self.source, file: "n, cell 1")
    }

    @Test func readsTypedDefaults() throws {
        let parameters = try standard()
        #expect(parameters.names == ["first_day", "stations", "share", "all", "city", "none"])
        #expect(parameters.values["first_day"] == .day(CalendarDay(daysSinceEpoch: 19_844)))
        #expect(parameters.values["stations"] == 10)
        #expect(parameters.values["share"] == 0.5)
        #expect(parameters.values["all"] == true)
        #expect(parameters.values["city"] == "New York")
        #expect(parameters.values["none"] == .null)
    }

    @Test(
        arguments: [
            ("first_day", "2024-06-02", Value.day(CalendarDay(daysSinceEpoch: 19_876))), ("stations", "3", 3),
            ("share", "1", 1.0), ("all", "False", false), ("city", "1", "1"), ("none", "x", "x"),
        ] as [(String, String, Value)]) func overridesAreReadAsTheTypeOfTheDefault(
            name: String, text: String, value: Value
        ) throws
    {
        #expect(try standard().overridden(by: [(name, text)], file: "n").values[name] == value)
    }

    @Test(arguments: [
        ("first_day", "yesterday", "notebooks.parameter_type", "a day, YYYY-MM-DD"),
        ("stations", "1.5", "notebooks.parameter_type", "a whole number"),
        ("share", "nan", "notebooks.parameter_type", "a number"),
        ("all", "1", "notebooks.parameter_type", "true or false"),
        ("frist_day", "x", "notebooks.unknown_parameter", "did you mean 'first_day'?"),
    ]) func wrongOverridesSayWhatIsExpected(name: String, text: String, code: String, hint: String) throws {
        let error = #expect(throws: WeirError.self) { try standard().overridden(by: [(name, text)], file: "n.ipynb") }
        #expect(error?.code.rawValue == code)
        #expect(error?.hint?.contains(hint) == true)
        #expect(error?.message.contains(text == "x" ? "frist_day" : name) == true)
        #expect(error?.message.contains("yesterday") == false)
    }

    @Test(arguments: ["- 1", "a: [1]", "a: {b: 1}"]) func onlyNamesWithOneValueAreParameters(source: String) {
        let error = #expect(throws: WeirError.self) { try NotebookParameters(parsing: source, file: "n, cell 2") }
        #expect(error?.code == "notebooks.bad_parameters")
        #expect(error?.location?.file == "n, cell 2")
    }
}
