import Foundation

/// A delimited file whose dialect, header and end are known.
struct DelimitedTable: RecognizedFile {
    let file: DataFile
    let text: DelimitedText
    let dialect: DialectFinder.Finding
    /// The first rows, without blank ones.
    let rows: [DelimitedParser.Row]
    let header: HeaderFinder.Finding
    let footer: FooterFinder.Finding
    /// How many bytes of UTF-8 the footers take at the end.
    let footerBytes: Int
    /// Whether a line `sep=;` stands in front.
    let isAnnounced: Bool
    let overrules: ResourceOverrules

    /// Whether a row is left between header and footers.
    var hasData: Bool {
        guard header.firstData < rows.count else { return false }
        return !text.isTailWhole || rows.count - header.firstData > footer.count
    }

    /// The header's cells, as many as the table is wide; empty ones where there is no header.
    var headers: [String] {
        let cells = header.header.map { rows[$0].cells } ?? []
        return (0..<dialect.width).map { column in
            let cell = cells.indices.contains(column) ? cells[column] : ""
            // A mark of a comment before the first name is no part of it.
            let isMarked = column == 0 && cell.hasPrefix("#")
            return String(isMarked ? cell.drop { "# ".contains($0) } : cell[...]).trimmingCharacters(
                in: .whitespacesAndNewlines)
        }
    }

    /// Files with one header and one dialect are parts of one resource; without a header nobody can tell.
    var fingerprint: String? {
        guard header.header != nil, file.sheet == nil else { return nil }
        return "delimited \(dialect.signs.delimiter) " + headers.map { $0.lowercased() }.joined(separator: "\u{1F}")
    }

    /// Where the first row of data begins, in bytes of UTF-8 behind the byte-order mark.
    var dataOffset: Int { rows[header.firstData].offset }

    /// Whether the engine can read the file as it is.
    var isPlain: Bool {
        let isFirst = header.header == nil ? header.firstData == 0 : header.header == 0 && header.firstData == 1
        return !text.needsRecoding && isFirst && footerBytes == 0 && !isAnnounced && rows[0].offset == 0
    }

    func load(with others: [any RecognizedFile], on bench: Workbench) throws -> LoadedTable {
        let parts = [self] + others.compactMap { $0 as? DelimitedTable }
        let loader = DelimitedLoader(bench: bench, width: dialect.width)
        let table = try bench.newTable()
        var totals = DelimitedLoader.Report()
        for part in parts { totals.add(try loader.load(part, into: table)) }
        if dialect.width == 1 { try bench.run("delete from \(table.name) where c0 is null") }
        let rows = try bench.count("select count(*) from \(table.name)")
        let blank = try bench.count(
            "select count(*) from \(table.name) where \(totals.places.map { "\($0) is null" }.joined(separator: " and "))"
        )
        let layout = TableLayout(
            headerRow: headerChoice, hasUnitsRow: header.units != nil, footerRows: footerChoice, blankRows: blank)
        return LoadedTable(
            table: table, name: file.stem,
            nameReason: file.sheet == nil ? "the name of the file" : "the name of the sheet",
            files: parts.map(\.file.shown),
            format: format(layout, totals), columns: columns, rows: rows, warnings: warnings(totals, blank: blank))
    }

    private var columns: [LoadedColumn] {
        headers.enumerated().map { index, name in
            LoadedColumn(place: "c\(index)", original: name, statedUnit: header.units?[index])
        }
    }

    private var headerChoice: Choice<Int> {
        let made = (header.header ?? -1) + 1
        return Choice(
            made, because: header.reason, others: header.others.map { $0 == 0 ? 0 : $0 },
            overruled: overrules.headerRow)
    }

    private var footerChoice: Choice<Int> {
        Choice(footer.count, because: footer.reason, overruled: overrules.footerRows)
    }

    private func format(_ layout: TableLayout, _ report: DelimitedLoader.Report) -> SampleFormat {
        if let sheet = file.sheet { return .sheet(SheetFormat(sheet: sheet, layout: layout)) }
        let sign = { (byte: UInt8) in byte == 0x09 ? "tab" : String(UnicodeScalar(byte)) }
        var encoding = text.encoding
        if report.repaired > 0, text.codec == .utf8, report.multibyte == 0 {
            encoding.made = TextEncoding.windows1252.rawValue
            encoding.reason = "\(report.repaired) bytes in the whole file are no UTF-8, and no letter is"
        }
        return .delimited(
            DelimitedFormat(
                encoding: encoding, hasByteOrderMark: text.markBytes > 0,
                delimiter: Choice(
                    sign(dialect.signs.delimiter), because: isAnnounced ? "the first line names it" : dialect.reason,
                    others: dialect.others.map(sign), overruled: overrules.delimiter),
                quote: Choice(
                    dialect.signs.quote.map(sign), because: dialect.quoteReason, overruled: overrules.quote),
                escape: (dialect.signs.escape ?? dialect.signs.quote).map(sign) ?? "", layout: layout,
                shortRows: report.shortRows, longRows: report.longRows))
    }

    private func warnings(_ report: DelimitedLoader.Report, blank: Int) -> [String] {
        var warnings: [String] = []
        let say = { (words: String, count: Int, noun: String) in
            if count > 0 { warnings.append("\(words) in \(Figures.count(count, noun))") }
        }
        say("fewer fields than the header, which counts as no value,", report.shortRows, "row")
        say("more fields than the header, which were not looked at,", report.longRows, "row")
        say("text behind the closing quote", report.textAfterQuote, "field")
        say("no value at all", blank, "row")
        if report.repaired > 0, report.multibyte > 0 || text.codec != .utf8 {
            say("no letter of the encoding, so replaced by a likely one,", report.repaired, "byte")
        }
        if report.endsInQuotes { warnings.append("the file ends within quotes: it may have been cut") }
        return warnings
    }
}
