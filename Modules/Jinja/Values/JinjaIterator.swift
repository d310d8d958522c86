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
