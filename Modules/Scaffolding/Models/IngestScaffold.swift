import Profiling
import Warehouse

extension ModuleScaffold {
    /// The source as one value, the sample as its fixture, and where it reads.
    static let ingest = ModuleScaffold("Ingest") { plan in
        let sources = "Modules/Ingest/Sources"
        let fixture = "Tests/IngestTests/Fixtures/\(plan.name)"
        return [
            ScaffoldChange("\(sources)/\(plan.typeName).swift", .create(try SourceText(plan: plan).text())),
            ScaffoldChange(
                "\(sources)/Sources.swift", .add(line: "        .\(plan.memberName),", after: .last(beginning: "."))),
            ScaffoldChange(
                "\(sources)/CLAUDE.md", .add(line: plan.guideRow, after: .last(beginning: "| `"))),
            ScaffoldChange("Tests/IngestTests/\(plan.typeName)Tests.swift", .create(SourceTest(plan: plan).text)),
            ScaffoldChange(fixture, .fixture),
            ScaffoldChange(
                "weir.yml",
                .settings(standard: [.init(name: "location", text: fixture)], live: plan.arrival.settings)),
        ]
    }
}

extension SourcePlan {
    /// Its row in the table of sources.
    fileprivate var guideRow: String {
        let key = main.key.isEmpty ? "none" : main.key.map { "`\($0)`" }.joined(separator: " with ")
        let quirks = tables.flatMap(\.resource.warnings).first.map { PlainText.line($0, atMost: 70) } ?? ""
        let cursor = main.resource.cursor.value.map { "`\($0)`" } ?? "files not loaded yet"
        return "| `\(name)` | \(arrival.place.kind) | \(key) | \(cursor) | \(quirks) |"
    }
}

extension Arrival.Place {
    /// What sort of place it is, for the table of sources.
    fileprivate var kind: String {
        switch self {
        case .folder: "files dropped into a folder"
        case .files: "files at an address"
        case .api: "REST, or recorded answers"
        }
    }
}

extension Arrival {
    /// What the target `live` says of it.
    fileprivate var settings: [ScaffoldChange.Setting] {
        switch place {
        case .folder(let path): [.init(name: "location", text: path)]
        case .files(let address): [.init(name: "location", text: address)]
        case .api(let api):
            [.init(name: "location", text: api.address)]
                + (api.credential.secret.map { [.init(name: $0.lowercased(), text: "${\($0)}")] } ?? [])
        }
    }
}

extension APIPlan.Credential {
    /// The name under which the secret stands in the environment.
    var secret: String? {
        switch self {
        case .none: nil
        case .bearer(let secret), .header(_, let secret), .query(_, let secret): secret
        }
    }
}

/// The source text of a source.
struct SourceText {
    let plan: SourcePlan

    func text() throws -> String {
        """
        import Warehouse

        extension Source {
            /// \(SwiftText.comment(plan.summary)).
            public static let \(plan.memberName) = Source(
                "\(plan.name)", \(SwiftText.literal(PlainText.line(plan.summary))),
                settings: [\(settings)],
                resources: [
        \(try plan.tables.map(resource).joined(separator: ",\n"))
                ])\(shared)
        \(try plan.tables.compactMap(layout).joined())}

        """
    }

    private var isAPI: Bool { if case .api = plan.arrival.place { true } else { false } }

    private var settings: String {
        switch plan.arrival.place {
        case .folder: ".location(\"a directory of files\")"
        case .files: ".location(\"a directory of files, or their address\")"
        case .api(let api):
            ([".location(\"a directory of recorded answers, or the address of the API\")"]
                + (api.credential.secret.map {
                    ["SourceSetting(\(SwiftText.literal($0.lowercased())), \"proves who asks\", default: \"\")"]
                } ?? [])).joined(separator: ", ")
        }
    }

    /// The extraction of an API, which all tables share.
    private var shared: String {
        guard case .api(let api) = plan.arrival.place else { return "" }
        var parts: [String] = []
        if !api.query.isEmpty {
            let query = api.query.map { ".init(\(SwiftText.literal($0.name)), \(SwiftText.literal($0.text)))" }
            parts.append("query: [\n\(SwiftText.filled(query, indent: 16)),\n            ]")
        }
        if let text = api.credential.swift { parts.append("authorization: \(text)") }
        if let text = api.paging.swift { parts.append("pagination: \(text)") }
        if let days = api.windowDays { parts.append("window: .days(atMost: \(days), byDefault: \(days))") }
        let inside = parts.isEmpty ? "" : "\n            \(parts.joined(separator: ",\n            "))"
        return "\n\n    private static let answers = Extraction.rest(\n        RESTExtraction(\(inside)))"
    }

    private func resource(_ table: PlannedTable) throws -> String {
        let columns = table.columns.map { "Column(\(SwiftText.literal($0.column)), \($0.type.value.swift))" }
        var parts = ["columns: [\n\(SwiftText.filled(columns, indent: 20)),\n                ]"]
        if !table.key.isEmpty { parts.append("key: \(SwiftText.list(table.key))") }
        if plan.arrival.way == .replaced { parts.append("disposition: .replace") }
        if isAPI, let cursor = table.resource.cursor.value {
            let back = table.lookBackDays > 0 ? ", lookBackDays: \(table.lookBackDays)" : ""
            parts.append("cursor: .column(\(SwiftText.literal(cursor))\(back))")
        }
        parts.append(
            isAPI ? "from: answers" : "from: .files(FileExtraction(.matching(\(SwiftText.literal(table.files)))))")
        parts.append("format: \(try FormatText(table: table).text())")
        if FieldText.needsLayout(table) { parts.append("layouts: [\(layoutName(table))]") }
        let rest = SwiftText.filled(Array(parts.dropFirst()), indent: 16)
        return """
                        Resource(
                            \(SwiftText.literal("\(table.table)")),
                            \(parts[0]),
            \(rest))
            """
    }

    private func layoutName(_ table: PlannedTable) -> String {
        plan.tables.count == 1 ? "fields" : Words.member(table.name) + "Fields"
    }

    private func layout(_ table: PlannedTable) throws -> String? {
        guard FieldText.needsLayout(table) else { return nil }
        let fields = try table.columns.map { try FieldText($0).text() }
        return """

                private static let \(layoutName(table)) = Layout(
                    "as the provider writes it",
                    fields: [
            \(SwiftText.filled(fields, indent: 12)),
                    ])

            """
    }
}

extension APIPlan.Paging {
    /// As Ingest's `Pagination`; nil for none.
    fileprivate var swift: String? {
        let quoted = SwiftText.literal
        return switch self {
        case .none: nil
        case .page(let parameter): ".page(parameter: \(quoted(parameter)))"
        case .offset(let parameter, let limitParameter, let limit):
            ".offset(parameter: \(quoted(parameter)), limitParameter: \(quoted(limitParameter)), limit: \(limit))"
        case .cursor(let parameter, let next):
            ".cursor(parameter: \(quoted(parameter)), next: \(SwiftText.list(next)))"
        case .nextAddress(let path): ".nextAddress(\(SwiftText.list(path)))"
        case .linkHeader: ".linkHeader"
        }
    }
}

extension APIPlan.Credential {
    /// As Ingest's `Authorization`; nil for none.
    fileprivate var swift: String? {
        switch self {
        case .none: nil
        case .bearer(let secret): ".bearer(setting: \(SwiftText.literal(secret.lowercased())))"
        case .header(let name, let secret):
            ".apiKeyHeader(\(SwiftText.literal(name)), setting: \(SwiftText.literal(secret.lowercased())))"
        case .query(let name, let secret):
            ".apiKeyQuery(\(SwiftText.literal(name)), setting: \(SwiftText.literal(secret.lowercased())))"
        }
    }
}
