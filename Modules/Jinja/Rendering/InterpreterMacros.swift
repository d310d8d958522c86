import Diagnostics

extension Interpreter {
    /// Calls a macro: its text, or what it returned by `return()`.
    func callMacro(_ macro: JinjaMacro, _ arguments: JinjaArguments) throws -> JinjaValue {
        let definition = macro.definition
        guard running.count < settings.maximumMacroDepth else {
            throw JinjaFault.tooManyMacros(settings.maximumMacroDepth)
        }
        let scope = Scope(parent: macro.scope ?? base)
        try bind(arguments, to: definition, scope)
        calls.append(CallSite(source: sourceNumber, offset: offset, parent: currentCall, name: definition.name))
        running.append(definition)
        let outer = (source, sourceNumber, offset, currentCall)
        currentCall = calls.count - 1
        enter(definition.source)
        offset = definition.offset
        defer {
            (source, sourceNumber, offset, currentCall) = outer
            running.removeLast()
        }
        do {
            let written = try captured {
                try evaluateDefaults(definition, scope)
                _ = try run(definition.body, scope)
            }
            lastMacroOutput = written
            return .string(written.text)
        } catch let returned as MacroReturn where definition.kind != .caller {
            return returned.value
        } catch  where !(error is MacroReturn) {
            // Now, while the macro's source is still the current one.
            throw located(error)
        }
    }

    private func bind(_ arguments: JinjaArguments, to definition: MacroDefinition, _ scope: Scope) throws {
        let parameters = definition.parameters
        for (parameter, value) in zip(parameters, arguments.positional) { scope.set(parameter.name, value) }
        var extra: [(name: String, value: JinjaValue)] = []
        let open = Set(parameters.dropFirst(arguments.positional.count).map(\.name))
        for (name, value) in arguments.named {
            if open.contains(name) || (name == "caller" && definition.usesCaller) {
                scope.set(name, value)
            } else {
                extra.append((name, value))
            }
        }
        if definition.usesVarargs {
            scope.set("varargs", .tuple(Array(arguments.positional.dropFirst(parameters.count))))
        } else if arguments.positional.count > parameters.count {
            throw JinjaFault.tooManyArguments(
                "macro '\(definition.name)'", takes: parameters.count, given: arguments.positional.count)
        }
        if definition.usesKwargs {
            scope.set("kwargs", .dict(extra))
        } else if let first = extra.first {
            throw JinjaFault.unknownArgument(
                first.name, function: "macro '\(definition.name)'", known: parameters.map(\.name))
        }
    }

    private func evaluateDefaults(_ definition: MacroDefinition, _ scope: Scope) throws {
        for parameter in definition.parameters where scope.values[parameter.name] == nil {
            if let expression = parameter.defaultValue {
                scope.set(parameter.name, try evaluate(expression, scope))
            } else {
                scope.set(parameter.name, .undefined(JinjaUndefined(name: parameter.name)))
            }
        }
        if definition.usesCaller, scope.values["caller"] == nil {
            scope.set("caller", .undefined(JinjaUndefined(name: "caller")))
        }
    }

    /// The text of another template, rendered over the names of the context.
    func renderInner(_ template: Template) throws -> String {
        try running(template, Scope(parent: base)).text
    }

    /// Runs another template in this scope; gives what it wrote.
    func running(_ template: Template, _ scope: Scope) throws -> OutputBuffer {
        try checkStack()
        let outer = (source, sourceNumber, offset)
        calls.append(CallSite(source: sourceNumber, offset: offset, parent: currentCall, name: template.file))
        let outerCall = currentCall
        currentCall = calls.count - 1
        enter(template.source)
        offset = 0
        defer {
            (source, sourceNumber, offset) = outer
            currentCall = outerCall
        }
        do { return try captured { _ = try run(template.body, scope) } } catch  where !(error is MacroReturn) {
            throw located(error)
        }
    }
}
