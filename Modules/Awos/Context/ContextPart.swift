/// One piece of a prompt: what it is, where it comes from, and how large it is.
public struct ContextPart: Sendable, Hashable {
    /// How much of a file stands in a prompt.
    public enum Extent: String, Sendable, Hashable {
        /// All of it.
        case full
        /// The part that matters, with whole bodies.
        case excerpt
        /// Declarations and their comments.
        case outline
        /// Words of awos, from no file.
        case made
    }

    /// The heading in the prompt.
    public let title: String
    /// The file that it shows, below the root; nil when it is from none or from several.
    public let file: String?
    /// How much of the file.
    public let extent: Extent
    /// The text below the heading.
    public let text: String

    /// A piece.
    public init(_ title: String, file: String? = nil, _ extent: Extent, _ text: String) {
        self.title = title
        self.file = file
        self.extent = extent
        self.text = text
    }

    /// Words of awos.
    init(_ title: String, _ text: String) { self.init(title, .made, text) }

    /// The piece as it stands in the prompt.
    var rendered: String { "## \(title)\n\n\(text)\n\n" }

    /// Its size in the prompt.
    public var tokens: Int { TokenCount.of(rendered) }
}

/// What would have helped and is not in a prompt, and why.
public struct LeftOutContext: Sendable, Hashable {
    /// What it is: a file below the root, or a few words.
    public let name: String
    /// Its size.
    public let tokens: Int
    /// Why: `needs 640 tokens, 210 were left`.
    public let reason: String
}

/// A piece that a prompt may have: its forms from the best to the smallest, and what it is worth.
struct ContextCandidate {
    /// What the log calls it.
    var name: String
    /// The forms, best first.
    var forms: [ContextPart]
    /// What the best form is worth; candidates are taken by worth per token.
    var worth: Double
    /// Where it stands among the parts; lower comes first.
    var place: Int

    init(_ name: String, _ forms: [ContextPart], worth: Double, place: Int) {
        self.name = name
        self.forms = forms.filter { !$0.text.isEmpty }
        self.worth = worth
        self.place = place
    }

    /// Worth per token of the best form.
    var density: Double { worth / Double(max(1, forms.first?.tokens ?? 1)) }
}
