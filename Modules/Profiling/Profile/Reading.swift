/// How the text of a value becomes a value of its column's type.
///
/// In the file it stands as words: `plain`, `moment %d/%m/%Y %H:%M`, `epoch milliseconds`, `number decimal=, thousands=.`.
public enum Reading: Sendable, Hashable {
    /// As the engine casts it: ISO dates, numbers with a point, any text.
    case plain
    /// By these forms of `strptime`, the first that fits.
    case moment(formats: [String])
    /// ISO, with `Z` or an offset behind it; becomes UTC.
    case offsetMoment
    /// A count since 1970-01-01 00:00:00 UTC.
    case epoch(EpochUnit)
    /// A count of days since 1899-12-30, as spreadsheets have it.
    case spreadsheetDays
    /// A number with signs of its own.
    case number(NumberFormat)
    /// A truth, written as these two words, without regard to case.
    case flag(yes: String, no: String)
    /// A time of day, `HH:MM[:SS]`, kept as text.
    case clock
    /// A time of a service day that may pass 24:00:00, kept as text.
    case serviceClock

    /// What an epoch counts.
    public enum EpochUnit: String, Sendable, Hashable, CaseIterable {
        case seconds
        case milliseconds
        case microseconds
    }
}

/// The signs of a number's text.
public struct NumberFormat: Sendable, Hashable {
    /// Before the fraction: `.` or `,`.
    public var decimal: Character
    /// Between groups of three digits; nil when there is none. A space stands for every kind of space.
    public var thousands: Character?
    /// What may stand before or behind the number and is taken away: signs of currencies, `%`, a unit.
    public var affixes: [String]
    /// Whether a number in parentheses is negative.
    public var parentheses: Bool

    /// Signs from their parts; by default a decimal point and nothing else.
    public init(
        decimal: Character = ".", thousands: Character? = nil, affixes: [String] = [], parentheses: Bool = false
    ) {
        (self.decimal, self.thousands, self.affixes) = (decimal, thousands, affixes)
        self.parentheses = parentheses
    }

    /// Whether the engine reads it without help.
    var isPlain: Bool { self == NumberFormat() }
}

extension Reading: CustomStringConvertible {
    public var description: String {
        switch self {
        case .plain: "plain"
        case .moment(let formats): "moment " + formats.joined(separator: " or ")
        case .offsetMoment: "moment with offset"
        case .epoch(let unit): "epoch \(unit.rawValue)"
        case .spreadsheetDays: "spreadsheet days"
        case .number(let format): "number " + format.words.joined(separator: " ")
        case .flag(let yes, let no): "flag \(yes)/\(no)"
        case .clock: "time of day"
        case .serviceClock: "time of service day"
        }
    }

    /// The reading that these words stand for, or nil.
    public init?(_ text: String) {
        let fixed: [String: Reading] = [
            "plain": .plain, "moment with offset": .offsetMoment, "spreadsheet days": .spreadsheetDays,
            "time of day": .clock, "time of service day": .serviceClock,
        ]
        if let reading = fixed[text] {
            self = reading
            return
        }
        guard let space = text.firstIndex(of: " ") else { return nil }
        let rest = String(text[text.index(after: space)...])
        switch text[..<space] {
        case "moment":
            let formats = rest.components(separatedBy: " or ")
            guard formats.allSatisfy({ $0.contains("%") && $0.utf8.count < 60 }) else { return nil }
            self = .moment(formats: formats)
        case "epoch":
            guard let unit = EpochUnit(rawValue: rest) else { return nil }
            self = .epoch(unit)
        case "number":
            guard let format = NumberFormat(words: rest.split(separator: " ").map(String.init)) else { return nil }
            self = .number(format)
        case "flag":
            let words = rest.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard words.count == 2, words[0] != words[1] else { return nil }
            self = .flag(yes: words[0], no: words[1])
        default: return nil
        }
    }
}

extension NumberFormat {
    private static let spelled: [Character: String] = [" ": "space", "'": "apostrophe"]

    /// The signs in words: `decimal=,`, `thousands=space`, `affix=%`, `parentheses`.
    var words: [String] {
        ["decimal=\(decimal)"] + (thousands.map { ["thousands=" + (Self.spelled[$0] ?? String($0))] } ?? [])
            + affixes.map { "affix=\($0)" } + (parentheses ? ["parentheses"] : [])
    }

    init?(words: [String]) {
        self.init()
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            switch (parts[0], parts.count > 1 ? parts[1] : nil) {
            case ("decimal", let sign?) where [".", ","].contains(sign): decimal = Character(sign)
            case ("thousands", let word?):
                let sign = Self.spelled.first { $0.value == word }?.key ?? (word.count == 1 ? word.first : nil)
                guard let sign, [",", ".", " ", "'"].contains(sign) else { return nil }
                thousands = sign
            case ("affix", let affix?) where !affix.isEmpty && affix.count <= 8: affixes.append(affix)
            case ("parentheses", nil): parentheses = true
            default: return nil
            }
        }
        if thousands == decimal { return nil }
    }
}
