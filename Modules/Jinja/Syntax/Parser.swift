/// Turns tokens into statements; its extensions hold the grammar, one concern a file.
struct Parser {
    let source: SourceText
    let tokens: [Token]
    let extensions: Set<MacroDefinition.Kind>
    var index = 0
    /// The tags that would close what is open, for errors.
    var open: [(tag: String, offset: Int, closings: [String])] = []
    /// The names that the macro being read uses, of those that change how it may be called.
    var specialNames: Set<String> = []
    var definitions: [MacroDefinition] = []
    var depth = 0
    /// How many loops are open in the macro being read.
    var loopDepth = 0

    init(_ source: SourceText, options: TemplateOptions) throws(JinjaError) {
        self.source = source
        extensions = options.extensions
        tokens = try Lexer.tokens(of: source, keepsTrailingNewline: options.keepsTrailingNewline)
    }

    var current: Token { tokens[index] }
    var following: Token { tokens[min(index + 1, tokens.count - 1)] }

    /// Steps over the current token and returns it.
    @discardableResult mutating func advance() -> Token {
        let token = tokens[index]
        if index < tokens.count - 1 { index += 1 }
        return token
    }

    func isName(_ name: String, at token: Token? = nil) -> Bool { (token ?? current).kind == .name(name) }
    func isSymbol(_ symbol: Token.Symbol) -> Bool { current.kind == .symbol(symbol) }

    mutating func skip(name: String) -> Bool {
        guard isName(name) else { return false }
        advance()
        return true
    }

    mutating func skip(_ symbol: Token.Symbol) -> Bool {
        guard isSymbol(symbol) else { return false }
        advance()
        return true
    }

    mutating func expect(_ symbol: Token.Symbol) throws(JinjaError) {
        guard skip(symbol) else { throw unexpected("'\(symbol.rawValue)'") }
    }

    mutating func expect(_ kind: Token.Kind, _ description: String) throws(JinjaError) {
        guard current.kind == kind else { throw unexpected(description) }
        advance()
    }

    mutating func expect(name: String) throws(JinjaError) {
        guard skip(name: name) else { throw unexpected("'\(name)'") }
    }

    mutating func expectName() throws(JinjaError) -> String {
        guard case .name(let name) = current.kind else { throw unexpected("a name") }
        advance()
        return name
    }

    func fail(_ fault: JinjaFault, at offset: Int? = nil) -> JinjaError {
        fault.located(source, offset ?? current.offset)
    }

    func unexpected(_ wanted: String) -> JinjaError { fail(.expected(wanted, found: current.described)) }

    /// All statements of the file.
    mutating func parse() throws(JinjaError) -> [Statement] { try parseBody(until: []) }

    /// Statements up to one of these tags, whose name is left as the current token.
    mutating func parseBody(until closings: [String]) throws(JinjaError) -> [Statement] {
        depth += 1
        defer { depth -= 1 }
        guard depth < 200 else { throw fail(.tooDeep(200)) }
        var body: [Statement] = []
        while true {
            let token = current
            switch token.kind {
            case .data(let text):
                advance()
                body.append(.text(text, offset: token.offset))
            case .variableBegin:
                advance()
                body.append(.output(try parseTuple()))
                try expect(.variableEnd, "'}}'")
            case .blockBegin:
                advance()
                if case .name(let name) = current.kind, closings.contains(name) { return body }
                body.append(try parseStatement())
                try expect(.blockEnd, "'%}'")
            default:
                guard closings.isEmpty else { throw unclosedTag() }
                return body
            }
        }
    }

    private func unclosedTag() -> JinjaError {
        guard let last = open.last else { return unexpected("a closing tag") }
        return fail(.unclosedTag(last.tag, closing: last.closings.last ?? "end\(last.tag)"), at: last.offset)
    }

    /// The statements of a block tag whose opening has been read up to its `%}`; the closing tag's name is stepped over.
    mutating func parseBlock(
        _ tag: String, at offset: Int, until closings: [String]
    ) throws(JinjaError) -> (body: [Statement], closing: String, range: Range<Int>) {
        // A colon may stand here, as in Python.
        _ = skip(.colon)
        let start = current.end
        try expect(.blockEnd, "'%}'")
        open.append((tag, offset, closings))
        let body = try parseBody(until: closings)
        open.removeLast()
        let end = tokens[index - 1].offset
        guard case .name(let closing) = advance().kind else { throw unexpected("a closing tag") }
        return (body, closing, min(start, end)..<end)
    }
}
