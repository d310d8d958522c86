let stringMethods: [String: Builtin] = [
    "upper": stringMethod { text, _ in .string(text.uppercased()) },
    "lower": stringMethod { text, _ in .string(text.lowercased()) },
    "casefold": stringMethod { text, _ in .string(text.lowercased()) },
    "title": stringMethod { text, _ in .string(titled(text)) },
    "capitalize": stringMethod { text, _ in .string(capitalized(text)) },
    "swapcase": stringMethod { text, _ in
        .string(text.map { $0.isUppercase ? $0.lowercased() : $0.uppercased() }.joined())
    },
    "strip": stringMethod(["chars"]) { text, call in .string(try trimmed(text, call, start: true, end: true)) },
    "lstrip": stringMethod(["chars"]) { text, call in .string(try trimmed(text, call, start: true, end: false)) },
    "rstrip": stringMethod(["chars"]) { text, call in .string(try trimmed(text, call, start: false, end: true)) },
    "replace": stringMethod(["old", "new", "count"], required: 2) { text, call in
        .string(replaced(text, try call.text(0), try call.text(1), count: try call.integer(2, or: -1)))
    },
    "startswith": stringMethod(["prefix"], required: 1) { text, call in
        .bool(try affixes(call).contains { text.utf8.starts(with: $0.utf8) })
    },
    "endswith": stringMethod(["suffix"], required: 1) { text, call in
        .bool(try affixes(call).contains { text.utf8.reversed().starts(with: $0.utf8.reversed()) })
    },
    "removeprefix": stringMethod(["prefix"], required: 1) { text, call in
        let prefix = try call.text(0)
        return .string(text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text)
    },
    "removesuffix": stringMethod(["suffix"], required: 1) { text, call in
        let suffix = try call.text(0)
        return .string(text.hasSuffix(suffix) ? String(text.dropLast(suffix.count)) : text)
    },
    "join": stringMethod(["items"], required: 1) { text, call in
        let parts = try call.argument(0).items().map { item in
            guard case .string(let part) = item else {
                throw JinjaFault.wrongArgument("join", wanted: "items that are text", found: item.typeName)
            }
            return part
        }
        return .string(parts.joined(separator: text))
    },
    "format": .variadic { call in .string(try braceFormatted(call.value.text, call.arguments, call.interpreter)) },
    "isdigit": stringMethod { text, _ in
        .bool(holds(text) { $0.properties.numericType == .digit || $0.properties.numericType == .decimal })
    },
    "isnumeric": stringMethod { text, _ in .bool(holds(text) { $0.properties.numericType != nil }) },
    "isdecimal": stringMethod { text, _ in .bool(holds(text) { $0.properties.numericType == .decimal }) },
    "isalpha": stringMethod { text, _ in .bool(holds(text, isLetter)) },
    "isalnum": stringMethod { text, _ in .bool(holds(text) { isLetter($0) || $0.properties.numericType != nil }) },
    "isspace": stringMethod { text, _ in .bool(holds(text) { $0.properties.isWhitespace }) },
    "isupper": stringMethod { text, _ in .bool(isUpper(text)) },
    "islower": stringMethod { text, _ in .bool(isLower(text)) },
    "zfill": stringMethod(["width"], required: 1) { text, call in
        let missing = try call.integer(0) - text.unicodeScalars.count
        guard missing > 0 else { return .string(text) }
        let isSigned = text.hasPrefix("-") || text.hasPrefix("+")
        let zeros = String(repeating: "0", count: missing)
        return .string(isSigned ? text.prefix(1) + zeros + text.dropFirst() : zeros + text)
    },
    "ljust": stringMethod(["width", "fillchar"], required: 1) { text, call in
        .string(text + (try padding(text, call)))
    },
    "rjust": stringMethod(["width", "fillchar"], required: 1) { text, call in
        .string(try padding(text, call) + text)
    },
    "center": stringMethod(["width", "fillchar"], required: 1) { text, call in
        .string(centered(text, try call.integer(0), fill: try call.text(1, or: " ")))
    },
].merging(splittingMethods) { old, _ in old }.merging(searchingMethods) { old, _ in old }

func stringMethod(
    _ parameters: [String] = [], required: Int = 0,
    _ body: @escaping @Sendable (String, BuiltinCall) throws -> JinjaValue
) -> Builtin {
    Builtin(parameters, required: required) { call in try body(call.value.text, call) }
}

private func affixes(_ call: BuiltinCall) throws -> [String] {
    guard case .tuple(let items) = call.argument(0) else { return [try call.text(0)] }
    return items.compactMap(\.stringValue)
}

private func holds(_ text: String, _ property: (UnicodeScalar) -> Bool) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy(property)
}

private func isLetter(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
}

/// Whether all letters that have a case are upper case, and there is one.
func isUpper(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.isUppercase }
        && !text.unicodeScalars.contains { $0.properties.isLowercase }
}

/// Whether all letters that have a case are lower case, and there is one.
func isLower(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.isLowercase }
        && !text.unicodeScalars.contains { $0.properties.isUppercase }
}

private func padding(_ text: String, _ call: BuiltinCall) throws -> String {
    String(repeating: try call.text(1, or: " "), count: max(0, try call.integer(0) - text.unicodeScalars.count))
}
