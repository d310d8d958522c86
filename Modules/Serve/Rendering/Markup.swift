import JSON
import Markdown

/// HTML by construction: what is written is markup, what is put in is escaped.
///
///     let row: Markup = "<td>\(name)</td>"     // name is escaped; another Markup is not
struct Markup: Sendable, ExpressibleByStringInterpolation {
    private(set) var text: String

    init(stringLiteral value: String) { text = value }

    init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    /// Finished HTML from elsewhere.
    init(raw text: String) { self.text = text }

    /// Text in which words between backticks are code: how hints are written.
    init(code text: String) {
        self = ""
        for (index, piece) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
            self += index % 2 == 1 ? "<code>\(String(piece))</code>" : "\(String(piece))"
        }
    }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

        mutating func appendLiteral(_ literal: String) { text += literal }
        mutating func appendInterpolation(_ value: String) { text += HTMLText.escape(value) }
        mutating func appendInterpolation(_ value: Int) { text += String(value) }
        mutating func appendInterpolation(_ value: Markup) { text += value.text }
        mutating func appendInterpolation(_ value: Markup?) { text += value?.text ?? "" }
        mutating func appendInterpolation(_ values: [Markup]) { for value in values { text += value.text } }
        /// JSON inside of a script element: `<` is written as an escape, so that nothing in it can end the element.
        mutating func appendInterpolation(json: JSONValue) { text += json.text().replacing("<", with: "\\u003c") }
    }

    static func += (left: inout Markup, right: Markup) { left.text += right.text }
}
