import Foundation
import Warehouse

/// A type that a column's sampled values have, how to read them as it, and why.
struct TypeGuess: Hashable, Sendable {
    var type: ColumnType
    var reading: Reading
    var reason: String
    var question: String?
    /// Other readings that the sample allows.
    var others: [Reading] = []
    /// Texts in the sample that stand for no value.
    var nullTexts: [String] = []
    /// A unit that stands with the values.
    var unit: String?
    /// Whether it is text because values of several kinds stand side by side.
    var isMixed = false

    /// Text, which every value is.
    static func text(because reason: String) -> TypeGuess { TypeGuess(type: .text, reading: .plain, reason: reason) }

    func with(nullTexts: [String]) -> TypeGuess {
        var guess = self
        guess.nullTexts = nullTexts
        return guess
    }
}

/// What is sampled of a column.
struct ColumnSample: Sendable {
    let words: NameWords
    /// Sampled values without nulls; the first ones follow one another in the file.
    let values: [String]
    /// How many of them follow one another.
    let consecutive: Int
    /// The unit that the header states.
    let unit: String?
}

/// What the columns of a file say about one another: signs of numbers, the order of day and month.
struct FileHints: Sendable, Hashable {
    /// The decimal sign, where a column's values allow one only.
    var decimal: Character?
    /// Whether days come before months, where a column settles it.
    var dayFirst: Bool?
    /// The delimiter, which says something about where a file comes from.
    var delimiter: Character?
}
