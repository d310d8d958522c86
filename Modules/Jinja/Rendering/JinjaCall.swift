import Diagnostics

/// The rendering that a native function was called from.
public struct JinjaCall {
    let interpreter: Interpreter

    /// Where the call stands.
    public var location: SourceLocation { interpreter.source.location(at: interpreter.offset) }

    /// The macros that are running, innermost first; empty in the template itself.
    public var macros: [MacroDefinition] { interpreter.running.reversed() }

    /// Calls a function or a macro.
    public func call(_ callee: JinjaValue, _ arguments: JinjaArguments = JinjaArguments()) throws -> JinjaValue {
        try interpreter.call(callee, arguments)
    }

    /// The value of a name of the context, or nil; names that the template has set are not seen.
    public func lookup(_ name: String) throws -> JinjaValue? { try interpreter.contextValue(name) }

    /// The value of `value.name`; undefined when there is no such attribute.
    public func attribute(_ name: String, of value: JinjaValue) throws -> JinjaValue {
        try interpreter.attribute(name, of: value)
    }

    /// The text of another template, rendered with the names of the context.
    public func render(_ template: Template) throws -> String { try interpreter.renderInner(template) }

    /// Ends the macro that is running: it gives this value.
    public func returnFromMacro(_ value: JinjaValue) -> any Error { MacroReturn(value: value) }
}

/// Thrown by `return()`: the innermost macro ends with this value.
struct MacroReturn: Error {
    // The value never leaves the rendering whose thread throws and catches it.
    nonisolated(unsafe) let value: JinjaValue
}
