import Diagnostics
import Foundation
import JSON

/// Writes the records of a JSON document one a line, however large it is: memory is bounded by what a chunk takes.
struct JSONRecordExtractor {
    let layout: JSONFormat.Layout
    let path: [String]

    /// Copies the records of `source` to a file.
    func extract(
        from source: (_ feed: (UnsafeRawBufferPointer) throws -> Void) throws -> Void, to file: URL
    ) throws {
        let writer = try ScratchWriter(file)
        var copier = Copier(layout: layout, path: path)
        var walker = JSONWalker()
        try source { chunk in
            copier.chunk = chunk
            try walker.feed(chunk) { try copier.take($0, at: $1, depth: $2, writer) }
            try copier.endChunk(writer)
        }
        try walker.finish { try copier.take($0, at: $1, depth: $2, writer) }
        guard walker.isBalanced else { throw JSONWalker.Failure.broken(offset: copier.chunkStart) }
        try writer.finish()
    }

    /// Follows a walk, and copies what lies below the path.
    private struct Copier {
        let layout: JSONFormat.Layout
        let path: [String]
        var chunk = UnsafeRawBufferPointer(start: nil, count: 0)
        private(set) var chunkStart = 0
        private var keys: [String] = []
        /// How many keys of the path lead to where the walk stands.
        private var matched = 0
        private var copyStart: Int?
        private var isDone = false

        init(layout: JSONFormat.Layout, path: [String]) { (self.layout, self.path) = (layout, path) }

        private var recordDepth: Int { path.count + (layout == .single ? 0 : 1) }

        mutating func take(
            _ event: JSONWalker.Event, at offset: Int, depth: Int, _ writer: ScratchWriter
        ) throws -> Bool {
            switch event {
            case .key(let key):
                // `depth` objects are open, so this is the key of level `depth`.
                if depth <= path.count {
                    matched = matched >= depth - 1 && path[depth - 1] == key ? depth : min(matched, depth - 1)
                }
                if depth == recordDepth, layout == .keyed { keys = [key] }
                return true
            case .begin:
                if depth == recordDepth, matched == path.count, !isDone {
                    try prefix(writer)
                    copyStart = offset
                    return false
                }
                return depth < recordDepth && (depth == 0 || matched >= depth)
            case .end:
                if depth == recordDepth, copyStart != nil {
                    try copy(to: offset, writer)
                    copyStart = nil
                    try writer.write(layout == .keyed ? Array("}\n".utf8) : [0x0A])
                } else if depth < recordDepth, depth == path.count, matched == path.count {
                    isDone = layout != .single
                }
                return true
            }
        }

        private mutating func prefix(_ writer: ScratchWriter) throws {
            guard layout == .keyed else { return }
            try writer.write(Array("{\"key\":\(JSONValue.string(keys.first ?? "").text()),\"value\":".utf8))
        }

        /// Copies from the beginning of the record, or of the chunk, up to a place; line breaks become spaces.
        private func copy(to end: Int, _ writer: ScratchWriter) throws {
            guard let copyStart else { return }
            let range = max(0, copyStart - chunkStart)..<(end - chunkStart)
            var bytes = Array(chunk[range])
            for index in bytes.indices where bytes[index] == 0x0A || bytes[index] == 0x0D { bytes[index] = 0x20 }
            try writer.write(bytes)
        }

        mutating func endChunk(_ writer: ScratchWriter) throws {
            let end = chunkStart + chunk.count
            if copyStart != nil {
                try copy(to: end, writer)
                copyStart = end
            }
            chunkStart = end
            chunk = UnsafeRawBufferPointer(start: nil, count: 0)
        }
    }
}
