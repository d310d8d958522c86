/// A name with `*` (any text), `?` (any sign) and `[abc]`, `[a-z]`, `[!a]` (one of some signs).
struct WildcardPattern: Sendable {
    private enum Piece: Sendable {
        case sign(Character)
        case any
        case rest
        case oneOf([ClosedRange<Character>], isNot: Bool)
    }

    private var pieces: [Piece] = []
    /// Whether there is a wildcard at all.
    private(set) var isLiteral = true

    init(_ text: String) {
        let signs = Array(text)
        var place = 0
        while place < signs.count {
            switch signs[place] {
            case "*": pieces.append(.rest)
            case "?": pieces.append(.any)
            case "[":
                guard let (piece, end) = Self.set(signs, from: place + 1) else {
                    pieces.append(.sign("["))
                    place += 1
                    continue
                }
                pieces.append(piece)
                place = end
            case let sign: pieces.append(.sign(sign))
            }
            if case .sign = pieces[pieces.count - 1] {} else { isLiteral = false }
            place += 1
        }
    }

    /// The set that begins behind a `[`, and the place of its `]`.
    private static func set(_ signs: [Character], from start: Int) -> (Piece, Int)? {
        let isNot = start < signs.count && signs[start] == "!"
        let first = isNot ? start + 1 : start
        guard first < signs.count, let end = signs[(first + 1)...].firstIndex(of: "]") else { return nil }
        var ranges: [ClosedRange<Character>] = []
        var place = first
        while place < end {
            if place + 2 < end, signs[place + 1] == "-", signs[place] <= signs[place + 2] {
                ranges.append(signs[place]...signs[place + 2])
                place += 3
            } else {
                ranges.append(signs[place]...signs[place])
                place += 1
            }
        }
        return (.oneOf(ranges, isNot: isNot), end)
    }

    /// Whether a whole text fits the pattern.
    func matches(_ text: some StringProtocol) -> Bool {
        let signs = Array(text)
        // Places in the text that the pieces so far can have reached.
        var reached: Set<Int> = [0]
        for piece in pieces {
            switch piece {
            case .rest:
                guard let first = reached.min() else { return false }
                reached = Set(first...signs.count)
            default: reached = Set(reached.filter { $0 < signs.count && Self.fits(signs[$0], piece) }.map { $0 + 1 })
            }
        }
        return reached.contains(signs.count)
    }

    private static func fits(_ sign: Character, _ piece: Piece) -> Bool {
        switch piece {
        case .sign(let wanted): sign == wanted
        case .any, .rest: true
        case .oneOf(let ranges, let isNot): ranges.contains { $0.contains(sign) } != isNot
        }
    }
}
