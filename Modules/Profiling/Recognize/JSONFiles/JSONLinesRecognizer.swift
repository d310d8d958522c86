import Diagnostics
import JSON

/// One JSON record a line.
struct JSONLinesRecognizer: Recognizer {
    func recognize(_ sample: FileSample, _ overrules: ResourceOverrules) throws -> (any RecognizedFile)? {
        let source = JSONSource(sample)
        var head: [UInt8] = []
        try source.feed(atMost: FileSample.headBytes) { head.append(contentsOf: $0) }
        var lines = head.split { $0 == 0x0A || $0 == 0x0D }
        let isCut = !sample.isWhole && head.last != 0x0A
        if isCut, lines.count > 1 { lines.removeLast() }
        lines.removeAll { $0.allSatisfy { [0x20, 0x09].contains($0) } }
        let isNamedSo = ["ndjson", "jsonl", "jsonlines"].contains(sample.file.ending)
        guard let first = lines.first, lines.count > 1 || isNamedSo, let record = Self.record(first) else { return nil }
        let read = lines.prefix(20).count { Self.record($0) != nil }
        guard read * 10 >= min(20, lines.count) * 9 else { return nil }
        let keys = record.object?.pairs.map(\.key).sorted() ?? []
        return JSONLines(source: source, keys: keys, overrules: overrules)
    }

    private static func record(_ line: ArraySlice<UInt8>) -> JSONValue? {
        guard let value = try? JSONValue.parse(utf8: Array(line)), value.object != nil else { return nil }
        return value
    }
}

/// A file of one record a line.
struct JSONLines: RecognizedFile {
    let source: JSONSource
    let keys: [String]
    let overrules: ResourceOverrules

    var file: DataFile { source.file }
    var fingerprint: String? { "ndjson " + keys.joined(separator: "\u{1F}") }

    func load(with others: [any RecognizedFile], on bench: Workbench) throws -> LoadedTable {
        let parts = [self] + others.compactMap { $0 as? JSONLines }
        let raw = try JSONRaw(bench)
        for part in parts { try raw.add(try part.source.plainFile(on: bench), .newline, shown: part.file.shown) }
        var table = try JSONFlattener(bench: bench, source: raw.table.name).table(named: file.stem)
        (table.files, table.format) = (parts.map(\.file.shown), .jsonLines)
        return table
    }
}
