extension Interpreter {
    /// The value of a template that is one expression, in its own type; else its text.
    func nativeValue(of template: Template) throws -> JinjaValue {
        guard template.body.count == 1, case .output(let expression) = template.body[0] else {
            return .string(try render(template).text)
        }
        let value = try evaluate(expression, Scope(parent: base))
        guard case .filter(_, let name, _) = expression.kind, case .string(let text) = value else { return value }
        let literal = literalFilters.contains(name) ? literalValue(of: text) ?? value : value
        return try at(expression.offset) {
            switch (name, literal) {
            case ("as_bool", .bool), ("as_number", .int), ("as_number", .float): return literal
            case ("as_bool", _): throw JinjaFault.notConvertible(to: "bool")
            case ("as_number", _): throw JinjaFault.notConvertible(to: "number")
            default: return literal
            }
        }
    }
}

private let literalFilters: Set<String> = ["as_native", "as_bool", "as_number"]

/// The value of a Python literal: a number, a quoted text, a list of such; nil for anything else.
func literalValue(of text: String) -> JinjaValue? {
    guard let template = try? Template.parse("{{" + text + "}}", file: "literal"), template.body.count == 1,
        case .output(let expression) = template.body[0]
    else { return nil }
    return literalValue(of: expression)
}

private func literalValue(of expression: Expression) -> JinjaValue? {
    switch expression.kind {
    case .literal(let literal): return JinjaValue(literal)
    case .negate(let operand): return try? literalValue(of: operand)?.negated()
    case .plus(let operand): return try? literalValue(of: operand)?.asserted()
    case .list(let items): return literals(items).map(JinjaValue.list)
    case .tuple(let items): return literals(items).map(JinjaValue.tuple)
    case .dict(let pairs):
        guard let keys = literals(pairs.map(\.key)), let values = literals(pairs.map(\.value)) else { return nil }
        return (try? JinjaDict(zip(keys, values).map { (key: $0, value: $1) })).map(JinjaValue.dict)
    default: return nil
    }
}

private func literals(_ expressions: [Expression]) -> [JinjaValue]? {
    let values = expressions.compactMap { literalValue(of: $0) }
    return values.count == expressions.count ? values : nil
}
