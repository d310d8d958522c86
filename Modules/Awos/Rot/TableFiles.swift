/// Which files make the tables of the warehouse, and which tables a path makes.
enum TableFiles {
    /// The schemas of the warehouse.
    static let schemas = ["raw", "staging", "core", "marts", "quality"]
    /// The folder of the models, by schema.
    static let models = "Modules/Transform/Models"
    /// The folder of the sources.
    static let sources = "Modules/Ingest/Sources"

    /// The table whose contract stands at this path: `marts.x` for a model's file, `raw.x` for a source's.
    static func table(at path: String) -> String? {
        guard let dot = path.lastIndex(of: "."), !path.contains("*") else { return nil }
        let (names, ending) = (path[..<dot].split(separator: "/").map(String.init), path[dot...].dropFirst())
        if path.hasPrefix(models + "/"), names.count == 5, ["sql", "yml"].contains(ending) {
            return "\(names[3]).\(names[4])"
        }
        guard path.hasPrefix(sources + "/"), names.count == 4, ending == "swift", names[3] != "Sources" else {
            return nil
        }
        return "raw.\(snake(names[3]))"
    }

    /// The files of a tree that make a table; `raw.weather_daily` is made by `Weather.swift`.
    static func files(of table: String, in tree: TreeFiles) -> [String] {
        let parts = table.split(separator: ".").map(String.init)
        guard parts.count == 2 else { return [] }
        guard parts[0] == "raw" else {
            return ["sql", "yml"].map { "\(models)/\(parts[0])/\(parts[1]).\($0)" }.filter(tree.has)
        }
        return tree.below(sources).filter { path in
            guard let made = self.table(at: path) else { return false }
            return table == made || table.hasPrefix(made + "_")
        }
    }

    /// The tables that a query or a command names: `raw.air_quality`.
    static func tables(in text: String) -> [String] {
        // Words are followed by a dot, or they are not: no pattern is built for each of a thousand checks.
        let words = text.utf8.split(omittingEmptySubsequences: false) { !isWord($0) }
        return zip(words, words.dropFirst()).compactMap { schema, name in
            guard schema.endIndex < text.endIndex, text.utf8[schema.endIndex] == UInt8(ascii: "."),
                let first = name.first,
                first == UInt8(ascii: "_") || isSmall(first)
            else { return nil }
            let word = String(Substring(schema))
            guard schemas.contains(word) else { return nil }
            return "\(word).\(Substring(name.prefix { isSmall($0) || isDigit($0) || $0 == UInt8(ascii: "_") }))"
        }
    }

    private static func isSmall(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func isWord(_ byte: UInt8) -> Bool {
        isSmall(byte | 0x20) || isDigit(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private static func snake(_ type: String) -> String {
        type.reduce(into: "") { text, letter in
            if letter.isUppercase, !text.isEmpty { text += "_" }
            text += letter.lowercased()
        }
    }
}
