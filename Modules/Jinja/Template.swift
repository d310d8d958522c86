import Diagnostics

/// How a template is read.
public struct TemplateOptions: Sendable, Hashable {
    /// The extension tags that the host allows; by default none.
    public var extensions: Set<MacroDefinition.Kind>
    /// Whether a line end at the end of the file is kept; by default it is left out, as Jinja2 does.
    public var keepsTrailingNewline: Bool

    /// Options with these parts.
    public init(extensions: Set<MacroDefinition.Kind> = [], keepsTrailingNewline: Bool = false) {
        self.extensions = extensions
        self.keepsTrailingNewline = keepsTrailingNewline
    }

    /// All the tags of a dbt project: materialization, test, snapshot, docs.
    public static let dbt = TemplateOptions(extensions: [.materialization, .test, .snapshot, .docs])
}

/// A template that has been read: an immutable value that may be kept and rendered from any thread.
///
///     let template = try Template.parse("select {{ 1 + 1 }}", file: "models/two.sql")
///     let text = try template.render(JinjaContext()).text   // select 2
public struct Template: Sendable {
    let source: SourceText
    let body: [Statement]
    /// The macros and the blocks of extension tags that stand at the top of the file, in order.
    public let definitions: [MacroDefinition]

    /// Reads `source`; `file` is its name in errors and in the map of positions.
    public static func parse(
        _ source: String, file: String, options: TemplateOptions = TemplateOptions()
    ) throws(JinjaError) -> Template {
        let source = SourceText(file: file, text: source)
        var parser = try Parser(source, options: options)
        let body = try parser.parse()
        return Template(source: source, body: body, definitions: parser.definitions)
    }

    /// The file's name, as it was given.
    public var file: String { source.file }
    /// The text that was read.
    public var text: String { source.text }

    /// Whether there is no tag in it: rendering gives its text back.
    public var isPlainText: Bool {
        body.allSatisfy { if case .text = $0 { true } else { false } }
    }

    /// Writes the template out; throws what a native function threw as the error's `cause`.
    public func render(_ context: JinjaContext = JinjaContext()) throws(JinjaError) -> Rendered {
        let interpreter = Interpreter(context: context, source: source)
        return try interpreter.located { try interpreter.render(self) }
    }

    /// The value of a template that is one expression, in its own type; of any other the text.
    ///
    /// Filters `as_native`, `as_bool` and `as_number` as the last one read a text as a literal.
    public func value(_ context: JinjaContext = JinjaContext()) throws(JinjaError) -> JinjaValue {
        let interpreter = Interpreter(context: context, source: source)
        return try interpreter.located { try interpreter.nativeValue(of: self) }
    }
}
