/// What `namespace()` makes: attributes that can be set from within loops.
final class JinjaNamespace: JinjaObject {
    var values: JinjaDict

    init(_ values: JinjaDict) { self.values = values }

    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? { values[name] }
    func setAttribute(_ name: String, to value: JinjaValue) throws { values[name] = value }
    var typeName: String { "Namespace" }
    var text: String { "<Namespace \(JinjaValue.dict(values).text)>" }
    var attributeNames: [String] { values.keys.map(\.text) }
}
