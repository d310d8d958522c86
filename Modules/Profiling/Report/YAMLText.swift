import JSON

/// Writes a document as YAML that people read and edit: blocks for mappings, one line for a list of scalars.
struct YAMLText {
    private(set) var text = ""

    /// The text of a document, behind comment lines.
    static func of(_ document: JSONObject, comment: [String]) -> String {
        var writer = YAMLText()
        for line in comment { writer.text += "# \(line)\n" }
        writer.mapping(document, indent: 0)
        return writer.text
    }

    private mutating func mapping(_ object: JSONObject, indent: Int, afterDash: Bool = false) {
        for (index, pair) in object.pairs.enumerated() {
            let space = index == 0 && afterDash ? "" : String(repeating: " ", count: indent)
            text += space + Self.scalar(pair.key) + ":"
            value(pair.value, indent: indent)
        }
    }

    private mutating func value(_ value: JSONValue, indent: Int) {
        switch value {
        case .object(let object) where object.pairs.isEmpty: text += " {}\n"
        case .object(let object):
            text += "\n"
            mapping(object, indent: indent + 2)
        case .array(let elements) where elements.contains { $0.object != nil }:
            text += "\n"
            for element in elements { item(element, indent: indent + 2) }
        case .array(let elements):
            // A list of long texts is read line by line.
            let texts = elements.map(Self.plain)
            if texts.contains(where: { $0.count > 40 }) {
                text += "\n" + texts.map { String(repeating: " ", count: indent + 2) + "- \($0)\n" }.joined()
            } else {
                text += " [\(texts.joined(separator: ", "))]\n"
            }
        default: text += " \(Self.plain(value))\n"
        }
    }

    private mutating func item(_ element: JSONValue, indent: Int) {
        text += String(repeating: " ", count: indent) + "- "
        if let object = element.object {
            mapping(object, indent: indent + 2, afterDash: true)
        } else {
            text += Self.plain(element) + "\n"
        }
    }

    private static func plain(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): scalar(text)
        case .array(let elements): "[\(elements.map(plain).joined(separator: ", "))]"
        default: value.text()
        }
    }

    private static let words: Set<String> = [
        "true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf",
    ]

    /// A text without quotes where it can be nothing else, in quotes where it can.
    static func scalar(_ text: String) -> String {
        let isPlain =
            text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_.\/ ()-]*/) != nil && text.last != " "
            && !words.contains(text.lowercased())
        return isPlain ? text : quoted(text)
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\r": quoted += "\\r"
            default: quoted += isShown(scalar) ? String(scalar) : escaped(scalar)
            }
        }
        return quoted + "\""
    }

    /// Whether a letter can be seen, and does not change how others are.
    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        let isShort = scalar.value <= 0xFFFF
        return (isShort ? "\\u" : "\\U") + String(repeating: "0", count: (isShort ? 4 : 8) - digits.count) + digits
    }
}
