import Foundation

extension JinjaValue {
    /// The value of `self operation other`, as Python computes it.
    func applying(_ operation: Expression.BinaryOperator, _ other: JinjaValue) throws -> JinjaValue {
        if operation == .modulo, case .string(let format) = self {
            return .string(try percentFormatted(format, other))
        }
        if let left = number, let right = other.number { return try arithmetic(operation, left, right) }
        switch (operation, self, other) {
        case (.add, .string(let left), .string(let right)): return .string(left + right)
        case (.add, .list(let left), .list(let right)): return .list(left.items + right.items)
        case (.add, .tuple(let left), .tuple(let right)): return .tuple(left + right)
        case (.multiply, _, _):
            if let count = other.integer, let product = try repeated(count) { return product }
            if let count = integer, let product = try other.repeated(count) { return product }
        default: break
        }
        for side in [self, other] {
            if case .undefined(let undefined) = side { throw JinjaFault.undefined(undefined) }
            if case .object(let object) = side, let plain = object.equalValue {
                return try side.isSame(as: self)
                    ? plain.applying(operation, other) : applying(operation, plain)
            }
        }
        throw JinjaFault.badOperands(operation.rawValue, typeName, other.typeName)
    }

    private func repeated(_ count: Int) throws -> JinjaValue? {
        let size: Int
        switch self {
        case .string(let text): size = text.utf8.count
        case .list(let list): size = list.items.count
        case .tuple(let items): size = items.count
        default: return nil
        }
        let count = max(0, count)
        guard size.multipliedReportingOverflow(by: count).partialValue <= 100_000_000, size == 0 || count <= 100_000_000
        else { throw JinjaFault.tooLarge() }
        switch self {
        case .string(let text): return .string(String(repeating: text, count: count))
        case .list(let list): return .list(Array(repeating: list.items, count: count).flatMap { $0 })
        case .tuple(let items): return .tuple(Array(repeating: items, count: count).flatMap { $0 })
        default: return nil
        }
    }

    /// The number with its sign turned.
    func negated() throws -> JinjaValue {
        switch number {
        case .int(let value):
            guard value != .min else { throw JinjaFault.overflow() }
            return .int(-value)
        case .float(let value): return .float(-value)
        case nil: throw unaryFault("-")
        }
    }

    /// The number itself; throws for everything else.
    func asserted() throws -> JinjaValue {
        switch number {
        case .int(let value): return .int(value)
        case .float(let value): return .float(value)
        case nil: throw unaryFault("+")
        }
    }

    private func unaryFault(_ sign: String) -> JinjaFault {
        if case .undefined(let undefined) = self { return .undefined(undefined) }
        return .badOperand(sign, typeName)
    }
}

private func arithmetic(
    _ operation: Expression.BinaryOperator, _ left: JinjaNumber, _ right: JinjaNumber
) throws -> JinjaValue {
    if case .int(let one) = left, case .int(let two) = right, operation != .divide {
        return try integerArithmetic(operation, one, two)
    }
    let (one, two) = (left.double, right.double)
    switch operation {
    case .add: return .float(one + two)
    case .subtract: return .float(one - two)
    case .multiply: return .float(one * two)
    case .power:
        let power = pow(one, two)
        guard power.isFinite || !one.isFinite || !two.isFinite else { throw JinjaFault.overflow() }
        return .float(power)
    case .divide, .floorDivide, .modulo:
        guard two != 0 else { throw JinjaFault.divisionByZero() }
        if operation == .divide { return .float(one / two) }
        var rest = fmod(one, two)
        if rest != 0, (rest < 0) != (two < 0) { rest += two }
        return .float(operation == .modulo ? rest : ((one - rest) / two).rounded())
    }
}

private func integerArithmetic(_ operation: Expression.BinaryOperator, _ left: Int, _ right: Int) throws -> JinjaValue {
    let result: (partialValue: Int, overflow: Bool)
    switch operation {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .power: return try integerPower(left, right)
    default:
        guard right != 0 else { throw JinjaFault.divisionByZero() }
        result = left.dividedReportingOverflow(by: right)
        if !result.overflow {
            let rest = left % right
            let isUneven = rest != 0 && (rest < 0) != (right < 0)
            if operation == .modulo { return .int(isUneven ? rest + right : rest) }
            return .int(isUneven ? result.partialValue - 1 : result.partialValue)
        }
    }
    guard !result.overflow else { throw JinjaFault.overflow() }
    return .int(result.partialValue)
}

private func integerPower(_ left: Int, _ right: Int) throws -> JinjaValue {
    if right < 0 {
        guard left != 0 else { throw JinjaFault.divisionByZero() }
        return .float(pow(Double(left), Double(right)))
    }
    if left == 0 || left == 1 { return .int(right == 0 ? 1 : left) }
    if left == -1 { return .int(right % 2 == 0 ? 1 : -1) }
    guard right < 64 else { throw JinjaFault.overflow() }
    var result = 1
    for _ in 0..<right {
        let (product, overflow) = result.multipliedReportingOverflow(by: left)
        guard !overflow else { throw JinjaFault.overflow() }
        result = product
    }
    return .int(result)
}
