import JSON

extension WeirError {
    /// The error as a person reads it on a terminal.
    ///
    ///     error: model 'mart' reads column 'trip_cout', which 'fct_trips' does not have
    ///       --> Modules/Transform/Models/marts/mart.sql:7:7
    ///        7 |   sum(trip_cout) as trips
    ///          |       ^^^^^^^^^ did you mean 'trip_count'?
    ///       hint: run `weir transform show fct_trips` to see its columns
    public func text(colored: Bool = false, label: String = "error") -> String {
        let paint = { (text: String, style: String) in colored ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text }
        var lines = [paint("\(label):", "1;31") + " " + message]
        if let location {
            lines.append("  \(paint("-->", "34")) \(location)")
            lines += location.underlined
        }
        lines += notes.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }.map { "  \($0)" }
        if let hint { lines.append("  \(paint("hint:", "36")) \(hint)") }
        return lines.joined(separator: "\n")
    }

    /// The error as a JSON object: code, message, file, line, column, hint, notes, retryable.
    public var json: JSONValue {
        var object: JSONObject = ["code": .string(code.rawValue), "message": .string(message)]
        object["file"] = location.map { .string($0.file) }
        object["line"] = location?.line.map { .integer(Int64($0)) }
        object["column"] = location?.column.map { .integer(Int64($0)) }
        object["hint"] = hint.map(JSONValue.string)
        object["notes"] = notes.isEmpty ? nil : .array(notes.map(JSONValue.string))
        object["retryable"] = .bool(isRetryable)
        return .object(object)
    }
}

extension SourceLocation {
    /// The excerpt with its line number, and the underline below it.
    fileprivate var underlined: [String] {
        guard let line, let excerpt else { return [] }
        let number = String(line)
        let margin = String(repeating: " ", count: max(0, 4 - number.count) + number.count)
        let numbered = String(repeating: " ", count: margin.count - number.count) + number
        let shown = excerpt.replacing("\t", with: " ")
        var lines = ["  \(numbered) | \(shown)"]
        if let column {
            let space = String(repeating: " ", count: column - 1)
            let marks = String(repeating: "^", count: max(1, min(length, max(1, shown.count - column + 1))))
            lines.append("  \(margin) | \(space)\(marks)" + (remark.map { " " + $0 } ?? ""))
        }
        return lines
    }
}
