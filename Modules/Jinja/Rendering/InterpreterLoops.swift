extension Interpreter {
    func run(_ loop: Statement.Loop, _ scope: Scope) throws {
        try run(loop, over: evaluate(loop.items, scope), depth: 0, scope)
    }

    private func run(_ loop: Statement.Loop, over value: JinjaValue, depth: Int, _ scope: Scope) throws {
        try checkStack()
        var items = try at(loop.items.offset) { try value.items() }
        if let condition = loop.condition { items = try items.filter { try isTaken($0, loop, condition, scope) } }
        let state = JinjaLoop(items, depth0: depth, recurse: loop.isRecursive ? recursion(of: loop, scope) : nil)
        var hasCompleted = false
        while state.index0 < state.values.count {
            try at(loop.offset) { try countIteration() }
            let inner = Scope(parent: scope)
            inner.set("loop", .object(state))
            try assign(loop.target, state.values[state.index0], inner, loop.items.offset)
            let flow = try run(loop.body, inner)
            if flow == .normal { hasCompleted = true }
            if flow == .breakLoop { break }
            state.index0 += 1
            // What the body has added to the list is gone over too.
            if loop.condition == nil, case .list(let list) = value, list.items.count != state.values.count {
                state.values = list.items
            }
        }
        // As in Jinja2, `else` is for loops of which no iteration came to its end.
        if !hasCompleted { _ = try run(loop.otherwise, Scope(parent: scope)) }
    }

    private func isTaken(
        _ item: JinjaValue, _ loop: Statement.Loop, _ condition: Expression, _ scope: Scope
    ) throws -> Bool {
        let inner = Scope(parent: scope)
        try assign(loop.target, item, inner, loop.items.offset)
        return try evaluate(condition, inner).isTruthy
    }

    private func recursion(of loop: Statement.Loop, _ scope: Scope) -> (JinjaValue, Int) throws -> JinjaValue {
        { [unowned self] value, depth in
            guard depth <= settings.maximumMacroDepth else {
                throw JinjaFault.tooManyMacros(settings.maximumMacroDepth)
            }
            let written = try captured { try run(loop, over: value, depth: depth, scope) }
            lastMacroOutput = written
            return .string(written.text)
        }
    }
}
