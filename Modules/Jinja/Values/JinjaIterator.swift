/// Items that can be gone over once, as `map` or `select` give them: always true, without a length, used up by reading.
final class JinjaIterator: JinjaObject {
    private var rest: [JinjaValue]
    let typeName: String

    init(_ items: [JinjaValue], typeName: String = "generator") {
        rest = items
        self.typeName = typeName
    }

    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? { nil }
    func items() throws -> [JinjaValue]? {
        defer { rest = [] }
        return rest
    }
    var text: String { "<\(typeName) object>" }

    /// The next item, which is then used up.
    func next() -> JinjaValue? { rest.isEmpty ? nil : rest.removeFirst() }
}

/// Items that can be gone over again and again and counted, but not changed: a range, the keys of a dict.
final class JinjaView: JinjaObject {
    private let values: [JinjaValue]
    let text: String
    let typeName: String
    /// Whether `view[0]` is allowed.
    private let isIndexed: Bool

    init(_ values: [JinjaValue], typeName: String, text: String, isIndexed: Bool = false) {
        self.values = values
        self.typeName = typeName
        self.text = text
        self.isIndexed = isIndexed
    }

    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? { nil }
    func item(_ key: JinjaValue, _ call: JinjaCall) throws -> JinjaValue? {
        guard isIndexed, let index = key.integer else { return nil }
        return JinjaValue.pick(index, of: values)
    }
    func items() throws -> [JinjaValue]? { values }
    var count: Int? { values.count }
    var isTruthy: Bool { !values.isEmpty }

    /// What `dict.keys()`, `.values()` or `.items()` give.
    static func ofDict(_ name: String, _ values: [JinjaValue]) -> JinjaValue {
        let list = JinjaValue.list(values).text
        return .object(JinjaView(values, typeName: "dict_\(name)", text: "dict_\(name)(\(list))"))
    }

    /// What `range()` gives.
    static func ofRange(_ start: Int, _ stop: Int, _ step: Int) -> JinjaValue {
        let values = stride(from: start, to: stop, by: step).map { JinjaValue.int($0) }
        let text = step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))"
        return .object(JinjaView(values, typeName: "range", text: text, isIndexed: true))
    }
}
