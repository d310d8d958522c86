extension Interpreter {
    /// How a piece of a template ended.
    enum Flow {
        case normal
        case breakLoop
        case continueLoop
    }

    func run(_ body: [Statement], _ scope: Scope) throws -> Flow {
        for statement in body {
            let flow = try run(statement, scope)
            if flow != .normal { return flow }
        }
        return .normal
    }

    private func run(_ statement: Statement, _ scope: Scope) throws -> Flow {
        switch statement {
        case .text(let text, let offset): try write(text, at: offset, isExact: true)
        case .output(let expression): try writeValue(of: expression, scope)
        case .branch(let branches, let otherwise):
            for (condition, body) in branches where try evaluate(condition, scope).isTruthy {
                return try run(body, scope)
            }
            return try run(otherwise, scope)
        case .loop(let loop): try run(loop, scope)
        case .breakLoop: return .breakLoop
        case .continueLoop: return .continueLoop
        case .set(let target, let expression): try assign(target, evaluate(expression, scope), scope, expression.offset)
        case .setBlock(let target, let filter, let body, let offset):
            try runSetBlock(target, filter, body, scope, offset)
        case .macro(let definition): scope.set(definition.name, .object(JinjaMacro(definition, scope: scope)))
        case .definition: break
        case .callBlock(let call, let caller):
            let macro = JinjaValue.object(JinjaMacro(caller, scope: scope))
            let value = try at(call.offset) { try evaluateCall(call, scope, caller: macro) }
            try write(value, at: call.offset)
        case .filterBlock(let filter, let body):
            let text = try captured { _ = try run(body, Scope(parent: scope)) }.text
            try write(evaluate(filter, scope, block: .string(text)), at: filter.offset)
        case .evaluate(let expression): _ = try evaluate(expression, scope)
        case .with(let bindings, let body): return try runWith(bindings, body, scope)
        case .group(let body): return try run(body, scope)
        case .include, .importAll, .importNames: try runImport(statement, scope)
        }
        return .normal
    }

    private func writeValue(of expression: Expression, _ scope: Scope) throws {
        lastMacroOutput = nil
        try write(evaluate(expression, scope), at: expression.offset)
    }

    /// Writes a value out; text that a macro has just written keeps its places.
    private func write(_ value: JinjaValue, at offset: Int) throws {
        let text = value.text
        if case .string = value, let part = lastMacroOutput?.cropped(to: text) {
            try countOutput(text.utf8.count)
            output.append(part)
        } else {
            try at(offset) { try write(text, at: offset, isExact: false) }
        }
        lastMacroOutput = nil
    }

    private func runSetBlock(
        _ target: AssignmentTarget, _ filter: Expression?, _ body: [Statement], _ scope: Scope, _ offset: Int
    ) throws {
        let text = try captured { _ = try run(body, Scope(parent: scope)) }.text
        let value = try filter.map { try evaluate($0, scope, block: .string(text)) } ?? .string(text)
        try assign(target, value, scope, offset)
    }

    private func runWith(
        _ bindings: [(target: AssignmentTarget, value: Expression)], _ body: [Statement], _ scope: Scope
    ) throws -> Flow {
        let inner = Scope(parent: scope)
        for (target, value) in bindings { try assign(target, evaluate(value, scope), inner, value.offset) }
        return try run(body, inner)
    }

    /// Gives `value` to a name, to several, or to an attribute of a namespace.
    func assign(_ target: AssignmentTarget, _ value: JinjaValue, _ scope: Scope, _ offset: Int) throws {
        switch target {
        case .name(let name): scope.set(name, value)
        case .namespaceAttribute(let name, let attribute):
            try at(offset) {
                switch try self.value(of: name, in: scope) {
                case .object(let object): try object.setAttribute(attribute, to: value)
                case .undefined(let undefined): throw JinjaFault.undefined(undefined, known: knownNames(scope))
                case let other: throw JinjaFault.notNamespace(other.typeName)
                }
            }
        case .tuple(let targets):
            let items = try at(offset) {
                let items = try value.items()
                guard items.count == targets.count else { throw JinjaFault.unpacking(items.count, into: targets.count) }
                return items
            }
            for (target, item) in zip(targets, items) { try assign(target, item, scope, offset) }
        }
    }
}
