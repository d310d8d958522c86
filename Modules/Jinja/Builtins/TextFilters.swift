/// The filters that turn text into text.
let textFilters: [String: Builtin] = [
    "upper": Builtin { .string($0.value.text.uppercased()) },
    "lower": Builtin { .string($0.value.text.lowercased()) },
    "capitalize": Builtin { .string(capitalized($0.value.text)) },
    "title": Builtin { .string(capitalizedWords($0.value.text)) },
    "trim": Builtin(["chars"]) { .string(try trimmed($0.value.text, $0, start: true, end: true)) },
    "replace": Builtin(["old", "new", "count"], required: 2) { call in
        let count = call[2].map { $0.isNone } ?? true ? -1 : try call.integer(2)
        return .string(replaced(call.value.text, call.argument(0).text, call.argument(1).text, count: count))
    },
    "string": Builtin { .string($0.value.text) },
    "as_text": Builtin { .string($0.value.text) },
    "as_native": Builtin { $0.value },
    "as_bool": Builtin { $0.value },
    "as_number": Builtin { $0.value },
    "safe": Builtin { .string($0.value.text) },
    "escape": Builtin { .string(escaped($0.value.text)) },
    "e": Builtin { .string(escaped($0.value.text)) },
    "forceescape": Builtin { .string(escaped($0.value.text)) },
    "striptags": Builtin { .string(withoutTags($0.value.text)) },
    "urlencode": Builtin { .string(try urlEncoded($0.value)) },
    "xmlattr": Builtin(["autospace"]) { .string(try xmlAttributes($0.value, spaced: $0.flag(0, or: true))) },
    "format": .variadic { call in
        let arguments = call.arguments
        guard arguments.named.isEmpty || arguments.positional.isEmpty else {
            throw JinjaFault.wrongArgument("format", wanted: "only named or only unnamed values", found: "both")
        }
        let values = arguments.named.isEmpty ? .tuple(arguments.positional) : JinjaValue.dict(arguments.named)
        return .string(try percentFormatted(call.value.text, values))
    },
]

/// The text with each word large at its beginning and small elsewhere; words end at spaces, `-` and brackets.
private func capitalizedWords(_ text: String) -> String {
    var result = ""
    var beginsWord = true
    for character in text {
        result += beginsWord ? character.uppercased() : character.lowercased()
        beginsWord = character.isWhitespace || "-({[<".contains(character)
    }
    return result
}

func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "'": result += "&#39;"
        case "\"": result += "&#34;"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

private func withoutTags(_ text: String) -> String {
    let plain = text.replacing(#/<!--.*?-->/#.dotMatchesNewlines(), with: "").replacing(
        #/<.*?>/#.dotMatchesNewlines(), with: "")
    let words = plain.split { $0.isWhitespace }.joined(separator: " ")
    return [("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"), ("&#34;", "\""), ("&quot;", "\""), ("&amp;", "&")]
        .reduce(words) { $0.replacing($1.0, with: $1.1) }
}

private func urlEncoded(_ value: JinjaValue) throws -> String {
    switch value {
    case .dict(let dict):
        return dict.pairs.map {
            percentEncoded($0.key.text, isQuery: true) + "=" + percentEncoded($0.value.text, isQuery: true)
        }
        .joined(separator: "&")
    case .list, .tuple, .object:
        return try value.items().map { pair in
            let parts = try pair.items()
            guard parts.count == 2 else { throw JinjaFault.unpacking(parts.count, into: 2) }
            return parts.map { percentEncoded($0.text, isQuery: true) }.joined(separator: "=")
        }.joined(separator: "&")
    default: return percentEncoded(value.text, isQuery: false)
    }
}

private func percentEncoded(_ text: String, isQuery: Bool) -> String {
    text.utf8.map { byte in
        let character = Character(UnicodeScalar(byte))
        if byte.isDigitByte || (byte.isNameStart && byte < 0x80) || "-.~".contains(character) {
            return String(character)
        }
        if byte == 0x2F, !isQuery { return "/" }
        if byte == 0x20, isQuery { return "+" }
        let hex = String(byte, radix: 16, uppercase: true)
        return "%" + (hex.count == 1 ? "0" : "") + hex
    }.joined()
}

private func xmlAttributes(_ value: JinjaValue, spaced: Bool) throws -> String {
    guard case .dict(let dict) = value else { throw JinjaFault.notMapping(value.typeName) }
    let parts = dict.pairs.filter { !$0.value.isNone && !$0.value.isUndefined }
        .map { "\(escaped($0.key.text))=\"\(escaped($0.value.text))\"" }
    return (spaced && !parts.isEmpty ? " " : "") + parts.joined(separator: " ")
}
