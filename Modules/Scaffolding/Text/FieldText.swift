import Diagnostics
import Profiling
import Warehouse

/// A field of a layout as Swift source has it: `.text("Station ID", to: "station_id")`.
struct FieldText {
    private let column: ColumnProfile

    init(_ column: ColumnProfile) { self.column = column }

    /// Whether the columns alone do not say how a table's files are read.
    static func needsLayout(_ table: PlannedTable) -> Bool {
        table.columns.contains { column in
            key(column.original) != key(column.column) || column.reading.value != .plain || !column.path.isEmpty
        }
    }

    /// What Ingest compares names by.
    private static func key(_ name: String) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    /// The name that a field's column has unless something else is said.
    private static func identifier(_ name: String) -> String {
        name.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.joined(separator: "_")
    }

    func text() throws -> String {
        let name = SwiftText.literal(column.original)
        let to = Self.identifier(column.original) == column.column ? "" : ", to: \(SwiftText.literal(column.column))"
        switch column.reading.value {
        case .plain, .clock, .serviceClock: return plain(name, to)
        case .moment(let formats) where Self.momentFormats.isSuperset(of: formats): return ".moment(\(name)\(to))"
        default: throw WeirError.unscaffoldedReading(column.column, column.reading.value.description)
        }
    }

    /// The forms of a moment that Ingest tries, besides ISO.
    private static let momentFormats: Set = ["%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M"]

    private func plain(_ name: String, _ to: String) -> String {
        switch column.type.value {
        case .text: ".text(\(name)\(to))"
        case .integer: ".integer(\(name)\(to))"
        case .double: ".double(\(name)\(to))"
        case .timestamp: ".timestamp(\(name)\(to))"
        default: "Field(\(name), \(column.type.value.swift)\(to))"
        }
    }
}

/// The format of a table's files as Swift source has it.
struct FormatText {
    let table: PlannedTable

    func text() throws -> String {
        let nulls = Set(table.columns.flatMap(\.nullTexts)).union([""]).sorted()
        let nullTexts = nulls == [""] ? "" : "nullTexts: \(SwiftText.list(nulls))"
        switch table.resource.format {
        case .delimited(let format):
            if let why = format.unscaffolded { throw WeirError.unscaffoldedFormat(table.name, why) }
            let delimiter =
                format.delimiter.value == "," ? "" : "delimiter: \(SwiftText.literal(format.delimiter.value))"
            return ".csv(\([delimiter, nullTexts].filter { !$0.isEmpty }.joined(separator: ", ")))"
        case .jsonLines: return ".jsonLines"
        case .parquet: return ".parquet"
        case .json(let format):
            switch format.layout {
            case .records:
                return format.path.value.isEmpty ? ".json()" : ".json(path: \(SwiftText.list(format.path.value)))"
            default: throw WeirError.unscaffoldedFormat(table.name, format.layout.rawValue)
            }
        case .sheet: throw WeirError.unscaffoldedFormat(table.name, "sheet")
        }
    }
}

extension DelimitedFormat {
    /// Why Ingest cannot read files that are written so; nil where it can.
    fileprivate var unscaffolded: String? {
        if !["utf-8", "ascii"].contains(encoding.value) { return encoding.value }
        if layout.headerRow.value != 1 {
            return layout.headerRow.value == 0 ? "without a header" : "with titles above the header"
        }
        if layout.footerRows.value > 0 { return "with totals or remarks at the end" }
        if layout.hasUnitsRow { return "with a row of units" }
        if shortRows + longRows > 0 { return "with rows of different lengths" }
        if let quote = quote.value, quote != "\"" { return "with \(quote) as quote" }
        return escape == "\"" ? nil : "with \(escape) as escape"
    }
}
