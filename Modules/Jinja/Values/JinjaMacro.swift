/// A macro as a value: calling it renders its body and gives the text, or what `return()` was called with.
public final class JinjaMacro: JinjaObject {
    /// What was defined.
    public let definition: MacroDefinition
    /// Where it looks up its free names first; nil for a macro that was collected without rendering its file.
    let scope: Scope?

    init(_ definition: MacroDefinition, scope: Scope?) {
        self.definition = definition
        self.scope = scope
    }

    /// Its attributes, as Jinja2 has them.
    public func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? {
        switch name {
        case "name": .string(definition.name)
        case "arguments": .tuple(definition.parameters.map { .string($0.name) })
        case "catch_kwargs": .bool(definition.usesKwargs)
        case "catch_varargs": .bool(definition.usesVarargs)
        case "caller": .bool(definition.usesCaller)
        default: nil
        }
    }

    /// Calls it.
    public func invoke(_ arguments: JinjaArguments, _ call: JinjaCall) throws -> JinjaValue {
        try call.interpreter.callMacro(self, arguments)
    }

    /// It may be called.
    public var isCallable: Bool { true }
    /// The name of its type in errors.
    public var typeName: String { "Macro" }
    /// What is printed.
    public var text: String { definition.kind == .caller ? "<Macro anonymous>" : "<Macro '\(definition.name)'>" }
}
