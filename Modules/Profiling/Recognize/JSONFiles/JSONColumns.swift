import Diagnostics
import Warehouse

/// A document with one array a field: the engine puts them side by side.
struct JSONColumns {
    let document: JSONDocument
    let bench: Workbench

    /// The whole document is in memory for it.
    private static let limitBytes = 256 << 20

    func table() throws -> LoadedTable {
        let shown = document.file.shown
        guard try document.file.bytes() <= Self.limitBytes else {
            throw WeirError.largeDocument(shown, Self.limitBytes)
        }
        let raw = try JSONRaw(bench)
        let file = try document.source.plainFile(on: bench)
        let bytes = try FileBytes.size(of: file, shown: shown)
        try raw.add(file, .unstructured, shown: shown, limitBytes: max(1 << 21, bytes + 1024))
        let path = document.finding.path
        let fields = document.finding.fields.enumerated().map { index, field in
            let pointer = bench.literal(JSONText.pointer(path + [field]))
            return "unnest(cast(json_extract(j, \(pointer)) as varchar[])) as c\(index)"
        }
        let table = try bench.newTable()
        try bench.run(
            "create temp table \(table.name) as select \(fields.joined(separator: ", ")) from \(raw.table.name)")
        let units = try statedUnits(in: raw.table.name)
        try bench.run("drop table \(raw.table.name)")
        let columns = document.finding.fields.enumerated().map { index, field in
            LoadedColumn(place: "c\(index)", original: field, path: path + [field], statedUnit: units[field])
        }
        return LoadedTable(
            table: table, name: document.file.stem, nameReason: "the name of the file", files: [], format: .jsonLines,
            columns: columns, rows: try bench.count("select count(*) from \(table.name)"))
    }

    /// Where the units of the arrays at a path may stand.
    static func unitsPath(_ path: [String]) -> [String]? { path.last.map { path.dropLast() + [$0 + "_units"] } }

    /// The units that an object beside the arrays states: `hourly_units` beside `hourly`.
    private func statedUnits(in raw: String) throws -> [String: String] {
        guard document.statesUnits, let path = Self.unitsPath(document.finding.path) else { return [:] }
        var units: [String: String] = [:]
        for field in document.finding.fields {
            let pointer = bench.literal(JSONText.pointer(path + [field]))
            units[field] = try bench.read("select json_extract_string(j, \(pointer)) from \(raw) limit 1").scalar.text
        }
        return units
    }
}
