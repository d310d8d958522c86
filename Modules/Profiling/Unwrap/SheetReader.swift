import CSV
import Foundation
import Warehouse

/// Writes the rows of a sheet as delimited text, as wide as its first rows are.
final class SheetReader: XMLHandler {
    private static let rowsForWidth = 2000
    private static let mostColumns = 16_384

    private(set) var rows = 0
    private let output: ScratchWriter
    private let texts: [String]
    private let styles: WorkbookStyles
    private let countsFrom1904: Bool
    private var writer = CSVWriter()
    /// The first rows, until the width is known.
    private var waiting: [[String?]]? = []
    private var width = 0
    private var row: [String?] = []
    private var column = 0
    private var kind = ""
    private var style: Int?
    private var value = ""
    private var isValue = false

    init(to file: URL, texts: [String], styles: WorkbookStyles, countsFrom1904: Bool) throws {
        output = try ScratchWriter(file)
        (self.texts, self.styles, self.countsFrom1904) = (texts, styles, countsFrom1904)
    }

    func start(_ element: String, _ attributes: [String: String]) {
        switch element {
        case "row": row = []
        case "c":
            column = attributes["r"].flatMap(Self.column) ?? row.count
            kind = attributes["t"] ?? "n"
            style = attributes["s"].flatMap { Int($0) }
            value = ""
        case "v", "t": isValue = true
        default: break
        }
    }

    func text(_ text: String) { if isValue { value += text } }

    func end(_ element: String) throws {
        switch element {
        case "v", "t": isValue = false
        case "c":
            guard column < Self.mostColumns, let text = cell(), !text.isEmpty else { return }
            while row.count <= column { row.append(nil) }
            row[column] = text
        case "row" where row.contains { $0 != nil }:
            rows += 1
            try take(row)
        default: break
        }
    }

    /// Ends the file.
    func finish() throws {
        try settle()
        try output.write(writer.takeBytes())
        try output.finish()
    }

    private func take(_ row: [String?]) throws {
        guard waiting != nil else { return try write(row) }
        waiting?.append(row)
        if rows == Self.rowsForWidth { try settle() }
    }

    private func settle() throws {
        guard let first = waiting else { return }
        waiting = nil
        width = first.map(\.count).max() ?? 0
        for row in first { try write(row) }
    }

    private func write(_ row: [String?]) throws {
        writer.row(row + Array(repeating: nil, count: max(0, width - row.count)))
        if writer.bytes.count > 1 << 18 { try output.write(writer.takeBytes()) }
    }

    /// The current cell as text; nil for one without a value.
    private func cell() -> String? {
        switch kind {
        case "s": return Int(value).flatMap { texts.indices.contains($0) ? texts[$0] : nil }
        case "inlineStr", "str": return value
        case "b": return value == "1" ? "true" : "false"
        case "e": return nil
        case "d": return value
        default: return number()
        }
    }

    private func number() -> String? {
        guard let number = Double(value), number.isFinite else { return value.isEmpty ? nil : value }
        switch styles.look(style: style) {
        case .number:
            // Programs save 0.1 with all the digits that it has not.
            return number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
        case .day: return moment(number).map { number == number.rounded() ? $0.day.description : $0.description }
        case .moment: return moment(number)?.description
        case .clock where number < 1: return Self.clock(number)
        case .clock: return moment(number)?.description
        case .elapsed: return Self.clock(number)
        }
    }

    /// The moment that a serial number counts to, to the second.
    private func moment(_ serial: Double) -> Timestamp? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        // Day 60 of the calendar from 1900 is a 29 February that there never was.
        let days = countsFrom1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial
        let seconds = ((days - 25_569) * 86_400).rounded()
        return Timestamp(microsecondsSinceEpoch: Int64(seconds) * 1_000_000)
    }

    private static func clock(_ days: Double) -> String {
        let seconds = Int((days * 86_400).rounded())
        let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60]
        return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    /// The place of a column by its letters: `B7` is 1.
    private static func column(_ reference: String) -> Int? {
        var index = 0
        for byte in reference.utf8 {
            guard (0x41...0x5A).contains(byte) else { break }
            index = index * 26 + Int(byte - 0x40)
            if index > mostColumns { return mostColumns }
        }
        return index > 0 ? index - 1 : nil
    }
}
