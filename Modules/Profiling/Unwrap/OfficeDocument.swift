import Archive
import Diagnostics
import Foundation

/// A document of an office program, which is a zip of XML.
enum OfficeDocument {
    case workbook
    case other(String)

    /// What a zip is by the names in it; nil for an ordinary archive.
    static func of(_ file: URL) throws -> OfficeDocument? {
        let names = Found()
        // The names alone; a damaged archive is told when it is unpacked.
        try? ArchiveReader(file: file).read(
            opens: { _ in false },
            where: {
                names.all.insert($0.path)
                return false
            }, { _, _ in })
        if names.all.contains("xl/workbook.xml") { return .workbook }
        if names.all.contains("xl/workbook.bin") { return .other("a binary workbook (.xlsb)") }
        if names.all.contains("word/document.xml") { return .other("a text document (.docx)") }
        if names.all.contains("ppt/presentation.xml") { return .other("a presentation (.pptx)") }
        if names.all.contains("mimetype"), names.all.contains("content.xml") {
            return .other("an OpenDocument file (.ods, .odt)")
        }
        if names.all.contains("META-INF/MANIFEST.MF") { return .other("a Java archive") }
        return nil
    }

    private final class Found { var all: Set<String> = [] }

    /// The sheets as files of delimited text.
    func sheets(of file: URL, shown: String, folder: WorkFolder) throws -> [DataFile] {
        switch self {
        case .workbook: try WorkbookReader(file: file, shown: shown, folder: folder).sheets()
        case .other(let kind): throw WeirError.notData(shown, kind)
        }
    }
}
