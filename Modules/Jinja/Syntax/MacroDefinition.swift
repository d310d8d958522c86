import Diagnostics

/// A macro, or a block of an extension tag that is called like one.
///
/// Reading it needs no rendering: `Template.definitions` lists those of a file.
public struct MacroDefinition: Sendable {
    /// Which tag defined it.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case macro
        case materialization
        case test
        case snapshot
        case docs
        /// The body of a `{% call %}` block.
        case caller
    }

    /// One parameter.
    public struct Parameter: Sendable {
        /// Its name.
        public let name: String
        /// Whether a call may leave it out.
        public var isOptional: Bool { defaultValue != nil }
        let defaultValue: Expression?
    }

    /// Which tag defined it.
    public let kind: Kind
    /// The name it is called by: `x`, `test_x`, `materialization_x_default`, `snapshot_x`, `docs_x`.
    public let name: String
    /// The name as it was written in the tag.
    public let givenName: String
    /// A materialization's adapter: `default` unless one is named; nil for everything else.
    public let adapter: String?
    /// A materialization's `supported_languages`; empty when it names none.
    public let supportedLanguages: [String]
    /// The parameters in order.
    public let parameters: [Parameter]
    /// The file that it stands in.
    public var file: String { source.file }
    /// Where its tag begins.
    public var location: SourceLocation { source.location(at: offset) }
    /// Its whole text, from the opening tag to the end of the closing one.
    public var text: String { source.slice(range) }
    /// The text between its tags, untrimmed.
    public var contents: String { source.slice(bodyRange) }
    /// The UTF-8 offset in the file at which `contents` begins.
    public var contentsOffset: Int { bodyRange.lowerBound }

    let body: [Statement]
    let usesVarargs: Bool
    let usesKwargs: Bool
    let usesCaller: Bool
    let source: SourceText
    let offset: Int
    let range: Range<Int>
    let bodyRange: Range<Int>
}
