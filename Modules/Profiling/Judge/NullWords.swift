import Foundation

/// Texts that people and programs write where there is no value.
enum NullWords {
    /// Those that are nothing else, in any column.
    private static let certain: Set<String> = [
        "null", "\\n", "#n/a", "n/a", "nan", "<na>", "#value!", "#ref!", "#div/0!", "nil",
    ]
    /// Those that are values in some columns of text: Namibia, a dash.
    private static let doubtful: Set<String> = [
        "na", "none", "-", "--", "---", "?", ".", "..", "...", "*", "n.a.", "n.a", "n.d.", "nd", "n/d", "not available",
        "no data", "nodata", "missing", "unknown", "–", "—", "inf", "-inf", "infinity", "-infinity", "undefined", "tbd",
        "x",
    ]

    /// Whether a text stands for no value in a column of numbers, days or truths.
    static func isNull(_ text: String) -> Bool {
        let word = text.trimmingCharacters(in: .whitespaces).lowercased()
        return word.isEmpty || certain.contains(word) || doubtful.contains(word)
    }

    /// Whether a text stands for no value in a column of texts as well.
    static func isCertainlyNull(_ text: String) -> Bool {
        let word = text.trimmingCharacters(in: .whitespaces).lowercased()
        return word.isEmpty || certain.contains(word)
    }
}
