import Foundation

/// How bytes are letters.
enum TextEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1252 = "windows-1252"
    case latin1 = "iso-8859-1"
    case latin2 = "iso-8859-2"
    case windows1250 = "windows-1250"
    case windows1251 = "windows-1251"
    case windows1253 = "windows-1253"
    case windows1254 = "windows-1254"
    case macintosh = "macintosh"

    /// Whether a letter takes two bytes.
    var isWide: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

    /// The letters of the upper 128 bytes, for encodings of one byte a letter.
    ///
    /// What is announced as ISO 8859-1 is read as Windows-1252, as browsers do: the codes that differ are no letters there.
    var upperHalf: [String]? {
        let foundation: String.Encoding? =
            switch self {
            case .utf8, .utf16LittleEndian, .utf16BigEndian: nil
            case .windows1252, .latin1: .windowsCP1252
            case .latin2: .isoLatin2
            case .windows1250: .windowsCP1250
            case .windows1251: .windowsCP1251
            case .windows1253: .windowsCP1253
            case .windows1254: .windowsCP1254
            case .macintosh: .macOSRoman
            }
        guard let foundation else { return nil }
        return (0x80...0xFF).map { String(bytes: [UInt8($0)], encoding: foundation) ?? "\u{FFFD}" }
    }

    /// What the ends of a file are written in, with the mark in front, and why.
    static func detect(head: [UInt8], tail: [UInt8]) -> (encoding: TextEncoding, markBytes: Int, reason: String) {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3, "a byte-order mark says so") }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2, "a byte-order mark says so") }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2, "a byte-order mark says so") }
        if let wide = wide(head) { return (wide, 0, "every second byte of the beginning is zero") }
        let bytes = UTF8Check.of(head, isCut: true).merging(UTF8Check.of(tail, isCut: true, isEntered: true))
        if bytes.wrong == 0 {
            return (
                .utf8, 0, bytes.multibyte > 0 ? "every sampled letter is valid UTF-8" : "only ASCII is in the sample"
            )
        }
        let words = "\(bytes.wrong) sampled bytes are no UTF-8 and letters of Western Europe in it"
        if bytes.multibyte > bytes.wrong { return (.utf8, 0, "most letters are valid UTF-8, some bytes are not") }
        return (head + tail).contains { (0x80..<0xA0).contains($0) } ? (.windows1252, 0, words) : (.latin1, 0, words)
    }

    /// UTF-16 without a mark: text in which nearly every second byte is zero, on one side.
    private static func wide(_ head: [UInt8]) -> TextEncoding? {
        let pairs = min(head.count, 2048) / 2
        guard pairs >= 4 else { return nil }
        let even = (0..<pairs).count { head[2 * $0] == 0 }
        let odd = (0..<pairs).count { head[2 * $0 + 1] == 0 }
        if odd * 10 > pairs * 6, even * 20 < pairs { return .utf16LittleEndian }
        if even * 10 > pairs * 6, odd * 20 < pairs { return .utf16BigEndian }
        return nil
    }
}

/// How much of some bytes is UTF-8.
struct UTF8Check: Hashable {
    /// Letters of more than one byte.
    var multibyte = 0
    /// Bytes that belong to no letter.
    var wrong = 0

    func merging(_ other: UTF8Check) -> UTF8Check {
        UTF8Check(multibyte: multibyte + other.multibyte, wrong: wrong + other.wrong)
    }

    /// - Parameters:
    ///   - isCut: whether a letter that the end cuts is no mistake.
    ///   - isEntered: whether the bytes begin inside of a text, so that the first may be the rest of a letter.
    static func of(_ bytes: [UInt8], isCut: Bool, isEntered: Bool = false) -> UTF8Check {
        var check = UTF8Check()
        var place = 0
        if isEntered { while place < min(3, bytes.count), bytes[place] & 0xC0 == 0x80 { place += 1 } }
        while place < bytes.count {
            if bytes[place] < 0x80 {
                place += 1
                continue
            }
            switch letter(in: bytes, at: place) {
            case let length? where length > 0:
                check.multibyte += 1
                place += length
            case nil where isCut: return check
            default:
                check.wrong += 1
                place += 1
            }
        }
        return check
    }

    /// The length of the letter of several bytes at a place: 0 when there is none, nil when the bytes end within it.
    static func letter(in bytes: [UInt8], at place: Int) -> Int? {
        let first = bytes[place]
        let length =
            switch first {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 0
            }
        if length == 0 { return 0 }
        for offset in 1..<length {
            guard place + offset < bytes.count else { return nil }
            let byte = bytes[place + offset]
            guard byte & 0xC0 == 0x80 else { return 0 }
            if offset == 1 {
                // Overlong forms, surrogates, and what lies beyond Unicode.
                switch first {
                case 0xE0 where byte < 0xA0, 0xED where byte > 0x9F, 0xF0 where byte < 0x90, 0xF4 where byte > 0x8F:
                    return 0
                default: break
                }
            }
        }
        return length
    }
}
