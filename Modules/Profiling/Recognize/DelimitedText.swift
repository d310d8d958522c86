import Diagnostics

/// The ends of a text as UTF-8, whatever it is written in.
struct DelimitedText: Sendable {
    let encoding: Choice<String>
    let codec: TextEncoding
    let markBytes: Int
    /// The beginning without the mark.
    let head: [UInt8]
    let tail: [UInt8]
    /// Whether the tail begins where the text begins.
    let isTailWhole: Bool
    /// Whether the file has to be written anew as UTF-8 before the engine can read it.
    let needsRecoding: Bool

    init(_ sample: FileSample, _ overrules: ResourceOverrules) throws {
        let found = TextEncoding.detect(head: sample.head, tail: sample.tail)
        let named = overrules.encoding
        if let named, TextEncoding(rawValue: named) == nil { throw WeirError.unknownEncoding(named) }
        codec = named.flatMap(TextEncoding.init) ?? found.encoding
        let others: [TextEncoding] = found.encoding == .utf8 ? [] : [.latin2, .windows1250, .windows1251, .macintosh]
        encoding = Choice(
            found.encoding.rawValue, because: found.reason,
            others: found.encoding.upperHalf == nil ? [] : others.map(\.rawValue), overruled: named)
        markBytes = found.markBytes
        var repaired = 0
        head = Self.utf8(sample.head.dropFirst(found.markBytes), codec, isCut: !sample.isWhole, &repaired)
        isTailWhole = sample.isWhole
        if sample.isWhole {
            tail = head
        } else {
            tail = Self.utf8(Self.whole(sample, found.markBytes, codec), codec, isCut: false, &repaired)
        }
        needsRecoding = codec != .utf8 || repaired > 0
    }

    /// The tail from the first whole letter on.
    private static func whole(_ sample: FileSample, _ markBytes: Int, _ codec: TextEncoding) -> ArraySlice<UInt8> {
        if codec.isWide { return sample.tail.dropFirst((sample.tailOffset - markBytes) % 2) }
        guard codec == .utf8 else { return sample.tail[...] }
        return sample.tail.dropFirst(sample.tail.prefix(3).prefix { $0 & 0xC0 == 0x80 }.count)
    }

    private static func utf8(
        _ bytes: ArraySlice<UInt8>, _ codec: TextEncoding, isCut: Bool, _ repaired: inout Int
    ) -> [UInt8] {
        var transcoder = Transcoder(from: codec)
        var text: [UInt8] = []
        bytes.withUnsafeBytes { transcoder.feed($0, into: &text) }
        if !isCut { transcoder.finish(into: &text) }
        repaired += transcoder.repaired
        return text
    }
}
