import CSV
import Diagnostics
import Foundation
import Warehouse

/// Loads delimited files into a table of text columns, through the engine's own reader.
///
/// A file that the engine would not read as it is (another encoding, titles, footers) is copied first. Where the engine refuses
/// a line, the file is divided here, leniently, and written anew: every row is kept, and what was wrong is counted.
struct DelimitedLoader {
    /// What was wrong with the files.
    struct Report {
        var places: [String] = []
        var shortRows = 0
        var longRows = 0
        var textAfterQuote = 0
        var repaired = 0
        var multibyte = 0
        var endsInQuotes = false

        mutating func add(_ other: Report) {
            places = other.places
            shortRows += other.shortRows
            longRows += other.longRows
            textAfterQuote += other.textAfterQuote
            repaired += other.repaired
            multibyte += other.multibyte
            endsInQuotes = endsInQuotes || other.endsInQuotes
        }
    }

    let bench: Workbench
    let width: Int

    private static let written = DelimitedSigns(UInt8(ascii: ","))

    /// Adds a file's rows to a table, which is made when it is not there.
    func load(_ part: DelimitedTable, into table: TableName) throws -> Report {
        var report = Report()
        report.places = (0..<width).map { "c\($0)" }
        if part.isPlain {
            do {
                try read(part.file.place, part.dialect.signs, hasHeader: part.header.header != nil, into: table)
                return report
            } catch let error as WeirError where Self.isOfTheFile(error) {}
        } else {
            let copy = try prepare(part, &report)
            do {
                try read(copy, part.dialect.signs, hasHeader: false, into: table)
                return report
            } catch let error as WeirError where Self.isOfTheFile(error) {
                try? FileManager.default.removeItem(at: copy)
            }
        }
        report.repaired = 0
        report.multibyte = 0
        let copy = try prepare(part, &report)
        let clean = try rewrite(copy, part, &report)
        try read(clean, Self.written, hasHeader: false, into: table)
        return report
    }

    /// Whether an error is about what stands in the file, and not about disk, memory or a person who stopped it.
    static func isOfTheFile(_ error: WeirError) -> Bool {
        error.kind != .interrupted && error.code != .engineDiskFull && error.code != "engine.out_of_memory"
    }

    private func read(_ file: URL, _ signs: DelimitedSigns, hasHeader: Bool, into table: TableName) throws {
        let sign = { (byte: UInt8?) in bench.literal(byte.map { String(UnicodeScalar($0)) } ?? "") }
        let columns = (0..<width).map { "'c\($0)': 'varchar'" }.joined(separator: ", ")
        let scan = """
            read_csv(\(bench.path(file)), header = \(hasHeader), auto_detect = false, delim = \(sign(signs.delimiter)), \
            quote = \(sign(signs.quote)), escape = \(sign(signs.escape)), strict_mode = true, nullstr = [''], \
            allow_quoted_nulls = true, columns = {\(columns)})
            """
        if try bench.connection.exists(table) {
            let before = try bench.count("select count(*) from \(table.name)")
            do { try bench.run("insert into \(table.name) select * from \(scan)") } catch {
                // What a failed statement has added stands in no transaction of ours.
                try bench.run("delete from \(table.name) where rowid >= \(before)")
                throw error
            }
        } else {
            try bench.run("create temp table \(table.name) as select * from \(scan)")
        }
    }

    /// Copies the rows of data alone, as UTF-8.
    private func prepare(_ part: DelimitedTable, _ report: inout Report) throws -> URL {
        let bytes = try part.file.bytes()
        let copy = try bench.newFile("csv", bytes: part.text.needsRecoding ? bytes * 3 / 2 : bytes)
        let writer = try ScratchWriter(copy)
        var transcoder = Transcoder(from: part.text.codec)
        var skipped = part.dataOffset
        var output: [UInt8] = []
        let put = { (bytes: UnsafeRawBufferPointer) throws in
            let skip = min(skipped, bytes.count)
            skipped -= skip
            try writer.write(UnsafeRawBufferPointer(rebasing: bytes[skip...]))
        }
        try FileBytes.forEachChunk(of: part.file.place, from: part.text.markBytes, shown: part.file.shown) { chunk in
            output.removeAll(keepingCapacity: true)
            transcoder.feed(chunk, into: &output)
            try output.withUnsafeBytes(put)
        }
        output.removeAll(keepingCapacity: true)
        transcoder.finish(into: &output)
        try output.withUnsafeBytes(put)
        try writer.finish(cutting: part.footerBytes)
        report.repaired += transcoder.repaired
        report.multibyte += transcoder.multibyte
        return copy
    }

    /// Divides a prepared file leniently, and writes every record with as many fields as the table is wide.
    private func rewrite(_ copy: URL, _ part: DelimitedTable, _ report: inout Report) throws -> URL {
        let clean = try bench.newFile("csv", bytes: FileBytes.size(of: copy, shown: part.file.shown) * 5 / 4)
        let output = try ScratchWriter(clean)
        var writer = CSVWriter()
        var parser = DelimitedParser(part.dialect.signs)
        var (short, long) = (0, 0)
        let put = { (record: DelimitedRecord) throws in
            if record.isBlank { return }
            if record.count < width { short += 1 }
            if record.count > width, record.range(record.count - 1).upperBound > record.range(width - 1).upperBound {
                long += 1
            }
            record.bytes.withUnsafeBufferPointer { bytes in
                for index in 0..<width {
                    guard index < record.count, !record.range(index).isEmpty || record.isQuoted(index) else {
                        writer.field(nil as String?)
                        continue
                    }
                    writer.field(utf8: UnsafeBufferPointer(rebasing: bytes[record.range(index)]))
                }
            }
            writer.endRow()
            if writer.bytes.count > 1 << 18 { try output.write(writer.takeBytes()) }
        }
        try FileBytes.forEachChunk(of: copy, shown: part.file.shown) { try parser.feed($0, put) }
        try parser.finish(put)
        try output.write(writer.takeBytes())
        try output.finish()
        try? FileManager.default.removeItem(at: copy)
        report.shortRows += short
        report.longRows += long
        report.textAfterQuote += parser.textAfterQuote
        report.endsInQuotes = report.endsInQuotes || parser.endsInQuotes
        return clean
    }
}
