import RunStore
import Warehouse

extension Check {
    /// What is wanted, for a person: `no nulls in at least 99 % of rows`.
    var expected: String {
        let share = mostly < 1 ? " in at least \(Self.percent(mostly)) of rows" : ""
        return wish + share
    }

    private var wish: String {
        switch rule {
        case .notNull: "no nulls"
        case .unique(let columns): "every \(columns.map(\.name).joined(separator: ", ")) once"
        case .between(_, let low?, let high?): "from \(low) to \(high)"
        case .between(_, let low?, nil): "at least \(low)"
        case .between(_, nil, let high): "at most \(high ?? .null)"
        case .inSet(_, let values): "one of \(values.map(\.description).joined(separator: ", "))"
        case .matches(_, let expression): "matches \(expression)"
        case .pair(let left, let comparison, let right): "\(left) \(comparison.rawValue) \(right)"
        case .holds: name
        case .refersTo(_, let table, let column): "stands in \(table).\(column)"
        case .rowCount(let low, let high): Self.counts(low, high)
        case .sameRowCount(let table): "as many rows as \(table)"
        case .columns(let columns, let exactly):
            "\(exactly ? "exactly " : "")\(columns.map { "\($0.name) \($0.type)" }.joined(separator: ", "))"
        case .fresh(_, let age, let reference): "at most \(Self.age(age)) older than \(Self.words(reference))"
        case .failingRows: "no row"
        }
    }

    private static func words(_ reference: Reference) -> String {
        switch reference {
        case .clock: "now"
        case .moment(let moment): moment.description
        case .newest(let column, in: let table): "the newest \(column) of \(table)"
        }
    }

    private static func counts(_ low: Int?, _ high: Int?) -> String {
        switch (low, high) {
        case (let low?, let high?): low == high ? "\(low) rows" : "\(low) to \(high) rows"
        case (let low?, nil): low == 1 ? "at least one row" : "at least \(low) rows"
        default: "any number of rows"
        }
    }

    /// A length of time in the largest unit that leaves it 2 or more: `36 hours`, `3 days`.
    static func age(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        let units: [(Int64, String)] = [(86_400, "days"), (3600, "hours"), (60, "minutes")]
        for (size, unit) in units where abs(seconds) >= 2 * size {
            let tenths = (seconds * 10 + size / 2) / size
            return tenths % 10 == 0 ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(abs(tenths % 10)) \(unit)"
        }
        return "\(seconds) seconds"
    }

    /// A share as per cent with at most two digits that matter behind the point: `99.5 %`.
    static func percent(_ share: Double) -> String {
        let hundredths = Int((share * 10_000).rounded())
        if hundredths == 0, share > 0 { return "under 0.01 %" }
        let digits = hundredths % 100
        let fraction =
            digits == 0 ? "" : "." + (digits % 10 == 0 ? "\(digits / 10)" : (digits < 10 ? "0" : "") + "\(digits)")
        return "\(hundredths / 100)\(fraction) %"
    }

    /// How many rows fail: `23 of 1000 rows (2.3 %)`.
    static func rows(_ failing: Int, of checked: Int) -> String {
        let share = failing > 0 && checked > 0 ? " (\(percent(Double(failing) / Double(checked))))" : ""
        return "\(failing) of \(checked) rows\(share)"
    }
}
