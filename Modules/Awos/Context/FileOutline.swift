import JSON
import YAML

/// A file without what an outline leaves out, whatever language it is in.
enum FileOutline {
    /// Endings of files that hold rows: they never stand in a prompt.
    static let dataEndings: Set<String> = [
        "csv", "tsv", "json", "jsonl", "ndjson", "parquet", "zip", "gz", "zst", "xlsx", "sqlite", "duckdb", "db", "txt",
        "log", "xml",
    ]

    /// Whether a file may hold values of a sample: by its ending, or because it is a fixture or below `.weir`.
    static func holdsData(_ path: String) -> Bool {
        let parts = path.split(separator: "/").map(String.init)
        return dataEndings.contains(ending(path)) || parts.contains("Fixtures") || parts.first == ".weir"
    }

    static func ending(_ path: String) -> String {
        path.split(separator: "/").last?.split(separator: ".").dropFirst().last?.lowercased() ?? ""
    }

    /// The name of a language for a block of code.
    static func language(_ path: String) -> String {
        switch ending(path) {
        case "yml": "yaml"
        case "md": "markdown"
        case "ipynb": "text"
        default: ending(path)
        }
    }

    /// The declarations of a file; empty when nothing is known of its language.
    static func outline(_ text: String, path: String, _ style: SwiftOutline.Style = SwiftOutline.Style()) -> String {
        switch ending(path) {
        case "swift": SwiftOutline.outline(text, style)
        case "sql": SQLOutline.outline(text)
        case "yml", "yaml": YAMLOutline.outline(text, file: path)
        case "md": MarkdownOutline.outline(text, file: path)
        case "ipynb": NotebookOutline.outline(text)
        default: ""
        }
    }

    /// All of a file that may stand in a prompt: of a notebook its cells without what they printed, of a guide what was not
    /// learned about other sources.
    static func whole(_ text: String, path: String) -> String {
        if ending(path) == "ipynb" { return NotebookOutline.cells(text) }
        let document = MarkdownFile(text, file: path)
        guard path.hasSuffix("/CLAUDE.md"), let learned = document.section("Learned"), learned.lines.count > 2 else {
            return text.trimmed
        }
        let lines = document.lines[...learned.headingLine] + ["", "(…)"] + document.lines[learned.lines.upperBound...]
        return lines.joined(separator: "\n").trimmed
    }
}

/// What a model reads, its steps and its columns.
enum SQLOutline {
    static func outline(_ text: String) -> String {
        let comments = text.split(separator: "\n").map(\.trimmed).prefix { $0.hasPrefix("--") }
        let config = text.firstMatch(of: /\{\{\s*config\([^}]*\)\s*\}\}/).map { [$0.0.trimmed] } ?? []
        let steps = text.matches(of: /(?m)^\s*(?:with\s+|,\s*|\),\s*)?([A-Za-z_]\w*)\s+as\s*\(\s*$/).map {
            String($0.1)
        }
        let lists = [("reads", parents(of: text)), ("steps", steps), ("columns", columns(of: text))]
        let told = lists.filter { !$0.1.isEmpty }.map { "-- \($0.0) \($0.1.joined(separator: ", "))" }
        return (Array(comments) + config + told).joined(separator: "\n")
    }

    /// What it reads, as it names them: models by name, tables of sources as `raw.bike_trips`.
    static func parents(of text: String) -> [String] {
        let models = text.matches(of: /\bref\(\s*['"]([^'"]+)['"]\s*\)/).map { String($0.1) }
        let sources = text.matches(of: /\bsource\(\s*['"]([^'"]+)['"]\s*,\s*['"]([^'"]+)['"]\s*\)/).map {
            "\($0.1).\($0.2)"
        }
        var seen: Set<String> = []
        return (sources + models).filter { seen.insert($0).inserted }
    }

    /// The names of the columns of the last `select` that stands alone, as far as they can be told.
    static func columns(of text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.lastIndex(where: { $0.hasPrefix("select") }) else { return [] }
        let list = ([lines[start].dropFirst("select".count)] + lines[(start + 1)...])
            .map { $0.split(separator: "--", maxSplits: 1, omittingEmptySubsequences: false).first ?? "" }
        var (items, depth): ([String], Int) = ([""], 0)
        for word in list.joined(separator: " \n ").split(separator: " ") {
            if word.lowercased() == "from" || word == "\nfrom", depth == 0 { break }
            for character in word + " " {
                if "([{".contains(character) { depth += 1 }
                if ")]}".contains(character) { depth -= 1 }
                if character == ",", depth == 0 { items.append("") } else { items[items.count - 1].append(character) }
            }
        }
        return items.compactMap { item in
            let item = item.trimmed
            return item.firstMatch(of: /([A-Za-z_]\w*)$/).map { String($0.1) } ?? (item.hasSuffix("*") ? item : nil)
        }
    }
}

/// The tables of a `.yml` of models with their columns; of any other file its keys.
enum YAMLOutline {
    static func outline(_ text: String, file: String) -> String {
        guard let root = try? YAMLDocument.parse(text, file: file).root, let mapping = root.mapping else { return "" }
        return mapping.entries.flatMap { entry -> [String] in
            guard let items = entry.value.sequence else { return keys(entry.key, entry.value) }
            return ["\(entry.key):"] + items.map { "  - " + table($0) }
        }.joined(separator: "\n")
    }

    private static func keys(_ key: String, _ value: YAMLNode) -> [String] {
        guard let mapping = value.mapping else { return ["\(key): \(ForeignText.plain(value.text ?? "", cap: 60))"] }
        return ["\(key): {\(mapping.keys.joined(separator: ", "))}"]
    }

    private static func table(_ node: YAMLNode) -> String {
        guard let name = node["name"]?.text else { return ForeignText.plain(node.text ?? "…", cap: 80) }
        let tables = (node["tables"]?.sequence ?? []).compactMap { $0["name"]?.text }
        let columns = (node["columns"]?.sequence ?? []).map { column in
            [column["name"]?.text, column["data_type"]?.text].compactMap { $0 }.joined(separator: " ")
        }
        return name + (tables.isEmpty ? "" : ": tables \(tables.joined(separator: ", "))")
            + (columns.isEmpty ? "" : ": \(columns.joined(separator: ", "))")
    }
}

/// The front matter, headings and blocks of a page, each block with its first line.
enum MarkdownOutline {
    static func outline(_ text: String, file: String) -> String {
        let document = MarkdownFile(text, file: file)
        var result = (document.frontMatterLines.map { ["---"] + document.lines[$0].map(String.init) + ["---"] }) ?? []
        let headings = Set(document.sections.map(\.headingLine))
        var isOpen = false
        for (number, line) in document.lines.enumerated()
        where number >= (document.frontMatterLines?.upperBound ?? -1) + 1 {
            if headings.contains(number) { result.append(String(line)) }
            guard document.isFenced[number], line.trimmed.hasPrefix("```") else { continue }
            isOpen.toggle()
            guard isOpen else { continue }
            let first = document.lines.indices.contains(number + 1) ? document.lines[number + 1].trimmed : ""
            result.append("\(line.trimmed) \(first.hasPrefix("```") || first.hasPrefix("select") ? "" : first)".trimmed)
        }
        return result.joined(separator: "\n")
    }
}

/// The cells of a notebook; what they printed is rows and is left out.
enum NotebookOutline {
    static func outline(_ text: String) -> String {
        sources(text).map { kind, source in
            let lines = source.split(separator: "\n")
            return "[\(kind)] " + (lines.first.map(String.init) ?? "") + (lines.count > 1 ? " …" : "")
        }.joined(separator: "\n")
    }

    static func cells(_ text: String) -> String {
        sources(text).map { "[\($0)]\n\($1)" }.joined(separator: "\n\n")
    }

    private static func sources(_ text: String) -> [(kind: String, source: String)] {
        guard let cells = (try? JSONValue.parse(text))?["cells"]?.array else { return [] }
        return cells.map { cell in
            let source = cell["source"]?.string ?? (cell["source"]?.array ?? []).compactMap(\.string).joined()
            return (cell["cell_type"]?.string ?? "code", source.trimmed)
        }
    }
}
