extension Interpreter {
    /// `include`, `import` and `from … import`.
    func runImport(_ statement: Statement, _ scope: Scope) throws {
        switch statement {
        case .include(let name, let ignoresMissing, let withContext):
            guard let template = try template(named: name, scope, mayMiss: ignoresMissing) else { return }
            let written = try running(template, Scope(parent: withContext ? scope : base))
            try countOutput(written.text.utf8.count)
            output.append(written)
        case .importAll(let name, let alias, let withContext):
            guard let module = try module(named: name, scope, withContext) else { return }
            scope.set(alias, .object(module))
        case .importNames(let name, let names, let withContext):
            guard let module = try module(named: name, scope, withContext) else { return }
            for (name, alias) in names { scope.set(alias, module.value(name)) }
        default: return
        }
    }

    private func module(named name: Expression, _ scope: Scope, _ withContext: Bool) throws -> TemplateModule? {
        guard let template = try template(named: name, scope, mayMiss: false) else { return nil }
        let inner = Scope(parent: withContext ? scope : base)
        let written = try running(template, inner)
        return TemplateModule(template.file, inner, written.text)
    }

    /// The template whose name this expression gives: of several the first that exists.
    private func template(named expression: Expression, _ scope: Scope, mayMiss: Bool) throws -> Template? {
        let value = try evaluate(expression, scope)
        return try at(expression.offset) {
            let names = try (value.arrayValue ?? [value]).map {
                guard case .string(let name) = $0 else { throw JinjaFault.notTemplateName($0.typeName) }
                return name
            }
            for name in names { if let template = try context.loader?(name) { return template } }
            if mayMiss { return nil }
            throw JinjaFault.templateNotFound(names)
        }
    }
}

/// What `import` binds: the names that a template set at its top.
final class TemplateModule: JinjaObject {
    private let name: String
    private let scope: Scope
    let text: String

    init(_ name: String, _ scope: Scope, _ text: String) {
        self.name = name
        self.scope = scope
        self.text = text
    }

    func value(_ name: String) -> JinjaValue {
        scope.values[name] ?? .undefined(JinjaUndefined(name: name, owner: self.name, candidates: attributeNames))
    }

    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? { scope.values[name] }
    var typeName: String { "TemplateModule" }
    var attributeNames: [String] { Array(scope.values.keys) }
}
