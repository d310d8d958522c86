extension Parser {
    /// A macro whose tag name has been read.
    mutating func parseMacro(at offset: Int) throws(JinjaError) -> MacroDefinition {
        let name = try expectName()
        return try parseDefinitionBody(.macro, name: name, givenName: name, parameters: parseSignature(), at: offset)
    }

    mutating func parseCallBlock(at offset: Int) throws(JinjaError) -> Statement {
        let parameters = isSymbol(.leftParenthesis) ? try parseSignature() : []
        let callOffset = current.offset
        let call = try parseExpression()
        guard case .call = call.kind else { throw fail(.expectedCall(), at: callOffset) }
        let outer = specialNames
        let block = try parseBlock("call", at: offset, until: ["endcall"])
        specialNames = outer
        let caller = makeDefinition(.caller, "caller", "caller", parameters, block.body, block.range, at: offset)
        return .callBlock(call: call, caller: caller)
    }

    /// A block of an extension tag whose name has been read.
    mutating func parseDefinition(_ kind: MacroDefinition.Kind, at offset: Int) throws(JinjaError) -> MacroDefinition {
        let given = try expectName()
        let name = "\(kind.rawValue)_\(given)"
        switch kind {
        case .test:
            let parameters = isSymbol(.leftParenthesis) ? try parseSignature() : []
            return try parseDefinitionBody(kind, name: name, givenName: given, parameters: parameters, at: offset)
        case .materialization:
            let (adapter, languages) = try parseMaterializationOptions()
            return try parseDefinitionBody(
                kind, name: "\(name)_\(adapter)", givenName: given, parameters: [], at: offset, adapter: adapter,
                languages: languages)
        default: return try parseDefinitionBody(kind, name: name, givenName: given, parameters: [], at: offset)
        }
    }

    /// `, adapter='duckdb'`, `, default`, `, supported_languages=['sql']`
    private mutating func parseMaterializationOptions() throws(JinjaError) -> (adapter: String, languages: [String]) {
        var adapter = "default"
        var languages: [String] = []
        while skip(.comma) {
            let offset = current.offset
            let option = try expectName()
            if option == "default" { continue }
            try expect(.assign)
            let value = try parseExpression()
            switch (option, value.kind) {
            case ("adapter", .literal(.string(let name))): adapter = name
            case ("supported_languages", .list(let items)):
                languages = items.compactMap { if case .literal(.string(let text)) = $0.kind { text } else { nil } }
            default: throw fail(.badMaterializationOption(option), at: offset)
            }
        }
        return (adapter, languages)
    }

    private mutating func parseSignature() throws(JinjaError) -> [MacroDefinition.Parameter] {
        try expect(.leftParenthesis)
        var parameters: [MacroDefinition.Parameter] = []
        while !isSymbol(.rightParenthesis) {
            if !parameters.isEmpty {
                try expect(.comma)
                if isSymbol(.rightParenthesis) { break }
            }
            let offset = current.offset
            let name = try expectName()
            let defaultValue: Expression? = skip(.assign) ? try parseExpression() : nil
            guard defaultValue != nil || parameters.last?.isOptional != true else {
                throw fail(.requiredAfterOptional(name), at: offset)
            }
            parameters.append(MacroDefinition.Parameter(name: name, defaultValue: defaultValue))
        }
        try expect(.rightParenthesis)
        return parameters
    }

    private mutating func parseDefinitionBody(
        _ kind: MacroDefinition.Kind, name: String, givenName: String, parameters: [MacroDefinition.Parameter],
        at offset: Int, adapter: String? = nil, languages: [String] = []
    ) throws(JinjaError) -> MacroDefinition {
        let outer = specialNames
        specialNames = []
        let block = try parseBlock(kind.rawValue, at: offset, until: ["end\(kind.rawValue)"])
        let definition = makeDefinition(
            kind, name, givenName, parameters, block.body, block.range, at: offset, adapter: adapter,
            languages: languages)
        specialNames = outer
        if open.isEmpty { definitions.append(definition) }
        return definition
    }

    private func makeDefinition(
        _ kind: MacroDefinition.Kind, _ name: String, _ givenName: String, _ parameters: [MacroDefinition.Parameter],
        _ body: [Statement], _ bodyRange: Range<Int>, at offset: Int, adapter: String? = nil, languages: [String] = []
    ) -> MacroDefinition {
        let start = source.bytes[..<offset].lastIndex(of: 0x7B) ?? offset
        return MacroDefinition(
            kind: kind, name: name, givenName: givenName, adapter: adapter, supportedLanguages: languages,
            parameters: parameters, body: body, usesVarargs: specialNames.contains("varargs"),
            usesKwargs: specialNames.contains("kwargs"), usesCaller: specialNames.contains("caller"), source: source,
            offset: start, range: start..<current.end, bodyRange: bodyRange)
    }
}
