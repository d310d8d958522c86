import Diagnostics
import HTTPServer
import Warehouse

/// An input with what it offers and what is chosen.
struct InputState: Sendable {
    /// One choice of a dropdown.
    struct Option: Sendable, Hashable {
        let value: String
        let label: String
    }

    let input: PageInput
    /// The choices of a dropdown; empty for the others.
    var options: [Option] = []
    /// The first and the last day of a date range.
    var days: (first: CalendarDay, last: CalendarDay)?
    /// What is chosen, by parameter, as the page shows it.
    var chosen: [String: String] = [:]
    /// What queries bind, by parameter.
    var parameters: [String: Value] = [:]
    /// Why it could not be filled.
    var error: WeirError?

    /// The state of an input for an address; a value that is not offered counts as none.
    static func resolve(_ input: PageInput, rows: Table?, query: QueryString) -> InputState {
        var state = InputState(input: input)
        for name in input.parameters { state.parameters[name] = .null }
        switch input.kind {
        case .dropdown(_, let all): state.resolveDropdown(rows, all: all, asked: query[input.name])
        case .dateRange:
            state.resolveDays(rows, from: query["\(input.name)_from"], to: query["\(input.name)_to"])
        case .slider(let minimum, let maximum, let step):
            state.resolveNumber(minimum, maximum, step, asked: query[input.name])
        }
        return state
    }

    private mutating func resolveDropdown(_ rows: Table?, all: String?, asked: String?) {
        guard let rows, !rows.columns.isEmpty else { return }
        let labelColumn = rows.columns.count > 1 ? 1 : 0
        let values = (0..<rows.rowCount).map { rows[$0, 0] }
        options = values.indices.map { row in
            Option(value: values[row].description, label: ValueFormat.auto.text(rows[row, labelColumn]))
        }
        let wanted = [asked, input.initial].compactMap { $0 }.first { text in
            options.contains { $0.value == text } || (all != nil && text.isEmpty)
        }
        let text = wanted ?? (all == nil ? options.first?.value ?? "" : "")
        if let all { options.insert(Option(value: "", label: all), at: 0) }
        chosen[input.name] = text
        if let row = values.firstIndex(where: { $0.description == text }), !(all != nil && text.isEmpty) {
            parameters[input.name] = values[row]
        }
    }

    private mutating func resolveDays(_ rows: Table?, from: String?, to: String?) {
        guard let rows, rows.rowCount > 0, rows.columns.count >= 2, let first = Self.day(rows[0, 0]),
            let last = Self.day(rows[0, 1])
        else { return }
        days = (first, last)
        let count = input.initial.flatMap(PageInput.lastDays) ?? 0
        let earliest = count > 0 ? max(first, last.adding(days: 1 - count)) : first
        var begin = from.flatMap { CalendarDay($0) } ?? earliest
        var end = to.flatMap { CalendarDay($0) } ?? last
        (begin, end) = (max(min(begin, last), first), max(min(end, last), first))
        if end < begin { (begin, end) = (end, begin) }
        chosen = ["\(input.name)_from": begin.description, "\(input.name)_to": end.description]
        parameters = ["\(input.name)_from": .day(begin), "\(input.name)_to": .day(end)]
    }

    private static func day(_ value: Value) -> CalendarDay? {
        value.day ?? value.text.flatMap { CalendarDay($0.prefix(10)) }
    }

    private mutating func resolveNumber(_ minimum: Double, _ maximum: Double, _ step: Double, asked: String?) {
        let number = [asked, input.initial].compactMap { $0.flatMap(Double.init) }.first { $0.isFinite } ?? minimum
        let steps = ((min(max(number, minimum), maximum) - minimum) / step).rounded()
        let value = min(minimum + steps * step, maximum)
        let whole = [minimum, step].allSatisfy { Int64(exactly: $0) != nil } ? Int64(exactly: value) : nil
        parameters[input.name] = whole.map { .integer($0) } ?? .double(value)
        chosen[input.name] = whole.map { String($0) } ?? "\(value)"
    }
}
