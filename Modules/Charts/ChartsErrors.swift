import Diagnostics

extension WeirError {
    static func unknownChartKey(_ key: String, at place: SourceLocation?) -> WeirError {
        let (place, hint) = pointing(at: place, key, in: Chart.keys, "its keys are")
        return WeirError("charts.unknown_key", "a chart has no key '\(key)'", at: place, hint: hint, kind: .usage)
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
        let (place, hint) = pointing(at: place, text, in: choices, "it is one of")
        return WeirError(
            "charts.wrong_value", "'\(text)' is no '\(key)' of a chart", at: place, hint: hint, kind: .usage)
    }

    static func unknownChartColumn(
        _ column: String, key: String, in columns: [String], at place: SourceLocation?
    ) -> WeirError {
        let (place, hint) = pointing(at: place, column, in: columns, "the query returns")
        return WeirError(
            "charts.unknown_column", "the chart's '\(key)' is '\(column)', which the query does not return", at: place,
            hint: hint, kind: .usage)
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

    /// What somebody probably meant stands behind the underline where there is one, else in the hint; otherwise the hint
    /// lists what there is.
    private static func pointing(
        at place: SourceLocation?, _ word: String, in words: [String], _ list: String
    ) -> (place: SourceLocation?, hint: String) {
        let question = NearMiss.question(word, in: words)
        var place = place
        if place?.excerpt != nil { place?.remark = question }
        let all = "\(list) \(words.joined(separator: ", "))"
        return (place, place?.remark == nil ? question ?? all : all)
    }
}
