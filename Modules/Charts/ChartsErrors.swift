import Diagnostics

extension WeirError {
    static func unknownChartKey(_ key: String, at place: SourceLocation?) -> WeirError {
        WeirError(
            "charts.unknown_key", "a chart has no key '\(key)'", at: place.map { remarked($0, key, in: Chart.keys) },
            hint: NearMiss.question(key, in: Chart.keys) ?? "its keys are \(Chart.keys.joined(separator: ", "))",
            kind: .usage)
    }

    static func missingChartKey(_ key: String, at place: SourceLocation?, why: String? = nil) -> WeirError {
        WeirError(
            "charts.missing_key", "the chart does not say '\(key)'" + (why.map { ", and \($0)" } ?? ""), at: place,
            hint: "add a line `\(key): …`", kind: .usage)
    }

    static func wrongChartValue(_ key: String, _ wanted: String, at place: SourceLocation?) -> WeirError {
        WeirError("charts.wrong_value", "the chart's '\(key)' has to be \(wanted)", at: place, kind: .usage)
    }

    static func unknownChartChoice(
        _ key: String, _ text: String, of choices: [String], at place: SourceLocation?
    ) -> WeirError {
        WeirError(
            "charts.wrong_value", "'\(text)' is no '\(key)' of a chart",
            at: place.map { remarked($0, text, in: choices) },
            hint: NearMiss.question(text, in: choices) ?? "it is one of \(choices.joined(separator: ", "))",
            kind: .usage)
    }

    static func unknownChartColumn(
        _ column: String, key: String, in columns: [String], at place: SourceLocation?
    ) -> WeirError {
        WeirError(
            "charts.unknown_column", "the chart's '\(key)' is '\(column)', which the query does not return",
            at: place.map { remarked($0, column, in: columns) },
            hint: NearMiss.question(column, in: columns) ?? "the query returns \(columns.joined(separator: ", "))",
            kind: .usage)
    }

    static func chartNeedsNumbers(_ column: String, key: String, at place: SourceLocation?) -> WeirError {
        WeirError(
            "charts.not_a_number", "the chart's '\(key)' is '\(column)', which does not hold numbers", at: place,
            hint: "cast it in the query, or choose another column", kind: .usage)
    }

    static func painterMissing(python: String, reason: String) -> WeirError {
        WeirError(
            "charts.painter_missing", "charts cannot be drawn as pictures: '\(python)' did not start: \(reason)",
            hint: "run `make setup`, which installs vl-convert", kind: .usage)
    }

    static func painterFailed(_ reason: String) -> WeirError {
        WeirError("charts.painter_failed", "the chart could not be drawn as a picture: \(reason)")
    }

    static func painterEnded(_ lines: String) -> WeirError {
        WeirError(
            "charts.painter_ended", "the program that draws charts ended" + (lines.isEmpty ? "" : ": \(lines)"),
            hint: "run `make setup`, which installs vl-convert", isRetryable: true)
    }

    static func painterSlow(seconds: Double) -> WeirError {
        WeirError(
            "charts.painter_slow", "the chart was not drawn within \(Int(seconds)) s", hint: "draw fewer rows",
            isRetryable: true)
    }

    /// The place with the question behind its underline.
    private static func remarked(_ place: SourceLocation, _ word: String, in words: [String]) -> SourceLocation {
        var place = place
        place.remark = NearMiss.question(word, in: words)
        return place
    }
}
