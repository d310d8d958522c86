import Foundation

/// The bytes of a JSON file as UTF-8, whatever it is written in.
struct JSONSource: Sendable {
    let file: DataFile
    let codec: TextEncoding
    let markBytes: Int

    init(_ sample: FileSample) {
        file = sample.file
        let found = TextEncoding.detect(head: sample.head, tail: sample.tail)
        (codec, markBytes) = (found.encoding, found.markBytes)
    }

    /// Whether the engine can read it as it is.
    var isPlain: Bool { codec == .utf8 && markBytes == 0 }

    /// Hands over the text, at most so many bytes of the file.
    func feed(atMost limit: Int = .max, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        if codec == .utf8 {
            return try FileBytes.forEachChunk(of: file.place, from: markBytes, to: limit, shown: file.shown, body)
        }
        var transcoder = Transcoder(from: codec)
        var text: [UInt8] = []
        try FileBytes.forEachChunk(of: file.place, from: markBytes, to: limit, shown: file.shown) { chunk in
            text.removeAll(keepingCapacity: true)
            transcoder.feed(chunk, into: &text)
            try text.withUnsafeBytes(body)
        }
        text.removeAll(keepingCapacity: true)
        transcoder.finish(into: &text)
        try text.withUnsafeBytes(body)
    }

    /// A file of the text as UTF-8: the file itself, or a copy.
    func plainFile(on bench: Workbench) throws -> URL {
        if isPlain { return file.place }
        let copy = try bench.newFile("json", bytes: file.bytes() * 3 / 2)
        let writer = try ScratchWriter(copy)
        try feed { try writer.write($0) }
        try writer.finish()
        return copy
    }
}
