import Diagnostics
import Foundation
import JSON
import Warehouse

/// A JSON document whose records are found.
struct JSONDocument: RecognizedFile {
    let source: JSONSource
    let finding: JSONLayoutFinder.Finding
    /// The keys of the records, for what is an array of objects.
    let recordKeys: [String]
    /// Whether an object beside the arrays states their units: `hourly_units` beside `hourly`.
    let statesUnits: Bool
    /// What the profiler would have taken by itself.
    let made: JSONLayoutFinder.Finding
    let overrules: ResourceOverrules

    var file: DataFile { source.file }

    var fingerprint: String? {
        guard finding.layout == .records || finding.layout == .features, !recordKeys.isEmpty else { return nil }
        return "json \(finding.path) " + recordKeys.joined(separator: "\u{1F}")
    }

    init(
        source: JSONSource, finding: JSONLayoutFinder.Finding, root: JSONOutline, made: JSONLayoutFinder.Finding,
        overrules: ResourceOverrules
    ) {
        (self.source, self.finding, self.made, self.overrules) = (source, finding, made, overrules)
        let node = { (path: [String]) in path.reduce(root as JSONOutline?) { $0?.members[$1] } }
        recordKeys = node(finding.path)?.elements?.keys.sorted() ?? []
        statesUnits = JSONColumns.unitsPath(finding.path).flatMap(node)?.isObject == true
    }

    func load(with others: [any RecognizedFile], on bench: Workbench) throws -> LoadedTable {
        let parts = [self] + others.compactMap { $0 as? JSONDocument }
        var table =
            finding.layout == .columns
            ? try JSONColumns(document: self, bench: bench).table() : try records(of: parts, on: bench)
        table.files = parts.map(\.file.shown)
        table.format = .json(
            JSONFormat(
                layout: finding.layout,
                path: Choice(made.path, because: made.reason, others: made.others, overruled: overrules.path)))
        return table
    }

    private func records(of parts: [JSONDocument], on bench: Workbench) throws -> LoadedTable {
        let raw = try JSONRaw(bench)
        var header: [String] = []
        for part in parts {
            if part.finding.layout == .records, part.finding.path.isEmpty, part.source.isPlain {
                try raw.add(part.file.place, .array, shown: part.file.shown)
                continue
            }
            let lines = try bench.newFile("ndjson", bytes: part.file.bytes())
            do {
                try JSONRecordExtractor(layout: part.finding.layout, path: part.finding.path).extract(
                    from: { try part.source.feed($0) }, to: lines)
            } catch is JSONWalker.Failure { throw WeirError.brokenJSON(part.file.shown) }
            if part.finding.layout == .rows { header = try Self.takeHeader(of: lines) }
            try raw.add(lines, .newline, shown: part.file.shown)
            try? FileManager.default.removeItem(at: lines)
        }
        var flattener = JSONFlattener(bench: bench, source: raw.table.name)
        switch finding.layout {
        case .features: flattener.dropped = [["properties"]]
        case .keyed: flattener.dropped = [["value"]]
        case .rows:
            flattener.header = header
            if !header.isEmpty { try bench.run("delete from \(raw.table.name) where rowid = 0") }
        default: break
        }
        flattener.isGeographic = finding.layout == .features
        return try flattener.table(named: file.stem)
    }

    /// The names in the first row, where all of them are texts; else none, and it is a row like the others.
    private static func takeHeader(of lines: URL) throws -> [String] {
        let head = try FileBytes.read(lines, from: 0, count: 1 << 16, shown: lines.lastPathComponent)
        guard let line = head.split(separator: 0x0A).first, let row = try? JSONValue.parse(utf8: Array(line)).array
        else {
            return []
        }
        let names = row.compactMap(\.string)
        return names.count == row.count ? names : []
    }
}
