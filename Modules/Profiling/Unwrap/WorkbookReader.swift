import Archive
import Diagnostics
import Foundation

/// Reads the sheets of a workbook (.xlsx) into files of delimited text, one a sheet.
///
/// Formulas count by the value that was saved with them; merged cells by their first cell; errors are no values.
struct WorkbookReader {
    /// The most that the texts of all cells may take in memory.
    static let textBytes = 256 << 20

    let file: URL
    let shown: String
    let folder: WorkFolder

    func sheets() throws -> [DataFile] {
        let parts = try extract()
        guard let book = parts["xl/workbook.xml"] else { throw WeirError.brokenWorkbook(shown) }
        let index = WorkbookIndex()
        try parse(book, index)
        if let relations = parts["xl/_rels/workbook.xml.rels"] { try parse(relations, index) }
        let styles = WorkbookStyles()
        if let file = parts["xl/styles.xml"] { try parse(file, styles) }
        let texts = SharedTexts(limitBytes: Self.textBytes)
        if let file = parts["xl/sharedStrings.xml"] { try parse(file, texts) }
        if texts.isOverLimit { throw WeirError.largeWorkbook(shown) }
        var sheets: [DataFile] = []
        for sheet in index.sheets where !sheet.isHidden {
            guard let path = index.path(of: sheet), let part = parts[path] else { continue }
            let place = try folder.newFile("csv", bytes: FileBytes.size(of: part, shown: shown))
            let reader = try SheetReader(
                to: place, texts: texts.all, styles: styles, countsFrom1904: index.countsFrom1904)
            try parse(part, reader)
            try reader.finish()
            try? FileManager.default.removeItem(at: part)
            let name = DisplayText.shown(sheet.name)
            if reader.rows > 0 { sheets.append(DataFile(place, shown: "\(shown)/\(name)", sheet: name)) }
        }
        guard !sheets.isEmpty else { throw WeirError.emptyWorkbook(shown) }
        return sheets
    }

    /// The parts of the workbook that are read, by their names, as files.
    private func extract() throws -> [String: URL] {
        let parts = Parts()
        var limits = Unpacking.limits
        if let room = folder.room { limits.bytes = min(limits.bytes, room) }
        try ArchiveReader(file: file, limits: limits).read(
            opens: { _ in false },
            where: {
                $0.path.hasPrefix("xl/") && ($0.path.hasSuffix(".xml") || $0.path.hasSuffix(".rels"))
                    && Self.isRead($0.path)
            }
        ) { entry, content in
            let place = try folder.newFile("xml", bytes: entry.bytes ?? 0)
            let writer = try ScratchWriter(place)
            try content.forEachChunk { try writer.write($0) }
            try writer.finish()
            parts.all[entry.path] = place
        }
        return parts.all
    }

    private final class Parts { var all: [String: URL] = [:] }

    private static func isRead(_ path: String) -> Bool {
        path.hasPrefix("xl/worksheets/sheet") || path.hasPrefix("xl/worksheets/Sheet")
            || ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"].contains(path)
            || (path.hasPrefix("xl/worksheets/") && path.split(separator: "/").count == 3)
    }

    private func parse(_ part: URL, _ handler: any XMLHandler) throws {
        do { try XMLReading.read(part, handler) } catch is XMLReading.Broken { throw WeirError.brokenWorkbook(shown) }
    }
}
