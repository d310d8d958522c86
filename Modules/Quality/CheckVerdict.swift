import Diagnostics
import Foundation
import RunStore
import Warehouse

/// Turns what was measured into a result.
struct CheckVerdict {
    let check: Check
    let table: TableName
    let suite: String
    let now: Date

    /// A check of rows; `checked` is nil for a query that gives failing rows only.
    func rows(failing: Int, of checked: Int?) -> CheckResult {
        // Counted in rows, so that no rounding decides: of 1000 rows 0.99 leaves 10.
        let allowed = checked.map { ((1 - check.mostly) * Double($0) + 1e-9).rounded(.down) } ?? 0
        let rows = checked.map { Check.rows(failing, of: $0) } ?? "\(failing) rows"
        return result(
            passed: Double(failing) <= allowed, observed: failing == 0 ? "no failing rows" : "\(rows) fail",
            checked: checked, failing: failing, problem: "\(rows) of \(table) fail \(check.name)")
    }

    func count(_ count: Int, other: Int?) -> CheckResult {
        let passed: Bool
        switch check.rule {
        case .rowCount(let low, let high): passed = count >= low ?? 0 && count <= high ?? .max
        default: passed = count == other
        }
        let observed = "\(count) rows" + (other.map { ", the other has \($0)" } ?? "")
        return result(
            passed: passed, observed: observed, checked: count,
            problem: "\(table) has \(observed) where \(check.expected) are expected")
    }

    func newest(_ newest: Value, reference: Value?) throws -> CheckResult {
        guard case .fresh(let column, let within, let against) = check.rule else { return rows(failing: 0, of: 0) }
        guard !newest.isNull else {
            return result(passed: false, observed: "no value", problem: "\(table) has no \(column) at all")
        }
        let standard: Timestamp?
        switch against {
        case .clock: standard = Timestamp(now)
        case .moment(let moment): standard = moment
        case .newest(let other, _): standard = try reference.flatMap { try moment(of: $0, other) }
        }
        guard let found = try moment(of: newest, column) else { throw WeirError.notATime(column) }
        // With nothing to be held against nothing can be too old.
        guard let standard else { return result(passed: true, observed: found.description, problem: "") }
        let age = Duration.microseconds(standard.microsecondsSinceEpoch - found.microsecondsSinceEpoch)
        let words = age > .zero ? "\(Check.age(age)) older" : "not older"
        return result(
            passed: age <= within, observed: "\(found), \(words)",
            problem: "the newest \(column) of \(table) is \(words) where \(check.expected) is expected")
    }

    func columns(_ found: [Column]) -> CheckResult {
        guard case .columns(let wanted, let exactly) = check.rule else { return rows(failing: 0, of: 0) }
        let types = Dictionary(found.map { ($0.name.name.lowercased(), $0.type) }) { first, _ in first }
        var problems: [String] = []
        for column in wanted {
            guard let type = types[column.name.name.lowercased()] else {
                problems.append("\(column.name) is missing")
                continue
            }
            if type != column.type { problems.append("\(column.name) is \(type) and not \(column.type)") }
        }
        if exactly, problems.isEmpty {
            let names = wanted.map { $0.name.name.lowercased() }
            problems += found.filter { !names.contains($0.name.name.lowercased()) }.map { "\($0.name) is not expected" }
            if problems.isEmpty, found.map({ $0.name.name.lowercased() }) != names { problems = ["the order differs"] }
        }
        let observed = problems.isEmpty ? "\(found.count) columns" : problems.joined(separator: ", ")
        return result(
            passed: problems.isEmpty, observed: observed, problem: "the columns of \(table) differ: \(observed)")
    }

    private func moment(of value: Value, _ column: ColumnName) throws -> Timestamp? {
        switch value {
        case .null: return nil
        case .timestamp(let moment): return moment
        case .day(let day): return Self.midnight(of: day)
        case .text(let text):
            guard let moment = Timestamp(text) ?? CalendarDay(text).map(Self.midnight) else {
                throw WeirError.notATime(column)
            }
            return moment
        default: throw WeirError.notATime(column)
        }
    }

    private static func midnight(of day: CalendarDay) -> Timestamp {
        Timestamp(microsecondsSinceEpoch: Int64(day.daysSinceEpoch) * 86_400_000_000)
    }

    private func result(
        passed: Bool, observed: String, checked: Int? = nil, failing: Int? = nil, problem: String
    ) -> CheckResult {
        CheckResult(
            suite: suite, check: check.name, kind: check.kind, table: table.description,
            column: check.columns.first?.name, severity: check.severity, status: passed ? .passed : .failed,
            observed: observed, expected: check.expected, rowsChecked: checked, rowsFailing: failing,
            message: passed ? nil : problem + (check.note.map { ": \($0)" } ?? ""), checkedAt: now)
    }
}
