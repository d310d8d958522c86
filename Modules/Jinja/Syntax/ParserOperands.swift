extension Parser {
    mutating func parsePrimary() throws(JinjaError) -> Expression {
        let token = current
        switch token.kind {
        case .name(let name):
            advance()
            if name == "varargs" || name == "kwargs" || name == "caller" { specialNames.insert(name) }
            return Expression(kind: constants[name].map(Expression.Kind.literal) ?? .name(name), offset: token.offset)
        case .string(var text):
            advance()
            while case .string(let more) = current.kind {
                text += more
                advance()
            }
            return Expression(kind: .literal(.string(text)), offset: token.offset)
        case .integer(let value):
            advance()
            return Expression(kind: .literal(.integer(value)), offset: token.offset)
        case .float(let value):
            advance()
            return Expression(kind: .literal(.float(value)), offset: token.offset)
        case .symbol(.leftParenthesis):
            advance()
            let inner = try parseTuple(mayBeEmpty: true)
            try expect(.rightParenthesis)
            return inner
        case .symbol(.leftBracket):
            return Expression(kind: .list(try parseListItems()), offset: token.offset)
        case .symbol(.leftBrace):
            return Expression(kind: .dict(try parseDictItems()), offset: token.offset)
        default: throw unexpected("an expression")
        }
    }

    private mutating func parseListItems() throws(JinjaError) -> [Expression] {
        try expect(.leftBracket)
        var items: [Expression] = []
        while !isSymbol(.rightBracket) {
            if !items.isEmpty { try expect(.comma) }
            if isSymbol(.rightBracket) { break }
            items.append(try parseExpression())
        }
        try expect(.rightBracket)
        return items
    }

    private mutating func parseDictItems() throws(JinjaError) -> [(key: Expression, value: Expression)] {
        try expect(.leftBrace)
        var items: [(key: Expression, value: Expression)] = []
        while !isSymbol(.rightBrace) {
            if !items.isEmpty { try expect(.comma) }
            if isSymbol(.rightBrace) { break }
            let key = try parseExpression()
            try expect(.colon)
            items.append((key, try parseExpression()))
        }
        try expect(.rightBrace)
        return items
    }

    /// One expression, or a tuple of those that commas separate.
    mutating func parseTuple(
        withConditional: Bool = true, mayBeEmpty: Bool = false, endsBefore name: String? = nil
    ) throws(JinjaError) -> Expression {
        let offset = current.offset
        var items: [Expression] = []
        var isTuple = false
        while true {
            if !items.isEmpty { try expect(.comma) }
            if isTupleEnd(before: name) { break }
            items.append(try parseExpression(withConditional: withConditional))
            guard isSymbol(.comma) else { break }
            isTuple = true
        }
        if !isTuple, let only = items.first { return only }
        guard isTuple || mayBeEmpty else { throw unexpected("an expression") }
        return Expression(kind: .tuple(items), offset: offset)
    }

    func isTupleEnd(before name: String?) -> Bool {
        switch current.kind {
        case .variableEnd, .blockEnd, .symbol(.rightParenthesis), .end: true
        case .name(let word): word == name
        default: false
        }
    }

    mutating func parseSubscript(_ operand: Expression) throws(JinjaError) -> Expression {
        if skip(.dot) {
            let token = advance()
            switch token.kind {
            case .name(let name): return Expression(kind: .attribute(operand, name), offset: token.offset)
            case .integer(let index):
                let key = Expression(kind: .literal(.integer(index)), offset: token.offset)
                return Expression(kind: .item(operand, key), offset: token.offset)
            default: throw fail(.expected("a name or a number", found: token.described), at: token.offset)
            }
        }
        let offset = advance().offset
        var parts: [Expression] = []
        while !isSymbol(.rightBracket) {
            if !parts.isEmpty { try expect(.comma) }
            parts.append(try parseSubscriptPart())
        }
        try expect(.rightBracket)
        let key = parts.count == 1 ? parts[0] : Expression(kind: .tuple(parts), offset: offset)
        return Expression(kind: .item(operand, key), offset: offset)
    }

    private mutating func parseSubscriptPart() throws(JinjaError) -> Expression {
        let offset = current.offset
        let first: Expression? = isSymbol(.colon) ? nil : try parseExpression()
        guard skip(.colon) else {
            if let first { return first }
            throw unexpected("an expression")
        }
        let ends = { (parser: Parser) in parser.isSymbol(.rightBracket) || parser.isSymbol(.comma) }
        let stop: Expression? = ends(self) || isSymbol(.colon) ? nil : try parseExpression()
        let step: Expression? = skip(.colon) && !ends(self) ? try parseExpression() : nil
        return Expression(kind: .slice(first, stop, step), offset: offset)
    }

    mutating func parseCall(_ callee: Expression) throws(JinjaError) -> Expression {
        // An error about a call points to the name that is called.
        Expression(kind: .call(callee, try parseArguments()), offset: callee.offset)
    }

    mutating func parseArguments() throws(JinjaError) -> CallArguments {
        let offset = current.offset
        try expect(.leftParenthesis)
        var result = CallArguments()
        var isFirst = true
        while !isSymbol(.rightParenthesis) {
            if !isFirst {
                try expect(.comma)
                if isSymbol(.rightParenthesis) { break }
            }
            isFirst = false
            if skip(.multiply) {
                guard result.spread == nil, result.namedSpread == nil else { throw fail(.badArguments(), at: offset) }
                result.spread = try parseExpression()
            } else if skip(.power) {
                guard result.namedSpread == nil else { throw fail(.badArguments(), at: offset) }
                result.namedSpread = try parseExpression()
            } else if case .name(let name) = current.kind, following.kind == .symbol(.assign) {
                guard result.namedSpread == nil else { throw fail(.badArguments(), at: offset) }
                advance()
                advance()
                result.named.append((name, try parseExpression()))
            } else {
                guard result.spread == nil, result.namedSpread == nil, result.named.isEmpty else {
                    throw fail(.badArguments())
                }
                result.positional.append(try parseExpression())
            }
        }
        try expect(.rightParenthesis)
        return result
    }

    /// A filter whose `|` has been read, applied to `operand`.
    mutating func parseFilter(_ operand: Expression?) throws(JinjaError) -> Expression {
        let offset = current.offset
        let name = try parseDottedName()
        let arguments = isSymbol(.leftParenthesis) ? try parseArguments() : CallArguments()
        return Expression(kind: .filter(operand, name: name, arguments), offset: offset)
    }

    private mutating func parseDottedName() throws(JinjaError) -> String {
        var name = try expectName()
        while skip(.dot) { name += "." + (try expectName()) }
        return name
    }

    mutating func parseTest(_ operand: Expression) throws(JinjaError) -> Expression {
        let isOffset = advance().offset
        let isNegated = skip(name: "not")
        let offset = current.offset
        let name = try parseDottedName()
        var arguments = CallArguments()
        switch current.kind {
        case .symbol(.leftParenthesis): arguments = try parseArguments()
        case .name("else"), .name("or"), .name("and"), .name("if"): break
        case .name("is"): throw fail(.chainedTests())
        case .name, .string, .integer, .float, .symbol(.leftBracket), .symbol(.leftBrace):
            arguments.positional = [try parsePostfix(try parsePrimary())]
        default: break
        }
        let test = Expression(kind: .test(operand, name: name, arguments), offset: offset)
        return isNegated ? Expression(kind: .not(test), offset: isOffset) : test
    }
}

private let constants: [String: Expression.Literal] = [
    "true": .bool(true), "True": .bool(true), "false": .bool(false), "False": .bool(false), "none": .none,
    "None": .none,
]
