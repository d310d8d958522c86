extension Parser {
    mutating func parseExpression(withConditional: Bool = true) throws(JinjaError) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth < 200 else { throw fail(.tooDeep(200)) }
        var result = try parseOr()
        while withConditional {
            let offset = current.offset
            guard skip(name: "if") else { break }
            let condition = try parseOr()
            let otherwise: Expression? = skip(name: "else") ? try parseExpression() : nil
            result = Expression(
                kind: .conditional(condition: condition, then: result, otherwise: otherwise), offset: offset)
        }
        return result
    }

    private mutating func parseOr() throws(JinjaError) -> Expression {
        var left = try parseAnd()
        var links = 0
        while isName("or") {
            try count(&links)
            let offset = advance().offset
            left = Expression(kind: .or(left, try parseAnd()), offset: offset)
        }
        return left
    }

    private mutating func parseAnd() throws(JinjaError) -> Expression {
        var left = try parseNot()
        var links = 0
        while isName("and") {
            try count(&links)
            let offset = advance().offset
            left = Expression(kind: .and(left, try parseNot()), offset: offset)
        }
        return left
    }

    private mutating func parseNot() throws(JinjaError) -> Expression {
        var offsets: [Int] = []
        var links = 0
        while isName("not") {
            try count(&links)
            offsets.append(advance().offset)
        }
        var result = try parseComparison()
        for offset in offsets.reversed() { result = Expression(kind: .not(result), offset: offset) }
        return result
    }

    private mutating func parseComparison() throws(JinjaError) -> Expression {
        let first = try parseSum()
        let offset = current.offset
        var rest: [(comparator: Expression.Comparator, operand: Expression)] = []
        while let comparator = readComparator() { rest.append((comparator, try parseSum())) }
        return rest.isEmpty ? first : Expression(kind: .comparison(first, rest), offset: offset)
    }

    private mutating func readComparator() -> Expression.Comparator? {
        switch current.kind {
        case .symbol(let symbol):
            guard let comparator = Expression.Comparator(rawValue: symbol.rawValue) else { return nil }
            advance()
            return comparator
        case .name("in"):
            advance()
            return .isIn
        case .name("not") where isName("in", at: following):
            advance()
            advance()
            return .isNotIn
        default: return nil
        }
    }

    private mutating func parseSum() throws(JinjaError) -> Expression {
        var left = try parseConcatenation()
        var links = 0
        while isSymbol(.add) || isSymbol(.subtract) {
            try count(&links)
            let token = advance()
            let operation: Expression.BinaryOperator = token.kind == .symbol(.add) ? .add : .subtract
            left = Expression(kind: .binary(operation, left, try parseConcatenation()), offset: token.offset)
        }
        return left
    }

    private mutating func parseConcatenation() throws(JinjaError) -> Expression {
        let first = try parseProduct()
        let offset = current.offset
        var parts = [first]
        while skip(.tilde) { parts.append(try parseProduct()) }
        return parts.count == 1 ? first : Expression(kind: .concatenation(parts), offset: offset)
    }

    private mutating func parseProduct() throws(JinjaError) -> Expression {
        var left = try parsePower()
        var links = 0
        while case .symbol(let symbol) = current.kind, let operation = productOperators[symbol] {
            try count(&links)
            let offset = advance().offset
            left = Expression(kind: .binary(operation, left, try parsePower()), offset: offset)
        }
        return left
    }

    private mutating func parsePower() throws(JinjaError) -> Expression {
        var left = try parseUnary()
        var links = 0
        while isSymbol(.power) {
            try count(&links)
            let offset = advance().offset
            left = Expression(kind: .binary(.power, left, try parseUnary()), offset: offset)
        }
        return left
    }

    private mutating func parseUnary(withFilters: Bool = true) throws(JinjaError) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth < 200 else { throw fail(.tooDeep(200)) }
        let offset = current.offset
        var result: Expression
        if skip(.subtract) {
            result = Expression(kind: .negate(try parseUnary(withFilters: false)), offset: offset)
        } else if skip(.add) {
            result = Expression(kind: .plus(try parseUnary(withFilters: false)), offset: offset)
        } else {
            result = try parsePrimary()
        }
        result = try parsePostfix(result)
        return withFilters ? try parseFilters(result) : result
    }

    mutating func parsePostfix(_ operand: Expression) throws(JinjaError) -> Expression {
        var result = operand
        var links = 0
        while true {
            try count(&links)
            if isSymbol(.dot) || isSymbol(.leftBracket) {
                result = try parseSubscript(result)
            } else if isSymbol(.leftParenthesis) {
                result = try parseCall(result)
            } else {
                return result
            }
        }
    }

    private mutating func parseFilters(_ operand: Expression) throws(JinjaError) -> Expression {
        var result = operand
        var links = 0
        while true {
            try count(&links)
            if skip(.pipe) {
                result = try parseFilter(result)
            } else if isName("is") {
                result = try parseTest(result)
            } else if isSymbol(.leftParenthesis) {
                result = try parseCall(result)
            } else {
                return result
            }
        }
    }

    /// Counts the links of a chain of operators, which becomes a tree of that depth.
    private func count(_ links: inout Int) throws(JinjaError) {
        links += 1
        guard links <= 2000 else { throw fail(.tooDeep(2000)) }
    }
}

private let productOperators: [Token.Symbol: Expression.BinaryOperator] = [
    .multiply: .multiply, .divide: .divide, .floorDivide: .floorDivide, .modulo: .modulo,
]
