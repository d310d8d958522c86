import Archive
import Diagnostics
import Foundation

/// What is no data, or no data that is read here, by its first bytes: pages, pictures, programs, documents.
enum RefusedContent {
    /// Why a file is refused; nil when it may hold data.
    static func of(_ sample: FileSample) -> WeirError? {
        if sample.bytes == 0 { return .emptySample(sample.file.shown) }
        if let kind = kind(of: sample.head) { return .notData(sample.file.shown, kind) }
        let opening = sample.opening
        if opening.isEmpty { return .emptySample(sample.file.shown) }
        if isPage(opening) { return .pageInsteadOfData(sample.file.shown) }
        if opening.hasPrefix("<?xml") || opening.hasPrefix("<") && opening.dropFirst().first?.isLetter == true {
            return isXMLError(opening)
                ? .errorInsteadOfData(sample.file.shown) : .notData(sample.file.shown, "an XML document")
        }
        return nil
    }

    /// Whether a text begins like a page for people.
    static func isPage(_ opening: String) -> Bool {
        opening.hasPrefix("<!doctype html") || opening.hasPrefix("<html") || opening.hasPrefix("<head")
            || opening.hasPrefix("<body") || (opening.hasPrefix("<!--") && opening.contains("<html"))
            || (opening.hasPrefix("<?xml") && opening.contains("<html"))
    }

    private static func isXMLError(_ opening: String) -> Bool {
        opening.contains("<error") || opening.contains("<fault") || opening.contains("exceptionreport")
    }

    private static let kinds: [(mark: [UInt8], kind: String)] = [
        (Array("%PDF".utf8), "a PDF document"), ([0x89, 0x50, 0x4E, 0x47], "a picture"),
        ([0xFF, 0xD8, 0xFF], "a picture"),
        (Array("GIF8".utf8), "a picture"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
        (Array("MZ".utf8) + [0x90], "a program"),
        (Array("SQLite format 3".utf8), "an SQLite database"), (Array("{\\rtf".utf8), "a text document (RTF)"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Office file (.xls, .doc)"), ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"),
        (Array("Rar!".utf8), "a RAR archive"), (Array("BZh".utf8), "a bzip2 file"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz file"), (Array("ARROW1".utf8), "an Arrow file"),
        (Array("ORC".utf8), "an ORC file"), (Array("Obj".utf8) + [0x01], "an Avro file"),
        ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"), (Array("RIFF".utf8), "sound or film"),
        (Array("ID3".utf8), "sound"), (Array("git ".utf8), "a git file"),
    ]

    private static func kind(of head: [UInt8]) -> String? {
        if let known = kinds.first(where: { head.starts(with: $0.mark) }) { return known.kind }
        // Zeros stand in UTF-16 as well, but there every second byte of plain text is one.
        let zeros = head.prefix(4096).count { $0 == 0 }
        let controls = head.prefix(4096).count { $0 < 9 || (14..<32).contains($0) && $0 != 0x1F && $0 != 0x1B }
        let looks = TextEncoding.detect(head: Array(head.prefix(4096)), tail: [])
        if looks.encoding.isWide || head.starts(with: Array("PAR1".utf8)) { return nil }
        return zeros > 8 || controls * 20 > min(4096, head.count) ? "a binary file" : nil
    }
}
