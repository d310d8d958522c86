import Foundation

/// A pattern of file names: `*`, `?`, and `{year}` and `{month}` where a month is part of the name; case does not count.
struct NamePattern: Sendable, Hashable {
    private enum Piece: Hashable {
        case sign(Character)
        case anySign
        case anyText
        case digits(Int, isYear: Bool)
    }

    private let pieces: [Piece]

    init(_ text: String) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let sign = rest.first {
            if rest.hasPrefix("{year}") {
                pieces.append(.digits(4, isYear: true))
                rest = rest.dropFirst(6)
            } else if rest.hasPrefix("{month}") {
                pieces.append(.digits(2, isYear: false))
                rest = rest.dropFirst(7)
            } else {
                pieces.append(sign == "*" ? .anyText : sign == "?" ? .anySign : .sign(Character(sign.lowercased())))
                rest = rest.dropFirst()
            }
        }
        self.pieces = pieces
    }

    /// Whether a text holds signs of a pattern.
    static func isPattern(_ text: String) -> Bool { text.contains { $0 == "*" || $0 == "?" } }

    /// Whether a name matches.
    func matches(_ name: String) -> Bool { match(name) != nil }

    /// The year and the month in a name that matches; each 0 when the pattern has none.
    func match(_ name: String) -> (year: Int, month: Int)? {
        Self.match(pieces[...], Array(name.lowercased())[...], (0, 0))
    }

    /// The month of a name that matches.
    func month(_ name: String) -> Month? { match(name).flatMap { Month(year: $0.year, month: $0.month) } }

    private static func match(
        _ pieces: ArraySlice<Piece>, _ name: ArraySlice<Character>, _ found: (year: Int, month: Int)
    ) -> (year: Int, month: Int)? {
        guard let piece = pieces.first else { return name.isEmpty ? found : nil }
        let rest = pieces.dropFirst()
        switch piece {
        case .sign(let sign): return name.first == sign ? match(rest, name.dropFirst(), found) : nil
        case .anySign: return name.isEmpty ? nil : match(rest, name.dropFirst(), found)
        case .digits(let count, let isYear):
            let digits = name.prefix(count)
            guard digits.count == count, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
                let number = Int(String(digits))
            else { return nil }
            return match(rest, name.dropFirst(count), isYear ? (number, found.month) : (found.year, number))
        case .anyText:
            for start in name.startIndex...name.endIndex {
                if let result = match(rest, name[start...], found) { return result }
            }
            return nil
        }
    }
}
