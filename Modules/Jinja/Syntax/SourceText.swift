import Diagnostics

/// The text of one template with its file's name; places in it are UTF-8 offsets.
final class SourceText: Sendable {
    let file: String
    let text: String
    let bytes: [UInt8]

    init(file: String, text: String) {
        self.file = file
        self.text = text
        bytes = Array(text.utf8)
    }

    /// The place at this offset; its underline covers the word that begins there.
    func location(at offset: Int, remark: String? = nil) -> SourceLocation {
        var end = min(offset, bytes.count)
        while end < bytes.count, bytes[end].isWordByte { end += 1 }
        let word = String(decoding: bytes[min(offset, bytes.count)..<end], as: UTF8.self)
        return SourceLocation(
            file: file, source: text, utf8Offset: offset, length: max(1, word.count), remark: remark)
    }

    /// The line at this offset, from 1.
    func line(at offset: Int) -> Int { bytes.prefix(offset).count { $0 == 0x0A } + 1 }

    /// The text between two offsets.
    func slice(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

extension UInt8 {
    /// Whether the byte is white space to a template: space, tab, line ends, form feeds, separators.
    var isSpaceByte: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) || (self >= 0x1C && self <= 0x1F) }
    /// Whether the byte is a decimal digit.
    var isDigitByte: Bool { self >= 0x30 && self <= 0x39 }
    /// Whether the byte may begin a name; every byte of a non-ASCII letter may.
    var isNameStart: Bool {
        (self >= 0x61 && self <= 0x7A) || (self >= 0x41 && self <= 0x5A) || self == 0x5F || self >= 0x80
    }
    /// Whether the byte may stand inside a name.
    var isWordByte: Bool { isNameStart || isDigitByte }
}
