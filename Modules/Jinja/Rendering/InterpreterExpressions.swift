extension Interpreter {
    /// Runs an operation that stands at this offset: its errors point there.
    @inline(__always)
    func at<Value>(_ offset: Int, _ body: () throws -> Value) rethrows -> Value {
        self.offset = offset
        return try body()
    }

    /// The value of an expression; `block` is what the innermost filter without an operand is applied to.
    func evaluate(_ expression: Expression, _ scope: Scope, block: JinjaValue? = nil) throws -> JinjaValue {
        switch expression.kind {
        case .literal(let literal): return JinjaValue(literal)
        case .name(let name):
            offset = expression.offset
            return try value(of: name, in: scope)
        case .attribute(let operand, let name):
            let value = try evaluate(operand, scope)
            return try at(value.isUndefined ? operand.offset : expression.offset) {
                try attribute(name, of: value, scope)
            }
        case .call: return try evaluateCall(expression, scope, caller: nil)
        case .filter(let operand, let name, let arguments):
            return try evaluateFilter(expression.offset, operand, name, arguments, scope, block)
        default: return try evaluateOperation(expression, scope)
        }
    }

    private func evaluateOperation(_ expression: Expression, _ scope: Scope) throws -> JinjaValue {
        try at(expression.offset) { try checkStack() }
        switch expression.kind {
        case .not(let operand): return .bool(try !evaluate(operand, scope).isTruthy)
        case .and(let left, let right):
            let value = try evaluate(left, scope)
            return value.isTruthy ? try evaluate(right, scope) : value
        case .or(let left, let right):
            let value = try evaluate(left, scope)
            return value.isTruthy ? value : try evaluate(right, scope)
        case .binary(let operation, let left, let right):
            let (one, two) = (try evaluate(left, scope), try evaluate(right, scope))
            let place = one.isUndefined ? left.offset : two.isUndefined ? right.offset : expression.offset
            return try at(place) { try one.applying(operation, two) }
        case .negate(let operand):
            let value = try evaluate(operand, scope)
            return try at(expression.offset) { try value.negated() }
        case .plus(let operand):
            let value = try evaluate(operand, scope)
            return try at(expression.offset) { try value.asserted() }
        case .concatenation(let parts): return .string(try parts.map { try evaluate($0, scope).text }.joined())
        case .comparison(let first, let rest): return try evaluateComparison(first, rest, expression.offset, scope)
        case .test(let operand, let name, let arguments):
            return try evaluateTest(expression.offset, operand, name, arguments, scope)
        case .conditional(let condition, let then, let otherwise):
            if try evaluate(condition, scope).isTruthy { return try evaluate(then, scope) }
            return try otherwise.map { try evaluate($0, scope) } ?? .undefined(JinjaUndefined(name: "if without else"))
        default: return try evaluateContainer(expression, scope)
        }
    }

    private func evaluateContainer(_ expression: Expression, _ scope: Scope) throws -> JinjaValue {
        switch expression.kind {
        case .list(let items): return .list(try items.map { try evaluate($0, scope) })
        case .tuple(let items): return .tuple(try items.map { try evaluate($0, scope) })
        case .dict(let pairs):
            let dict = JinjaDict()
            for (key, value) in pairs {
                let key = try evaluate(key, scope)
                let value = try evaluate(value, scope)
                try at(expression.offset) { try dict.set(key, value) }
            }
            return .dict(dict)
        case .item(let operand, let key):
            let value = try evaluate(operand, scope)
            if case .slice(let start, let stop, let step) = key.kind {
                let places = try [start, stop, step].map { try slicePart($0, scope) }
                return try at(expression.offset) { try value.sliced(places[0], places[1], places[2]) }
            }
            let keyValue = try evaluate(key, scope)
            return try at(value.isUndefined ? operand.offset : expression.offset) {
                try item(keyValue, of: value, scope)
            }
        default: throw JinjaFault.misplacedSlice()
        }
    }

    private func slicePart(_ expression: Expression?, _ scope: Scope) throws -> Int? {
        guard let expression else { return nil }
        let value = try evaluate(expression, scope)
        if value.isNone { return nil }
        return try at(expression.offset) {
            guard let place = value.integer else { throw JinjaFault.badIndex(value.typeName) }
            return place
        }
    }

    private func evaluateComparison(
        _ first: Expression, _ rest: [(comparator: Expression.Comparator, operand: Expression)], _ offset: Int,
        _ scope: Scope
    ) throws -> JinjaValue {
        var left = try evaluate(first, scope)
        for (comparator, operand) in rest {
            let right = try evaluate(operand, scope)
            guard try at(offset, { try left.compare(comparator, right) }) else { return .bool(false) }
            left = right
        }
        return .bool(true)
    }
}

extension JinjaValue {
    init(_ literal: Expression.Literal) {
        switch literal {
        case .none: self = .none
        case .bool(let value): self = .bool(value)
        case .integer(let value): self = .int(value)
        case .float(let value): self = .float(value)
        case .string(let text): self = .string(text)
        }
    }
}
