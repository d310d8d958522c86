import Diagnostics

/// Why a template could not be read or rendered, and where.
public struct JinjaError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The stable name of what happened: `jinja.unknown_filter`.
    public var code: WeirError.Code
    /// One sentence in lower case: what happened, and to what.
    public var message: String
    /// The place in the template.
    public var location: SourceLocation
    /// The next move, where one is known.
    public var hint: String?
    /// The macros that were running, innermost first.
    public var notes: [String]
    /// The error of a native function of the host, where that is what stopped the rendering.
    public var cause: WeirError?

    /// The error as a person meets it: a native function's own error, with the template's place where it has none.
    public var weirError: WeirError {
        guard var error = cause else {
            return WeirError(code, message, at: location, hint: hint, notes: notes, kind: .usage)
        }
        if error.location == nil { error.location = location }
        error.notes += notes
        return error
    }

    /// The error as it is shown on a terminal.
    public var description: String { weirError.text() }
}

/// What went wrong inside an operation that does not know where it stands; the interpreter adds the place.
struct JinjaFault: Error {
    var code: WeirError.Code
    var message: String
    var hint: String?
    var remark: String?

    init(_ code: WeirError.Code, _ message: String, hint: String? = nil, remark: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
        self.remark = remark
    }

    func located(_ source: SourceText, _ offset: Int, notes: [String] = []) -> JinjaError {
        JinjaError(
            code: code, message: message, location: source.location(at: offset, remark: remark), hint: hint,
            notes: notes, cause: nil)
    }
}
