extension Interpreter {
    func evaluateFilter(
        _ offset: Int, _ operand: Expression?, _ name: String, _ parts: CallArguments, _ scope: Scope,
        _ block: JinjaValue?
    ) throws -> JinjaValue {
        try at(offset) { try checkStack() }
        let value = try operand.map { try evaluate($0, scope, block: block) } ?? block ?? .none
        let arguments = try evaluateArguments(parts, scope)
        return try at(offset) { try applyFilter(name, to: value, arguments) }
    }

    /// Applies a filter of the host or of the language.
    func applyFilter(_ name: String, to value: JinjaValue, _ arguments: JinjaArguments) throws -> JinjaValue {
        if let filter = context.filters[name] {
            return try call(filter, JinjaArguments([value] + arguments.positional, named: arguments.named))
        }
        guard let filter = filterTable[name] else {
            throw JinjaFault.unknownFilter(name, known: Array(filterTable.keys) + context.filters.keys)
        }
        return try filter.invoke(name, value, arguments, self)
    }

    func evaluateTest(
        _ offset: Int, _ operand: Expression, _ name: String, _ parts: CallArguments, _ scope: Scope
    ) throws -> JinjaValue {
        let value = try evaluate(operand, scope)
        let arguments = try evaluateArguments(parts, scope)
        return .bool(try at(offset) { try applyTest(name, to: value, arguments) })
    }

    func applyTest(_ name: String, to value: JinjaValue, _ arguments: JinjaArguments) throws -> Bool {
        guard let test = testTable[name] else { throw JinjaFault.unknownTest(name, known: Array(testTable.keys)) }
        return try test.invoke(name, value, arguments, self).isTruthy
    }
}
