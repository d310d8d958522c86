import Diagnostics

/// One field of a cron expression.
enum CronField: CaseIterable {
    case minute, hour, day, month, weekday

    var label: String {
        switch self {
        case .minute: "minute"
        case .hour: "hour"
        case .day: "day of the month"
        case .month: "month"
        case .weekday: "day of the week"
        }
    }

    /// The numbers that may be written; for days of the week 7 is Sunday, as is 0.
    var range: ClosedRange<Int> {
        switch self {
        case .minute: 0...59
        case .hour: 0...23
        case .day: 1...31
        case .month: 1...12
        case .weekday: 0...7
        }
    }

    /// Words for the numbers from the range's first on.
    var words: [String] {
        switch self {
        case .month: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        case .weekday: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
        default: []
        }
    }
}

/// Reads one field, and knows where in the whole expression it stands.
struct CronFieldParser {
    let field: CronField
    let expression: String

    /// The numbers that a field names: lists of `*`, `a`, `a-b`, each with `/step`.
    func numbers(in text: Substring) throws -> Set<Int> {
        var numbers: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard !part.isEmpty else { throw fail("there is an empty place in the list", at: text) }
            numbers.formUnion(try range(in: part))
        }
        return field == .weekday && numbers.contains(7) ? numbers.subtracting([7]).union([0]) : numbers
    }

    private func range(in part: Substring) throws -> Set<Int> {
        let pieces = part.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        var step = 1
        if pieces.count == 2 {
            guard let number = Int(pieces[1]), number > 0 else {
                throw fail("a step is a number above zero, like `*/15`", at: pieces[1].isEmpty ? part : pieces[1])
            }
            step = number
        }
        let (first, last) = try ends(of: pieces[0], hasStep: pieces.count == 2)
        return Set(stride(from: first, through: last, by: step))
    }

    private func ends(of text: Substring, hasStep: Bool) throws -> (Int, Int) {
        if text == "*" { return (field.range.lowerBound, field == .weekday ? 6 : field.range.upperBound) }
        let names = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let first = try number(names[0], in: text)
        guard names.count == 2 else { return (first, hasStep ? field.range.upperBound : first) }
        let last = try number(names[1], in: text)
        guard first <= last else { throw fail("the range \(text) runs backwards", at: text) }
        return (first, last)
    }

    private func number(_ text: Substring, in whole: Substring) throws -> Int {
        if let place = field.words.firstIndex(of: text.lowercased()) { return place + field.range.lowerBound }
        guard let number = Int(text), text.allSatisfy(\.isASCII) else {
            let question = NearMiss.question(text.lowercased(), in: field.words)
            let shown = text.isEmpty ? whole : text
            throw fail("'\(shown)' is no \(field.label)", at: shown, remark: question)
        }
        guard field.range.contains(number) else {
            throw fail(
                "the \(field.label) \(number) is not in \(field.range.lowerBound)-\(field.range.upperBound)", at: text)
        }
        return number
    }

    private func fail(_ message: String, at text: Substring, remark: String? = nil) -> WeirError {
        .badCron(expression, message, at: text, remark: remark)
    }
}
