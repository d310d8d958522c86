import Diagnostics

/// One rendering under way: what is running, what was written, what may still be used.
///
/// Its extensions evaluate expressions, run statements and call macros.
final class Interpreter {
    let context: JinjaContext
    let settings: JinjaSettings
    let base = Scope(parent: nil)

    /// The source that is being run, its number, and the offset of the expression that was last begun.
    var source: SourceText
    var sourceNumber = 0
    var offset = 0
    private(set) var sources: [SourceText]

    var output = OutputBuffer()
    /// What the macro that ended last wrote: an expression that gives just this keeps its places.
    var lastMacroOutput: OutputBuffer?
    var calls: [CallSite] = []
    var currentCall = -1
    var running: [MacroDefinition] = []

    private var writtenBytes = 0
    private var iterations = 0
    private var undefinedNames: [String] = []
    private var seenUndefined: Set<String> = []
    private var stack = StackGuard()

    init(context: JinjaContext, source: SourceText) {
        self.context = context
        settings = context.settings
        self.source = source
        sources = [source]
    }

    /// Renders a whole template into what the host gets.
    func render(_ template: Template) throws -> Rendered {
        _ = try run(template.body, Scope(parent: base))
        return Rendered(
            text: output.text, undefinedNames: undefinedNames, spans: output.spans, calls: calls, sources: sources)
    }

    /// Runs `body`; gives its errors as `JinjaError`, with a place.
    func located<Value>(_ body: () throws -> Value) throws(JinjaError) -> Value {
        do { return try body() } catch { throw located(error) }
    }

    /// Any error with the place that the rendering has reached.
    func located(_ error: any Error) -> JinjaError {
        switch error {
        case let error as JinjaError: return error
        case let fault as JinjaFault: return fault.located(source, offset, notes: stackNotes)
        case is MacroReturn: return JinjaFault.returnOutsideMacro().located(source, offset)
        default:
            let cause = WeirError(wrapping: error)
            return JinjaError(
                code: cause.code, message: cause.message, location: source.location(at: offset), hint: cause.hint,
                notes: stackNotes, cause: cause)
        }
    }

    /// One line for each macro that is running, innermost first.
    var stackNotes: [String] {
        var notes: [String] = []
        var call = currentCall
        while call >= 0, notes.count < 20 {
            let site = calls[call]
            notes.append("in macro '\(site.name)', called at \(sources[site.source].location(at: site.offset))")
            call = site.parent
        }
        return notes
    }

    /// Makes `source` the one that is being run; returns its number.
    func enter(_ source: SourceText) {
        guard source !== self.source else { return }
        self.source = source
        if let number = sources.firstIndex(where: { $0 === source }) {
            sourceNumber = number
        } else {
            sourceNumber = sources.count
            sources.append(source)
        }
    }

    // MARK: Budgets

    func countIteration() throws {
        iterations += 1
        guard iterations <= settings.maximumIterations else {
            throw JinjaFault.tooManyIterations(settings.maximumIterations)
        }
    }

    func countOutput(_ bytes: Int) throws {
        writtenBytes += bytes
        guard writtenBytes <= settings.maximumOutputBytes else {
            throw JinjaFault.tooMuchOutput(settings.maximumOutputBytes)
        }
    }

    /// Throws when templates, macros and expressions have nested so deeply that the thread's stack comes to an end.
    func checkStack() throws {
        if stack.isExhausted() { throw JinjaFault.stackExhausted() }
    }

    // MARK: Names

    func value(of name: String, in scope: Scope) throws -> JinjaValue {
        if let value = scope.get(name) { return value }
        if let value = try contextValue(name) { return value }
        noteUndefined(name)
        return .undefined(JinjaUndefined(name: name))
    }

    func contextValue(_ name: String) throws -> JinjaValue? {
        if let value = context.variables[name] { return value }
        if let value = try context.lookup?(name) { return value }
        return globalFunctions[name].map { builtin in .object(BoundBuiltin(builtin, name: name, receiver: .none)) }
    }

    /// The names that could have been meant where one is undefined.
    func knownNames(_ scope: Scope) -> [String] {
        scope.names + context.variables.keys + context.lookupNames() + globalFunctions.keys
    }

    private func noteUndefined(_ name: String) {
        guard settings.collectsUndefined, seenUndefined.insert(name).inserted else { return }
        undefinedNames.append(name)
    }

    // MARK: Output

    func write(_ text: String, at offset: Int, isExact: Bool) throws {
        try countOutput(text.utf8.count)
        output.append(
            text, from: Span(start: 0, source: sourceNumber, offset: offset, isExact: isExact, call: currentCall))
    }

    /// Runs `body` with an empty output; gives what it wrote.
    func captured(_ body: () throws -> Void) throws -> OutputBuffer {
        let outer = output
        output = OutputBuffer()
        defer { output = outer }
        try body()
        return output
    }
}
