/// The keys, values or pairs of a dict: gone over again and again and counted, but neither indexed nor changed.
final class JinjaView: JinjaObject {
    private let values: [JinjaValue]
    let typeName: String

    init(_ values: [JinjaValue], typeName: String) {
        self.values = values
        self.typeName = typeName
    }

    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? { nil }
    func items() throws -> [JinjaValue]? { values }
    var count: Int? { values.count }
    var isTruthy: Bool { !values.isEmpty }
    var text: String { "\(typeName)(\(JinjaValue.list(values).text))" }
}

/// What `range()` gives.
final class JinjaRange: JinjaObject {
    private let start: Int
    private let stop: Int
    private let step: Int

    init(_ start: Int, _ stop: Int, _ step: Int) {
        self.start = start
        self.stop = stop
        self.step = step
    }

    private var values: StrideTo<Int> { stride(from: start, to: stop, by: step) }

    /// The range of the items at these places, each `step` behind the one before.
    func taking(_ places: [Int], by stride: Int) -> JinjaRange {
        let first = start + (places.first ?? 0) * step
        return JinjaRange(first, first + places.count * step * stride, step * stride)
    }

    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? { nil }
    func item(_ key: JinjaValue, _ call: JinjaCall) throws -> JinjaValue? {
        key.integer.flatMap { JinjaValue.pick($0, of: Array(values)) }.map(JinjaValue.int)
    }
    func items() throws -> [JinjaValue]? { values.map(JinjaValue.int) }
    var count: Int? { max(0, (stop - start + step - step.signum()) / step) }
    var isTruthy: Bool { count != 0 }
    var typeName: String { "range" }
    var text: String { step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))" }
}
