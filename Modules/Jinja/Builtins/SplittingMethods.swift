/// The methods of text that cut it.
let splittingMethods: [String: Builtin] = [
    "split": stringMethod(["sep", "maxsplit"]) { text, call in
        let parts = try split(text, by: separator(call), atMost: call.integer(1, or: -1))
        return .list(parts.map(JinjaValue.string))
    },
    "rsplit": stringMethod(["sep", "maxsplit"]) { text, call in
        let backwards = String(String.UnicodeScalarView(text.unicodeScalars.reversed()))
        let separator = try separator(call).map { String(String.UnicodeScalarView($0.unicodeScalars.reversed())) }
        let parts = try split(backwards, by: separator, atMost: call.integer(1, or: -1))
        return .list(parts.reversed().map { .string(String(String.UnicodeScalarView($0.unicodeScalars.reversed()))) })
    },
    "splitlines": stringMethod(["keepends"]) { text, call in
        .list(lines(of: text, keepingEnds: call.flag(0)).map(JinjaValue.string))
    },
    "partition": stringMethod(["sep"], required: 1) { text, call in
        let separator = try call.text(0)
        guard let range = places(of: separator, in: text).first else { return .tuple([.string(text), "", ""]) }
        return .tuple([.string(before(range, text)), .string(separator), .string(after(range, text))])
    },
    "rpartition": stringMethod(["sep"], required: 1) { text, call in
        let separator = try call.text(0)
        guard let range = places(of: separator, in: text).last else { return .tuple(["", "", .string(text)]) }
        return .tuple([.string(before(range, text)), .string(separator), .string(after(range, text))])
    },
]

private func separator(_ call: BuiltinCall) throws -> String? {
    guard let value = call[0], !value.isNone else { return nil }
    let text = try call.text(0)
    guard !text.isEmpty else { throw JinjaFault.empty("the separator") }
    return text
}

private func split(_ text: String, by separator: String?, atMost count: Int) throws -> [String] {
    var rest = Array(text.utf8)[...]
    var parts: [String] = []
    let add = { (bytes: ArraySlice<UInt8>) in parts.append(String(decoding: bytes, as: UTF8.self)) }
    if let pattern = separator.map({ Array($0.utf8) }) {
        while count < 0 || parts.count < count {
            guard let place = rest.indices.first(where: { rest[$0...].starts(with: pattern) }) else { break }
            add(rest[..<place])
            rest = rest[(place + pattern.count)...]
        }
        add(rest)
        return parts
    }
    while true {
        rest = rest.drop(while: \.isSpaceByte)
        guard !rest.isEmpty else { return parts }
        if count >= 0, parts.count >= count {
            add(rest)
            return parts
        }
        let word = rest.prefix { !$0.isSpaceByte }
        add(word)
        rest = rest[word.endIndex...]
    }
}

private func before(_ range: Range<Int>, _ text: String) -> String {
    String(String.UnicodeScalarView(Array(text.unicodeScalars)[..<range.lowerBound]))
}

private func after(_ range: Range<Int>, _ text: String) -> String {
    String(String.UnicodeScalarView(Array(text.unicodeScalars)[range.upperBound...]))
}
