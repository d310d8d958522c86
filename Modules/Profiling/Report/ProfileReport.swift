import Foundation
import Warehouse

/// A profile as lines and cells for a terminal.
public struct ProfileReport: Sendable {
    /// One resource's part of the report.
    public struct Section: Sendable, Hashable {
        /// What it is: its name, its rows, how it is written.
        public var heading: String
        /// A row a column: name, type, missing values, distinct values, range, histogram, remarks.
        public var rows: [[String]]
        /// Its key and the other choices, each with its reason.
        public var choices: [String]
        /// What a person should know.
        public var warnings: [String]
    }

    /// The titles of the cells of a row.
    public static let titles = ["column", "type", "nulls", "distinct", "range", "spread", "remarks"]

    /// The resources in order.
    public let sections: [Section]
    /// What stands below: files that were passed over, questions.
    public let closing: [String]

    /// The report of a profile.
    public init(_ profile: SourceProfile) {
        sections = profile.resources.map(Self.section)
        closing = profile.notes.map { "note: \($0)" } + profile.openQuestions.map { "question: \($0)" }
    }

    private static func section(_ resource: ResourceProfile) -> Section {
        let place = resource.parent.map { ", nested in \($0.resource) at \($0.path.joined(separator: "."))" } ?? ""
        let files = resource.files.count == 1 ? resource.files[0] : "\(resource.files.count) files"
        return Section(
            heading:
                "\(resource.name.value): \(Figures.count(resource.rows, "row")), \(resource.format.word) (\(files))\(place)",
            rows: rows(resource), choices: choices(resource), warnings: resource.warnings)
    }

    /// A row a column; of columns that become rows the first and the last one.
    private static func rows(_ resource: ResourceProfile) -> [[String]] {
        let wide = resource.unpivot.map { $0.columns.dropFirst().dropLast() } ?? []
        let hidden = wide.count > 6 ? Set(wide) : []
        return resource.columns.compactMap { column in
            guard hidden.contains(column.name.value) else { return row(column, of: resource) }
            return column.name.value == wide.first ? ["… \(wide.count) more", "", "", "", "", "", ""] : nil
        }
    }

    private static func row(_ column: ColumnProfile, of resource: ResourceProfile) -> [String] {
        let rows = resource.rows
        let share = rows > 0 ? Double(column.nulls) / Double(rows) * 100 : 0
        let nulls =
            column.nulls == 0 ? "" : share >= 0.1 ? String(format: "%.1f %%", share) : Figures.grouped(column.nulls)
        return [
            column.name.value, column.type.value.description, nulls,
            (column.isDistinctExact ? "" : "~") + Figures.grouped(column.distinct), range(column),
            bars(column.histogram),
            remarks(column, isNested: resource.parent != nil).joined(separator: ", "),
        ]
    }

    private static func range(_ column: ColumnProfile) -> String {
        if let range = column.range { return "\(short(range.least)) … \(short(range.greatest))" }
        if let shape = column.shapes.first { return shape.shape }
        return ""
    }

    private static func short(_ value: Value) -> String {
        if case .double(let number) = value, number != number.rounded() || abs(number) > 1e15 {
            return String(format: "%.6g", number)
        }
        if case .double(let number) = value { return String(Int(number)) }
        return value.description
    }

    private static func remarks(_ column: ColumnProfile, isNested: Bool) -> [String] {
        var remarks: [String] = []
        if column.original != column.name.value, column.name.made != column.original.lowercased() {
            let nameless = isNested ? "" : "no header"
            remarks.append(column.original.isEmpty ? nameless : "'\(DisplayText.shown(column.original, atMost: 30))'")
        }
        remarks.removeAll(where: \.isEmpty)
        if column.reading.value != .plain { remarks.append(column.reading.value.description) }
        if let unit = column.unit.value, !column.name.value.hasSuffix(unit) { remarks.append("in \(unit)") }
        if column.personal.value != .none { remarks.append("personal: \(column.personal.value.rawValue)") }
        if !column.openQuestions.isEmpty { remarks.append("question") }
        return remarks
    }

    private static func choices(_ resource: ResourceProfile) -> [String] {
        let key = resource.key.value.isEmpty ? "a hash of the row" : resource.key.value.joined(separator: ", ")
        var lines = [line("key", key, resource.key), line("cursor", resource.cursor.value ?? "none", resource.cursor)]
        switch resource.format {
        case .delimited(let format):
            lines.append(line("encoding", format.encoding.value, format.encoding))
            lines.append(line("delimiter", format.delimiter.value, format.delimiter))
            lines += layout(format.layout)
        case .sheet(let format): lines += layout(format.layout)
        case .json(let format):
            let path = format.path.value.isEmpty ? "the root" : format.path.value.joined(separator: ".")
            lines.append(line("records", path, format.path))
        case .jsonLines, .parquet: break
        }
        if let zone = resource.timeZone { lines.append(line("time zone", zone.value ?? "none", zone)) }
        if let cadence = resource.cadence { lines.append(line("cadence", cadence.value ?? "none", cadence)) }
        if let unpivot = resource.unpivot {
            let offer =
                "\(unpivot.columns.count) columns into \(unpivot.labelColumn), \(unpivot.valueColumn): \(Figures.count(unpivot.rows, "row"))"
            lines.append(line("unpivot", unpivot.take.value ? offer : "no", unpivot.take))
        }
        lines += resource.foreignKeys.map {
            line(
                "foreign key",
                "\($0.column) → \($0.resource).\($0.references)\($0.holds.value ? "" : " (does not hold)")", $0.holds)
        }
        return lines
    }

    private static func layout(_ layout: TableLayout) -> [String] {
        let header = layout.headerRow.value == 0 ? "none" : "row \(layout.headerRow.value)"
        return [line("header", header, layout.headerRow)]
            + (layout.footerRows.value > 0
                ? [line("footer", Figures.count(layout.footerRows.value, "row"), layout.footerRows)] : [])
    }

    private static func line<Value>(_ label: String, _ value: String, _ choice: Choice<Value>) -> String {
        "\(label): \(value) (\(choice.overruled == nil ? choice.reason : "overruled"))"
    }

    private static let blocks = Array("▁▂▃▄▅▆▇█")

    /// Counts as little bars; a space for none.
    static func bars(_ counts: [Int]) -> String {
        guard let most = counts.max(), most > 0 else { return "" }
        return String(counts.map { $0 == 0 ? " " : blocks[min(7, $0 * 7 / most)] })
    }
}
