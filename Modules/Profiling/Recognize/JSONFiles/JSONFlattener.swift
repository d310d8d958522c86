import Diagnostics
import JSON
import Warehouse

/// Turns a table of JSON records into one with a text column for each value in them.
///
/// Objects in records become columns of their own; a list of values stays JSON; a list of records becomes a nested list, for
/// a table of its own.
struct JSONFlattener {
    /// One value that every record may have.
    private struct Leaf {
        let path: [String]
        var type: ColumnType?
    }

    static let mostColumns = 1000
    static let mostKeys = 100

    let bench: Workbench
    /// The table with the records in its column `j`.
    let source: String
    /// Columns of that table that come first, with what they are.
    var carried: [LoadedColumn] = []
    /// Keys at the top that say nothing: `properties` of a feature.
    var dropped: [[String]] = []
    /// For rows that are arrays: their names.
    var header: [String]?
    /// Whether records are features, with a geometry.
    var isGeographic = false

    func table(named name: String) throws -> LoadedTable {
        let text = try bench.read("select json_group_structure(j) from \(source)").scalar.text ?? "null"
        let structure: JSONValue
        do { structure = try JSONValue.parse(text) } catch { throw WeirError.noRecords(name) }
        var leaves: [Leaf] = []
        var lists: [[String]] = []
        if let header { leaves = header.indices.map { Leaf(path: [String($0)]) } }
        if structure.object != nil { collect(structure, [], &leaves, &lists) }
        if structure.string != nil { leaves = [Leaf(path: [])] }
        if isGeographic { try useGeometry(&leaves) }
        if header?.isEmpty == true { leaves = try widest().map { Leaf(path: [String($0)]) } }
        guard !leaves.isEmpty || !lists.isEmpty else { throw WeirError.noRecords(name) }
        var warnings: [String] = []
        if leaves.count > Self.mostColumns {
            warnings.append("only the first \(Self.mostColumns) of \(leaves.count) values of a record were looked at")
            leaves = Array(leaves.prefix(Self.mostColumns))
        }
        let table = try create(leaves)
        let columns = leaves.enumerated().map { index, leaf in
            LoadedColumn(
                place: "c\(carried.count + index)", original: original(leaf), path: leaf.path, native: leaf.type)
        }
        return LoadedTable(
            table: table, name: name, nameReason: "the name of the file", files: [], format: .jsonLines,
            columns: carried.enumerated().map { index, column in column.placed(at: index) } + columns,
            rows: try bench.count("select count(*) from \(table.name)"), warnings: warnings,
            lists: lists.map { NestedList(source: source, path: $0) })
    }

    private func create(_ leaves: [Leaf]) throws -> TableName {
        let table = try bench.newTable()
        let pointers = leaves.map { bench.literal(JSONText.pointer($0.path)) }.joined(separator: ", ")
        let first = carried.enumerated().map { index, column in "\(column.place) as c\(index)" }
        let values = leaves.indices.map { "v[\($0 + 1)] as c\(carried.count + $0)" }
        let kept = carried.map { "\($0.place), " }.joined()
        let list = leaves.isEmpty ? "[]" : "json_extract_string(j, [\(pointers)])"
        try bench.run(
            """
            create temp table \(table.name) as select \((first + values).joined(separator: ", ")) \
            from (select \(kept)\(list) as v from \(source))
            """)
        return table
    }

    private func original(_ leaf: Leaf) -> String {
        if let header { return Int(leaf.path[0]).flatMap { header.indices.contains($0) ? header[$0] : nil } ?? "" }
        if leaf.path.isEmpty { return "value" }
        if leaf.path == ["geometry", "coordinates", "0"] { return "longitude" }
        if leaf.path == ["geometry", "coordinates", "1"] { return "latitude" }
        let isDropped = leaf.path.count > 1 && dropped.contains([leaf.path[0]])
        return leaf.path.dropFirst(isDropped ? 1 : 0).joined(separator: ".")
    }

    /// The values and lists below an object of the structure.
    private func collect(_ structure: JSONValue, _ path: [String], _ leaves: inout [Leaf], _ lists: inout [[String]]) {
        for (key, value) in structure.object?.pairs ?? [] {
            let path = path + [key]
            switch value {
            case .object(let object)
            where object.pairs.count <= Self.mostKeys && path.count < 7 && !object.pairs.isEmpty:
                collect(value, path, &leaves, &lists)
            case .array(let elements) where elements.first?.object != nil && path.count < 7: lists.append(path)
            case .array, .object: leaves.append(Leaf(path: path, type: .json))
            default: leaves.append(Leaf(path: path, type: value.string == "JSON" ? .json : nil))
            }
        }
    }

    /// Points become two columns; another geometry stays JSON, and what every feature says of itself is left out.
    private func useGeometry(_ leaves: inout [Leaf]) throws {
        let others = try bench.count(
            "select count(*) from \(source) where json_extract_string(j, '/geometry/type') is distinct from 'Point'")
        leaves.removeAll { $0.path == ["type"] || $0.path.first == "geometry" || $0.path.first == "bbox" }
        if others == 0 {
            leaves += ["0", "1"].map { Leaf(path: ["geometry", "coordinates", $0]) }
        } else {
            leaves.append(Leaf(path: ["geometry"], type: .json))
        }
    }

    /// The places of the longest row, for rows without names.
    private func widest() throws -> Range<Int> {
        0..<min(Self.mostColumns, try bench.count("select max(json_array_length(j)) from \(source)"))
    }
}

extension LoadedColumn {
    /// The same column at another place of a table.
    func placed(at index: Int) -> LoadedColumn {
        LoadedColumn(
            place: "c\(index)", original: original, path: path, native: native, statedUnit: statedUnit,
            givenName: givenName)
    }
}
