/// A list of records in the records of a resource, as a table with the parent's key.
struct NestedListLoader {
    let bench: Workbench

    /// - Parameters:
    ///   - key: the parent's key: its columns in the parent's records.
    ///   - name: the name of the resource.
    func load(_ list: NestedList, named name: String, key: [LoadedColumn], keyNames: [String]) throws -> LoadedTable {
        let raw = try bench.newTable()
        let pointer = { (path: [String]) in bench.literal(JSONText.pointer(path)) }
        var carried = zip(key, keyNames).enumerated().map { index, column in
            LoadedColumn(
                place: "k\(index)", original: column.0.original, path: column.0.path, native: column.0.native,
                givenName: column.1)
        }
        if carried.isEmpty {
            carried = [LoadedColumn(place: "k0", original: "", native: .integer, givenName: "parent_row")]
        }
        let keys =
            key.isEmpty
            ? "rowid + 1 as k0"
            : key.enumerated().map { "json_extract_string(j, \(pointer($1.path))) as k\($0)" }.joined(separator: ", ")
        let names = carried.map(\.place).joined(separator: ", ")
        try bench.run(
            """
            create temp table \(raw.name) as select \(names), unnest(list) as j, generate_subscripts(list, 1) as p \
            from (select \(keys), cast(json_extract(j, \(pointer(list.path))) as json[]) as list from \(list.source))
            """)
        carried.append(LoadedColumn(place: "p", original: "", native: .integer, givenName: "position"))
        return try JSONFlattener(bench: bench, source: raw.name, carried: carried).table(named: name)
    }
}
