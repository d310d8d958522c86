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
        let caller = try parseDefinitionBody(
            .caller, name: "caller", givenName: "caller", parameters: parameters, at: offset, tag: "call")
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
        at offset: Int, adapter: String? = nil, languages: [String] = [],
        tag: String? = nil
    ) throws(JinjaError) -> MacroDefinition {
        let tag = tag ?? kind.rawValue
        let outer = (names: specialNames, loops: loopDepth)
        (specialNames, loopDepth) = ([], 0)
        let block = try parseBlock(tag, at: offset, until: ["end\(tag)"])
        specialNames.subtract(parameters.map(\.name))
        let definition = makeDefinition(
            kind, name, givenName, parameters, block.body, block.range, at: offset, adapter: adapter,
            languages: languages)
        // What a macro within uses, the one around it accepts too.
        (specialNames, loopDepth) = (specialNames.union(outer.names), outer.loops)
        if open.isEmpty, kind != .caller { definitions.append(definition) }
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
