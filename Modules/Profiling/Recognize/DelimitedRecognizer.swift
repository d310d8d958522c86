import Diagnostics
import Foundation

/// Text that one sign divides into fields.
struct DelimitedRecognizer: Recognizer {
    func recognize(_ sample: FileSample, _ overrules: ResourceOverrules) throws -> (any RecognizedFile)? {
        let text = try DelimitedText(sample, overrules)
        let finder = DialectFinder(head: text.head, isCut: !sample.isWhole)
        let announced = Self.announced(text.head)
        let preset = sample.file.sheet == nil ? announced : UInt8(ascii: ",")
        let dialect = finder.find(
            delimiter: try overrules.delimiter.map(Self.sign) ?? preset,
            quote: try overrules.quote.map { try $0.map(Self.sign) })
        var rows = DelimitedParser.sample(
            text.head, dialect.signs, isCut: !sample.isWhole, atMost: Self.sampleRows
        ).rows
        if announced != nil, !rows.isEmpty { rows.removeFirst() }
        try refuseProse(rows, dialect, sample)
        let header = HeaderFinder(rows: rows, width: dialect.width).find(chosen: overrules.headerRow)
        let end = tail(of: text, dialect)
        let footer = FooterFinder(rows: end.rows, width: dialect.width).find(chosen: overrules.footerRows)
        let table = DelimitedTable(
            file: sample.file, text: text, dialect: dialect, rows: rows, header: header, footer: footer,
            footerBytes: footer.offset.map { text.tail.count - end.start - $0 } ?? 0, isAnnounced: announced != nil,
            overrules: overrules)
        guard table.hasData else { throw WeirError.noRows(sample.file.shown) }
        return table
    }

    static let sampleRows = 500

    /// A delimiter or quote as a person writes it: the sign, or `tab`.
    private static func sign(_ word: String) throws -> UInt8 {
        let named: [String: UInt8] = ["tab": 0x09, "\\t": 0x09, "space": 0x20, "comma": 0x2C, "semicolon": 0x3B]
        if let sign = named[word] { return sign }
        guard word.utf8.count == 1, let sign = word.utf8.first, sign < 0x80 else { throw WeirError.badSign(word) }
        return sign
    }

    /// What a first line `sep=;`, which spreadsheets write, announces.
    private static func announced(_ head: [UInt8]) -> UInt8? {
        guard head.prefix(4).elementsEqual("sep=".utf8), head.count > 5, [0x0A, 0x0D].contains(head[5]) else {
            return nil
        }
        return head[4]
    }

    /// The last rows of the text, from the first line on at which rows have their width again.
    private func tail(
        of text: DelimitedText, _ dialect: DialectFinder.Finding
    ) -> (rows: [DelimitedParser.Row], start: Int) {
        if text.isTailWhole { return (DelimitedParser.sample(text.tail, dialect.signs, isCut: false).rows, 0) }
        var best: (rows: [DelimitedParser.Row], start: Int, even: Double) = ([], 0, -1)
        var start = 0
        for _ in 0..<20 {
            guard let end = text.tail[start...].firstIndex(of: 0x0A) else { break }
            start = end + 1
            let sample = DelimitedParser.sample(Array(text.tail[start...]), dialect.signs, isCut: false)
            let even = Double(sample.rows.count { $0.cells.count == dialect.width }) / Double(max(1, sample.rows.count))
            if even > best.even { best = (sample.rows, start, even) }
            if even > 0.9 { break }
        }
        return (best.rows, best.start)
    }

    /// Whether rows are sentences with commas in them: of many widths, and never several of one width in a row.
    private func isProse(_ rows: [DelimitedParser.Row], _ width: Int) -> Bool {
        let even = rows.map { $0.cells.count == width }
        guard even.count(where: \.self) * 10 < even.count * 6 else { return false }
        let run = even.split(separator: false).map(\.count).max() ?? 0
        let words = rows.flatMap(\.cells).filter { $0.split(separator: " ").count > 5 }.count
        return run < 3 || words * 5 > rows.count
    }

    /// Lines that no sign divides are a list of values, or prose: notes, a program, a message of a server.
    private func refuseProse(
        _ rows: [DelimitedParser.Row], _ dialect: DialectFinder.Finding, _ sample: FileSample
    ) throws {
        guard !rows.isEmpty else { throw WeirError.emptySample(sample.file.shown) }
        if dialect.width > 1, isProse(rows, dialect.width) {
            throw WeirError.noTable(sample.file.shown, lines: rows.count)
        }
        guard dialect.width == 1, !["csv", "tsv", "tab", "psv"].contains(sample.file.ending) || rows.count < 2 else {
            return
        }
        let lines = rows.map { $0.cells.joined(separator: " ") }
        let long = lines.count { $0.split(separator: " ").count > 3 || $0.count > 60 }
        let lengths = Set(lines.map(\.count))
        if rows.count < 2 || long * 4 > lines.count || lengths.count > max(12, lines.count / 2) {
            throw WeirError.noTable(sample.file.shown, lines: rows.count)
        }
    }
}
