import Diagnostics

/// What a template gave: its text, and where each part of it came from.
public struct Rendered: Sendable {
    /// The text.
    public let text: String
    /// The names that stood for nothing, in the order of their first use, if the settings asked for them.
    public let undefinedNames: [String]

    let spans: [Span]
    let calls: [CallSite]
    let sources: [SourceText]

    /// Where a part of the output came from.
    public struct Place: Sendable, Hashable {
        /// The place in the template or the macro that wrote it: literal text exactly, the output of an expression at
        /// the expression.
        public let location: SourceLocation
        /// The calls that led there, innermost first; the last one stands in the template itself.
        public let calls: [SourceLocation]
        /// The place in the template itself: the outermost call, or `location` where no macro was involved.
        public var outermost: SourceLocation { calls.last ?? location }
    }

    /// Where the byte at this UTF-8 offset of `text` came from; nil for an empty text.
    public func place(atUTF8Offset offset: Int) -> Place? {
        guard let index = spans.lastIndex(where: { $0.start <= max(0, offset) }) ?? spans.indices.first else {
            return nil
        }
        let span = spans[index]
        let source = sources[span.source]
        var position = span.offset
        if span.isExact {
            for _ in 0..<max(0, offset - span.start) where position < source.bytes.count {
                // A line feed of the output may be a carriage return with a line feed in the source.
                let isPair = source.bytes[position] == 0x0D && position + 1 < source.bytes.count
                position += isPair && source.bytes[position + 1] == 0x0A ? 2 : 1
            }
        }
        var chain: [SourceLocation] = []
        var call = span.call
        while call >= 0 {
            chain.append(sources[calls[call].source].location(at: calls[call].offset))
            call = calls[call].parent
        }
        return Place(location: source.location(at: position), calls: chain)
    }
}

/// A part of the output that came from one place.
struct Span: Sendable {
    /// Where it begins in the output, in UTF-8 bytes.
    var start: Int
    /// The number of the source, and the place in it.
    var source: Int
    var offset: Int
    /// Whether each byte of the output stands for one of the source.
    var isExact: Bool
    /// The number of the call that wrote it; -1 for the template itself.
    var call: Int
}

/// A call of a macro.
struct CallSite: Sendable {
    var source: Int
    var offset: Int
    /// The number of the call in whose macro it stands; -1 for the template itself.
    var parent: Int
    var name: String
}
