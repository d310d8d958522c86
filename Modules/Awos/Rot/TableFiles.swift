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
        return tree.paths.filter { path in
            guard path.hasPrefix(sources), let made = self.table(at: path) else { return false }
            return table == made || table.hasPrefix(made + "_")
        }
    }

    /// The tables that a query or a command names: `raw.air_quality`.
    static func tables(in text: String) -> [String] {
        text.matches(of: /\b(raw|staging|core|marts|quality)\.[a-z_][a-z0-9_]*/).map { String($0.0) }
    }

    private static func snake(_ type: String) -> String {
        type.reduce(into: "") { text, letter in
            if letter.isUppercase, !text.isEmpty { text += "_" }
            text += letter.lowercased()
        }
    }
}
