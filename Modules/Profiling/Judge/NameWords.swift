import Foundation

/// The words of a header: `startedAt (UTC)` is `started`, `at`, `utc`.
struct NameWords: Hashable, Sendable {
    /// The words in order, in ASCII and lower case.
    let words: [String]
    private let all: Set<String>

    init(_ header: String) {
        words = Self.split(header)
        all = Set(words)
    }

    /// The words as an identifier: `started_at_utc`.
    var joined: String { words.joined(separator: "_") }
    var last: String? { words.last }

    /// Whether one of these is a word of the name.
    func has(_ candidates: String...) -> Bool { candidates.contains(where: all.contains) }
    func hasAny(_ candidates: Set<String>) -> Bool { !all.isDisjoint(with: candidates) }
    /// Whether these follow one another in the name: `first name`.
    func says(_ phrase: String) -> Bool { "_\(joined)_".contains("_" + phrase.replacing(" ", with: "_") + "_") }

    private static func split(_ header: String) -> [String] {
        let latin = header.unicodeScalars.allSatisfy(\.isASCII) ? header : transliterated(header)
        var words: [String] = []
        var word = ""
        let signs = Array(latin)
        func end() {
            if !word.isEmpty { words.append(word.lowercased()) }
            word = ""
        }
        for (index, sign) in signs.enumerated() {
            guard sign.isASCII, sign.isLetter || sign.isNumber else {
                // PM2.5 is one word.
                let isPoint = sign == "." && index > 0 && signs[index - 1].isNumber && word.contains(where: \.isLetter)
                if isPoint, index + 1 < signs.count, signs[index + 1].isNumber { continue }
                end()
                if let spelled = spelled[sign] { words.append(spelled) }
                continue
            }
            if let last = word.last, sign.isUppercase {
                let next = index + 1 < signs.count ? signs[index + 1] : " "
                if last.isLowercase || (last.isUppercase && next.isLowercase && next.isASCII) { end() }
            }
            word.append(sign)
        }
        end()
        return words
    }

    private static let spelled: [Character: String] = ["%": "percent", "#": "number", "&": "and"]

    /// Letters of other scripts in Latin ones, without their accents.
    private static func transliterated(_ text: String) -> String {
        var spelled = text.decomposedStringWithCompatibilityMapping
        for (letter, letters) in [
            ("ß", "ss"), ("ø", "o"), ("Ø", "O"), ("æ", "ae"), ("œ", "oe"), ("ł", "l"), ("đ", "d"),
        ] {
            spelled = spelled.replacing(letter, with: letters)
        }
        let latin = spelled.applyingTransform(.toLatin, reverse: false) ?? spelled
        return latin.folding(options: [.diacriticInsensitive, .widthInsensitive], locale: nil)
    }
}
