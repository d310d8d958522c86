import JSON

/// The first cell in which two lists of rows differ.
///
/// Whole numbers, texts, truths and nulls must be equal; other numbers may differ by 1e-9 of themselves.
enum CellComparison {
    /// What differs, in words; nil when nothing does.
    static func difference(_ left: [JSONValue], _ right: [JSONValue]) -> String? {
        if left.isEmpty { return "there are no rows to compare" }
        if left.count != right.count { return "\(left.count) rows against \(right.count)" }
        for (index, (one, other)) in zip(left, right).enumerated() {
            guard let one = one.object, let other = other.object else { return "row \(index) is no object" }
            if one.keys != other.keys { return "columns \(one.keys) against \(other.keys)" }
            for (name, value) in one.pairs where !agree(value, other[name] ?? .null) {
                return "row \(index), \(name): \(value.text()) against \((other[name] ?? .null).text())"
            }
        }
        return nil
    }

    private static func agree(_ one: JSONValue, _ other: JSONValue) -> Bool {
        if one == other { return true }
        switch (one, other) {
        case (.number, .number), (.number, .integer), (.integer, .number):
            guard let one = one.double, let other = other.double else { return false }
            return abs(one - other) <= 1e-9 * max(abs(one), abs(other))
        default: return false
        }
    }
}
