import Diagnostics

extension Parser {
    mutating func parseStatement() throws(JinjaError) -> Statement {
        let token = current
        guard case .name(let tag) = token.kind else { throw unexpected("the name of a tag") }
        advance()
        let offset = token.offset
        switch tag {
        case "if": return try parseIf(at: offset)
        case "for": return try parseFor(at: offset)
        case "break" where loopDepth > 0: return .breakLoop
        case "continue" where loopDepth > 0: return .continueLoop
        case "break", "continue": throw fail(.outsideLoop(tag), at: offset)
        case "set": return try parseSet(at: offset)
        case "do": return .evaluate(try parseTuple())
        case "print": return .output(try parseTuple())
        case "with": return try parseWith(at: offset)
        case "autoescape":
            _ = try parseExpression()
            return .group(try parseBlock(tag, at: offset, until: ["endautoescape"]).body)
        case "filter":
            let filter = try parseFilterChain(nil)
            return .filterBlock(filter, body: try parseBlock(tag, at: offset, until: ["endfilter"]).body)
        case "macro": return .macro(try parseMacro(at: offset))
        case "call": return try parseCallBlock(at: offset)
        case "include": return try parseInclude()
        case "import": return try parseImport()
        case "from": return try parseFromImport()
        default:
            guard let kind = MacroDefinition.Kind(rawValue: tag), extensions.contains(kind) else {
                throw unknownTag(tag, at: offset)
            }
            return .definition(try parseDefinition(kind, at: offset))
        }
    }

    private func unknownTag(_ tag: String, at offset: Int) -> JinjaError {
        if let last = open.last, tag.hasPrefix("end") || tag == "else" || tag == "elif" {
            return fail(.wrongClosing(tag, expected: last.closings, openedBy: last.tag), at: offset)
        }
        return fail(.unknownTag(tag, known: knownTags + extensions.map(\.rawValue)), at: offset)
    }

    private mutating func parseIf(at offset: Int) throws(JinjaError) -> Statement {
        var branches: [(condition: Expression, body: [Statement])] = []
        while true {
            let condition = try parseTuple(withConditional: false)
            let (body, closing, _) = try parseBlock("if", at: offset, until: ["elif", "else", "endif"])
            branches.append((condition, body))
            if closing == "elif" { continue }
            let otherwise = closing == "else" ? try parseBlock("if", at: offset, until: ["endif"]).body : []
            return .branch(branches, otherwise: otherwise)
        }
    }

    private mutating func parseFor(at offset: Int) throws(JinjaError) -> Statement {
        let target = try parseTarget(endsBefore: "in")
        try expect(name: "in")
        let items = try parseTuple(withConditional: false, endsBefore: "recursive")
        let condition: Expression? = skip(name: "if") ? try parseExpression() : nil
        let isRecursive = skip(name: "recursive")
        loopDepth += 1
        let (body, closing, _) = try parseBlock("for", at: offset, until: ["endfor", "else"])
        loopDepth -= 1
        let otherwise = closing == "else" ? try parseBlock("for", at: offset, until: ["endfor"]).body : []
        return .loop(
            Statement.Loop(
                target: target, items: items, condition: condition, isRecursive: isRecursive, body: body,
                otherwise: otherwise, offset: offset))
    }

    private mutating func parseSet(at offset: Int) throws(JinjaError) -> Statement {
        let target = try parseTarget(endsBefore: nil)
        if skip(.assign) { return .set(target, try parseTuple()) }
        let filter: Expression? = isSymbol(.pipe) ? try parseFilterChainAfterPipe() : nil
        let body = try parseBlock("set", at: offset, until: ["endset"]).body
        return .setBlock(target, filter: filter, body: body, offset: offset)
    }

    private mutating func parseFilterChainAfterPipe() throws(JinjaError) -> Expression {
        advance()
        return try parseFilterChain(nil)
    }

    private mutating func parseFilterChain(_ operand: Expression?) throws(JinjaError) -> Expression {
        var result = try parseFilter(operand)
        while skip(.pipe) { result = try parseFilter(result) }
        return result
    }

    private mutating func parseWith(at offset: Int) throws(JinjaError) -> Statement {
        var bindings: [(target: AssignmentTarget, value: Expression)] = []
        while current.kind != .blockEnd {
            if !bindings.isEmpty { try expect(.comma) }
            let target = try parseTarget(endsBefore: nil)
            try expect(.assign)
            bindings.append((target, try parseExpression()))
        }
        return .with(bindings, body: try parseBlock("with", at: offset, until: ["endwith"]).body)
    }

    /// What stands left of `=` or `in`: a name, `ns.attribute`, or several separated by commas.
    mutating func parseTarget(endsBefore name: String?) throws(JinjaError) -> AssignmentTarget {
        var targets: [AssignmentTarget] = []
        var isTuple = false
        while true {
            if isTupleEnd(before: name) || isSymbol(.assign) { break }
            targets.append(try parseSingleTarget())
            guard skip(.comma) else { break }
            isTuple = true
        }
        if !isTuple, let only = targets.first { return only }
        guard isTuple else { throw unexpected("a name") }
        return .tuple(targets)
    }

    private mutating func parseSingleTarget() throws(JinjaError) -> AssignmentTarget {
        if skip(.leftParenthesis) {
            let inner = try parseTarget(endsBefore: nil)
            try expect(.rightParenthesis)
            return inner
        }
        let offset = current.offset
        let name = try expectName()
        guard !constantNames.contains(name) else { throw fail(.notAssignable(name), at: offset) }
        guard skip(.dot) else { return .name(name) }
        return .namespaceAttribute(name, try expectName())
    }

    private mutating func parseInclude() throws(JinjaError) -> Statement {
        let template = try parseExpression()
        var ignoresMissing = false
        if isName("ignore"), isName("missing", at: following) {
            advance()
            advance()
            ignoresMissing = true
        }
        return .include(template, ignoresMissing: ignoresMissing, withContext: parseWithContext() ?? true)
    }

    private mutating func parseImport() throws(JinjaError) -> Statement {
        let template = try parseExpression()
        try expect(name: "as")
        let name = try expectName()
        return .importAll(template, as: name, withContext: parseWithContext() ?? false)
    }

    private mutating func parseFromImport() throws(JinjaError) -> Statement {
        let template = try parseExpression()
        try expect(name: "import")
        var names: [(name: String, alias: String)] = []
        var withContext: Bool?
        while true {
            withContext = parseWithContext()
            if withContext != nil { break }
            let name = try expectName()
            names.append((name, skip(name: "as") ? try expectName() : name))
            withContext = parseWithContext()
            guard withContext == nil, skip(.comma) else { break }
        }
        return .importNames(template, names, withContext: withContext ?? false)
    }

    private mutating func parseWithContext() -> Bool? {
        guard isName("with") || isName("without"), isName("context", at: following) else { return nil }
        let isWith = isName("with")
        advance()
        advance()
        return isWith
    }
}

private let constantNames: Set<String> = ["true", "false", "none", "True", "False", "None"]
private let knownTags = [
    "if", "for", "break", "continue", "set", "do", "print", "with", "autoescape", "filter", "macro", "call", "include",
    "import", "from", "raw",
]
