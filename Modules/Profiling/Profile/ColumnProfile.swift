import Warehouse

/// One column of a sample: what it is called, what it holds, what it means.
public struct ColumnProfile: Sendable, Hashable {
    /// An identifier made from the header; unique in the resource.
    public var name: Choice<String>
    /// The header as it stands, without control characters and at most 255 bytes long; empty for a nameless one.
    public var original: String
    /// For a record of JSON: the keys that lead to it.
    public var path: [String]
    /// The type that every value has.
    public var type: Choice<ColumnType>
    /// How a value's text becomes that type.
    public var reading: Choice<Reading>
    /// Texts that stand for a missing value here, out of a list of known ones.
    public var nullTexts: [String]
    /// How many rows have no value.
    public var nulls: Int
    /// How many different values there are.
    public var distinct: Int
    /// Whether `distinct` was counted, and not estimated.
    public var isDistinctExact: Bool
    /// The shortest and the longest text, in characters; nil for other types.
    public var lengths: ClosedRange<Int>?
    /// The least and the greatest number, day or moment; nil for other types, and where values may be about people.
    public var range: ValueRange?
    /// The commonest shapes among sampled values: `99-AAA`.
    public var shapes: [ValueShape]
    /// How values are spread: equal steps over the range, or how often the commonest values of a category stand.
    public var histogram: [Int]
    /// The unit of its numbers, where the header or the values tell.
    public var unit: Choice<String?>
    /// What it says about a person, if anything.
    public var personal: Choice<PersonalKind>
    /// What it is for.
    public var role: Choice<ColumnRole>

    /// A column from its parts.
    public init(
        name: Choice<String>, original: String, path: [String] = [], type: Choice<ColumnType>,
        reading: Choice<Reading>, nullTexts: [String] = [], nulls: Int, distinct: Int, isDistinctExact: Bool = true,
        lengths: ClosedRange<Int>? = nil, range: ValueRange? = nil, shapes: [ValueShape] = [],
        histogram: [Int] = [], unit: Choice<String?>, personal: Choice<PersonalKind>, role: Choice<ColumnRole>
    ) {
        (self.name, self.original, self.path, self.type, self.reading) = (name, original, path, type, reading)
        (self.nullTexts, self.nulls, self.distinct, self.isDistinctExact) = (
            nullTexts, nulls, distinct, isDistinctExact
        )
        (self.lengths, self.range, self.shapes, self.histogram) = (lengths, range, shapes, histogram)
        (self.unit, self.personal, self.role) = (unit, personal, role)
    }

    /// Whether every row has a value.
    public var isNeverNull: Bool { nulls == 0 }

    /// The questions about it that are open.
    public var openQuestions: [String] {
        [
            type.isOpen ? type.question : nil, reading.isOpen ? reading.question : nil,
            unit.isOpen ? unit.question : nil, personal.isOpen ? personal.question : nil,
            role.isOpen ? role.question : nil,
        ].compactMap(\.self)
    }
}

/// The least and the greatest value of a column of numbers, days or moments.
public struct ValueRange: Sendable, Hashable {
    /// The least.
    public var least: Value
    /// The greatest.
    public var greatest: Value

    /// A range from its ends; decimals are kept as floating-point numbers.
    public init(_ least: Value, _ greatest: Value) {
        (self.least, self.greatest) = (Self.plain(least), Self.plain(greatest))
    }

    private static func plain(_ value: Value) -> Value {
        if case .decimal = value { return value.double.map(Value.double) ?? value }
        return value
    }
}

/// How a value looks when its letters and digits are taken out: `A` and `a` for letters, `9` for digits.
public struct ValueShape: Sendable, Hashable {
    /// The shape: `99-AAA`, `a{12}`.
    public var shape: String
    /// How many sampled values have it.
    public var count: Int

    /// A shape and how often it stands.
    public init(_ shape: String, _ count: Int) { (self.shape, self.count) = (shape, count) }
}

/// What a column says about a person.
public enum PersonalKind: String, Sendable, Hashable, CaseIterable {
    case none
    case name
    case email
    case phone
    case address
    case birthDate = "birth date"
    case gender
    /// A number that a state, a bank or an employer gave to a person.
    case officialNumber = "official number"
    case paymentCard = "payment card"
    case networkAddress = "network address"
    case account
    case health
    /// Where a person lives or was, as coordinates.
    case place
}

/// What a column is for.
public enum ColumnRole: String, Sendable, Hashable, CaseIterable {
    /// Tells rows or things apart.
    case identifier
    /// Says when.
    case time
    /// One of few values, to group by.
    case category
    case flag
    /// A measure that may be summed.
    case additive
    /// A measure that may be averaged and not summed: a temperature, a price, a stock.
    case level
    /// A part of something else, in percent or as a rate: neither summed nor averaged without weights.
    case ratio
    /// A running total: its last value counts.
    case cumulative
    case latitude
    case longitude
    case text
    /// No row has a value.
    case empty
}
