/// A value that must not be shown: its description is `***`.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The value itself; only what sends it to its owner reads it.
    public let value: String

    /// A secret of this value.
    public init(_ value: String) { self.value = value }

    public var description: String { "***" }
    public var debugDescription: String { "***" }
}

/// Replaces known secrets in a text by `***`.
public struct Masker: Sendable {
    private let values: [String]

    /// A masker for these; values under four characters are left alone, they would hit innocent words.
    public init(_ secrets: some Sequence<Secret> = []) {
        values = Set(secrets.map(\.value)).filter { $0.count >= 4 }.sorted { ($0.count, $0) > ($1.count, $1) }
    }

    /// The text with every secret replaced.
    public func mask(_ text: String) -> String { values.reduce(text) { $0.replacing($1, with: "***") } }

    /// The error with every secret replaced in what a person or a log may read of it.
    public func mask(_ error: WeirError) -> WeirError {
        var error = error
        error.message = mask(error.message)
        error.hint = error.hint.map(mask)
        error.notes = error.notes.map(mask)
        let excerpt = error.location?.excerpt.map(mask)
        error.location?.excerpt = excerpt
        return error
    }
}
