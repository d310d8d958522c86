import Diagnostics
import HTTPServer
import Testing
import Warehouse

@testable import Serve

@Suite struct InputStateTests {
    private func input(_ kind: PageInput.Kind, initial: String? = nil) -> PageInput {
        PageInput(name: "it", label: "It", kind: kind, initial: initial, location: SourceLocation(file: "p.md"))
    }

    private let days = Table(
        columns: [Column("a", .day), Column("b", .day)],
        rows: [[.day(CalendarDay("2024-03-01")!), .day(CalendarDay("2024-05-31")!)]])

    @Test(
        arguments: [
            (nil, "", "2024-03-01", "2024-05-31"), ("last 30 days", "", "2024-05-02", "2024-05-31"),
            ("last 900 days", "", "2024-03-01", "2024-05-31"),
            (nil, "it_from=2024-04-01&it_to=2024-04-02", "2024-04-01", "2024-04-02"),
            (nil, "it_from=2024-04-02&it_to=2024-04-01", "2024-04-01", "2024-04-02"),
            (nil, "it_from=1999-01-01&it_to=2099-01-01", "2024-03-01", "2024-05-31"),
            (nil, "it_from='; drop table x&it_to=2024-04-02", "2024-03-01", "2024-04-02"),
        ] as [(String?, String, String, String)])
    func aPeriodStaysWithinTheData(initial: String?, query: String, from: String, to: String) {
        let state = InputState.resolve(
            input(.dateRange(query: "q"), initial: initial), rows: days, query: QueryString(query))
        #expect(state.parameters == ["it_from": .day(CalendarDay(from)!), "it_to": .day(CalendarDay(to)!)])
        #expect(state.chosen == ["it_from": from, "it_to": to])
    }

    @Test func withoutRowsAPeriodIsNull() {
        let state = InputState.resolve(
            input(.dateRange(query: "q")), rows: nil, query: QueryString("it_from=2024-01-01"))
        #expect(state.parameters == ["it_from": .null, "it_to": .null])
    }

    private let stations = Table(
        columns: [Column("id", .integer), Column("name", .text)],
        rows: [[.integer(7), .text("Broadway")], [.integer(9), .text("E 14 St")]])

    @Test(
        arguments: [
            (nil, nil, "", .integer(7)), (nil, nil, "it=9", .integer(9)), (nil, nil, "it=8", .integer(7)),
            (nil, "9", "", .integer(9)), ("All", nil, "", .null), ("All", nil, "it=7", .integer(7)),
            ("All", "9", "it=", .null), ("All", nil, "it=7 or 1=1", .null),
        ] as [(String?, String?, String, Value)])
    func onlyWhatIsOfferedIsBound(all: String?, initial: String?, query: String, value: Value) {
        let state = InputState.resolve(
            input(.dropdown(query: "q", all: all), initial: initial), rows: stations, query: QueryString(query))
        #expect(state.parameters == ["it": value])
        #expect(state.options.map(\.label) == (all.map { [$0] } ?? []) + ["Broadway", "E 14 St"])
    }

    @Test(
        arguments: [
            ("", nil, .integer(0)), ("it=4", nil, .integer(4)), ("it=5", nil, .integer(6)),
            ("it=99", nil, .integer(10)),
            ("it=-3", nil, .integer(0)), ("it=nan", "4", .integer(4)), ("it=x", nil, .integer(0)),
        ] as [(String, String?, Value)])
    func aSliderKeepsToItsSteps(query: String, initial: String?, value: Value) {
        let slider = input(.slider(minimum: 0, maximum: 10, step: 2), initial: initial)
        #expect(InputState.resolve(slider, rows: nil, query: QueryString(query)).parameters == ["it": value])
    }

    @Test func fractionsAreBoundAsNumbers() {
        let slider = input(.slider(minimum: 0, maximum: 1, step: 0.25))
        #expect(InputState.resolve(slider, rows: nil, query: QueryString("it=0.3")).parameters == ["it": .double(0.25)])
    }
}
