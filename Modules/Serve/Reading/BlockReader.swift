import Charts
import Diagnostics
import JSON
import Markdown
import YAML

/// Reads what stands inside one fence.
struct BlockReader {
    let fence: MarkdownFence
    /// The words behind the kind.
    let words: [String]
    let place: SourceLocation
    let source: String

    private var file: String { place.file }

    // MARK: Queries

    func query(utf8Offset: Int) throws -> PageQuery {
        guard let name = words.first, Self.isName(name) else { throw WeirError.blockWithoutName("sql", at: place) }
        var origin = PageQuery.Origin.snapshot
        for word in words.dropFirst() {
            let halves = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard halves.count == 2, halves[0] == "from" else {
                throw WeirError.unknownOption(word, of: "sql", known: ["from=state"], at: place)
            }
            guard let known = PageQuery.Origin(rawValue: halves[1]) else {
                throw WeirError.unknownOption(word, of: "sql", known: ["from=snapshot", "from=state"], at: place)
            }
            origin = known
        }
        if fence.content.allSatisfy(\.isWhitespace) { throw WeirError.emptyQuery(name, at: place) }
        return PageQuery(
            name: name, sql: fence.content, origin: origin, source: source, utf8Offset: utf8Offset, file: file)
    }

    /// Letters, digits and `_`, not beginning with a digit: what stands in `$name` and in an address.
    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, first == 0x5F || (0x41...0x5A).contains(first & 0xDF) else { return false }
        return text.utf8.allSatisfy { $0 == 0x5F || (0x41...0x5A).contains($0 & 0xDF) || (0x30...0x39).contains($0) }
    }

    // MARK: Blocks with keys

    func content(_ kind: BlockKind) throws -> PageBlock.Content {
        switch kind {
        case .chart: return try chart()
        case .table: return .table(try table(), try width(.table))
        case .input: return .input(try input())
        case .kpi: return try alone(kind, .figures(try figures()))
        case .log: return try alone(kind, try log())
        case .catalog: return try alone(kind, .catalog)
        case .lineage: return try alone(kind, .lineage)
        case .sql: throw WeirError.blockWithoutName("sql", at: place)
        }
    }

    /// The content of a block whose kind takes no words behind it.
    private func alone(_ kind: BlockKind, _ content: PageBlock.Content) throws -> PageBlock.Content {
        if let word = words.first { throw WeirError.unknownOption(word, of: kind.rawValue, known: [], at: place) }
        return content
    }

    /// The keys, with lines counted as in the file: the lines above are put in as empty ones.
    private func document() throws -> YAMLDocument {
        let above = String(repeating: "\n", count: fence.line)
        return try YAMLDocument.parse(above + fence.content, file: file)
    }

    /// What `width=…` behind the kind says; nothing else may stand there.
    private func width(_ kind: BlockKind) throws -> BlockWidth {
        var width = BlockWidth.full
        for word in words {
            guard let known = BlockWidth.allCases.first(where: { word == "width=\($0.rawValue)" }) else {
                throw WeirError.unknownOption(
                    word, of: kind.rawValue, known: BlockWidth.allCases.map { "width=\($0.rawValue)" }, at: place)
            }
            width = known
        }
        return width
    }

    private func chart() throws -> PageBlock.Content {
        let width = try width(.chart)
        let document = try document()
        let reader = YAMLReader(document, named: "the chart")
        reader.allowOtherKeys()
        try reader.finish()
        let chart = try Chart(document.root?.json.object ?? [:]) { key in
            if document.root?[key] == nil { return place }
            return Chart.keys.contains(key) ? reader.location(ofValue: key) : reader.location(of: key)
        }
        guard chart.data != nil else { throw WeirError.blockWithoutData("chart", at: place) }
        return .chart(chart, width)
    }

    private func figures() throws -> FiguresBlock {
        let reader = YAMLReader(try document(), named: "the kpi block")
        let data = reader.requiredString("data")
        let figures = reader.list("items", each: "figure").map { item in
            FiguresBlock.Figure(
                label: item.requiredString("label"), column: item.requiredString("value"),
                format: item.choice("format", of: Self.formats).flatMap(ValueFormat.init) ?? .auto,
                unit: item.string("unit"), note: item.string("note"), location: item.location(ofValue: "value"))
        }
        if figures.isEmpty, reader.errors.isEmpty { throw WeirError.blockWithoutItems(at: place) }
        try reader.finish()
        return FiguresBlock(data: data, figures: figures, location: reader.location(ofValue: "data"))
    }

    private func table() throws -> TableBlock {
        let document = try document()
        let reader = YAMLReader(document, named: "the table")
        let data = reader.requiredString("data")
        let columns = columns(reader, document)
        let block = TableBlock(
            data: data, title: reader.string("title"), columns: columns,
            rows: reader.integer("rows", in: 1...1000) ?? 15, empty: reader.string("empty"),
            location: reader.location(ofValue: "data"))
        try reader.finish()
        return block
    }

    /// Columns by name alone, or with title, format and link.
    private func columns(_ reader: YAMLReader, _ document: YAMLDocument) -> [TableBlock.Column] {
        let nodes = reader.node("columns")?.sequence ?? []
        if nodes.isEmpty || nodes.contains(where: { $0.mapping == nil && $0.text == nil }) {
            return reader.strings("columns").map {
                TableBlock.Column(
                    name: $0, title: nil, format: .auto, link: nil, location: reader.location(ofValue: "columns"))
            }
        }
        return nodes.map { node in
            if let name = node.text {
                let location = document.location(node.mark, length: name.count)
                return TableBlock.Column(name: name, title: nil, format: .auto, link: nil, location: location)
            }
            let item = YAMLReader(node, named: "the column", in: document)
            let column = TableBlock.Column(
                name: item.requiredString("name"), title: item.string("title"),
                format: item.choice("format", of: Self.formats).flatMap(ValueFormat.init) ?? .auto,
                link: item.string("link"), location: item.location(ofValue: "name"))
            for error in item.allErrors() { reader.fail(error) }
            return column
        }
    }

    private func log() throws -> PageBlock.Content {
        let reader = YAMLReader(try document(), named: "the log")
        let parameter = reader.requiredString("run")
        try reader.finish()
        return .log(parameter: parameter)
    }

    private static let formats = ValueFormat.allCases.map(\.rawValue)
}
