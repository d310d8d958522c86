extension Interpreter {
    /// Evaluates a call; `caller` is the body of the call block that it stands in.
    func evaluateCall(_ expression: Expression, _ scope: Scope, caller: JinjaValue?) throws -> JinjaValue {
        guard case .call(let callee, let parts) = expression.kind else { return try evaluate(expression, scope) }
        try at(expression.offset) { try checkStack() }
        if case .attribute(let operand, let name) = callee.kind {
            let receiver = try evaluate(operand, scope)
            if let method = methodTable(of: receiver)?[name] {
                let arguments = try evaluateArguments(parts, scope, caller)
                return try at(callee.offset) { try method.invoke(name, receiver, arguments, self) }
            }
            let function = try at(receiver.isUndefined ? operand.offset : callee.offset) {
                try attribute(name, of: receiver, scope)
            }
            let arguments = try evaluateArguments(parts, scope, caller)
            return try at(callee.offset) { try call(function, arguments, scope) }
        }
        let function = try evaluate(callee, scope)
        let arguments = try evaluateArguments(parts, scope, caller)
        return try at(callee.offset) { try call(function, arguments, scope) }
    }

    /// Calls a value that was already evaluated.
    func call(_ callee: JinjaValue, _ arguments: JinjaArguments, _ scope: Scope? = nil) throws -> JinjaValue {
        let place = offset
        switch callee {
        case .object(let object) where object.isCallable:
            let result = try object.invoke(arguments, JinjaCall(interpreter: self))
            offset = place
            return result
        case .undefined(let undefined):
            if settings.undefinedUse == .tolerant { return callee }
            throw JinjaFault.undefined(undefined, known: scope.map(knownNames) ?? [], isCalled: true)
        case .object(let object): return try object.invoke(arguments, JinjaCall(interpreter: self))
        default: throw JinjaFault.notCallable(callee.typeName)
        }
    }

    func evaluateArguments(_ parts: CallArguments, _ scope: Scope, _ caller: JinjaValue? = nil) throws -> JinjaArguments
    {
        var result = JinjaArguments()
        result.positional.reserveCapacity(parts.positional.count)
        for part in parts.positional { result.positional.append(try evaluate(part, scope)) }
        for (name, value) in parts.named { result.named.append((name, try evaluate(value, scope))) }
        if let spread = parts.spread {
            let value = try evaluate(spread, scope)
            result.positional += try at(spread.offset) { try value.items() }
        }
        if let spread = parts.namedSpread {
            let value = try evaluate(spread, scope)
            try at(spread.offset) { try result.named += namedItems(of: value) }
        }
        if let caller { result.named.append(("caller", caller)) }
        return result
    }

    private func namedItems(of value: JinjaValue) throws -> [(name: String, value: JinjaValue)] {
        guard case .dict(let dict) = value else {
            if case .undefined(let undefined) = value { throw JinjaFault.undefined(undefined) }
            throw JinjaFault.notMapping(value.typeName)
        }
        return try dict.pairs.map { key, value in
            guard case .string(let name) = key else { throw JinjaFault.notMapping("dict with keys that are not text") }
            return (name, value)
        }
    }

    // MARK: Attributes and items

    /// `value.name`: a method or an attribute, else the item under that name, else undefined.
    func attribute(_ name: String, of value: JinjaValue, _ scope: Scope? = nil) throws -> JinjaValue {
        if let method = methodTable(of: value)?[name] {
            return .object(BoundBuiltin(method, name: name, receiver: value))
        }
        switch value {
        case .dict(let dict):
            return dict[name] ?? missing(name, "dict object", dict.keys.compactMap(\.stringValue))
        case .object(let object):
            let call = JinjaCall(interpreter: self)
            if let found = try object.attribute(name, call) { return found }
            return try object.item(.string(name), call)
                ?? missing(name, "\(object.typeName) object", object.attributeNames)
        case .undefined(let undefined):
            if settings.undefinedUse == .tolerant { return value }
            throw JinjaFault.undefined(undefined, known: scope.map(knownNames) ?? [])
        default: return missing(name, value.jinjaTypeName, Array((methodTable(of: value) ?? [:]).keys))
        }
    }

    /// `value[key]`: the item, else the attribute of that name, else undefined.
    func item(_ key: JinjaValue, of value: JinjaValue, _ scope: Scope? = nil) throws -> JinjaValue {
        switch value {
        case .list, .tuple, .string:
            if let index = key.integer, let found = picked(index, of: value) { return found }
        case .dict(let dict):
            if case .string(let name) = key, let found = dict[name] { return found }
            if let place = try? JinjaKey(key), let found = dict.value(at: place) { return found }
        case .object(let object):
            if let found = try object.item(key, JinjaCall(interpreter: self)) { return found }
        case .undefined(let undefined):
            if settings.undefinedUse == .tolerant { return value }
            throw JinjaFault.undefined(undefined, known: scope.map(knownNames) ?? [])
        default: break
        }
        guard case .string(let name) = key else { return missing(key.text, value.jinjaTypeName, []) }
        return try attribute(name, of: value, scope)
    }

    private func picked(_ index: Int, of value: JinjaValue) -> JinjaValue? {
        if case .string(let text) = value {
            return JinjaValue.pick(index, of: Array(text.unicodeScalars)).map { .string(String($0)) }
        }
        return value.arrayValue.flatMap { JinjaValue.pick(index, of: $0) }
    }

    private func missing(_ name: String, _ owner: String, _ candidates: [String]) -> JinjaValue {
        .undefined(JinjaUndefined(name: name, owner: owner, candidates: candidates))
    }
}

extension JinjaValue {
    /// The type as Jinja2 names it where an attribute is missing: `str object`, `None`.
    var jinjaTypeName: String { isNone ? "None" : "\(typeName) object" }
}
