/// The filters that lay text out: width, lines, words.
let textShapeFilters: [String: Builtin] = [
    "center": Builtin(["width"]) { .string(centered($0.value.text, try $0.integer(0, or: 80))) },
    "indent": Builtin(["width", "first", "blank"]) { call in
        let width = try call[0]?.stringValue ?? String(repeating: " ", count: call.integer(0, or: 4))
        return .string(indented(try call.textValue(), width, first: call.flag(1), blank: call.flag(2)))
    },
    "truncate": Builtin(["length", "killwords", "end", "leeway"]) { call in
        let room = try call.integer(0, or: 255) + call.integer(3, or: 5)
        if call.value.stringValue == nil, try call.value.length() <= room { return call.value }
        return .string(
            try truncated(
                call.textValue(), length: call.integer(0, or: 255), killsWords: call.flag(1),
                end: call.text(2, or: "..."), leeway: call.integer(3, or: 5)))
    },
    "wordcount": Builtin { .int($0.value.text.matches(of: #/\w+/#).count) },
    "wordwrap": Builtin(["width", "break_long_words", "wrapstring", "break_on_hyphens"]) { call in
        let width = try call.integer(0, or: 79)
        guard width > 0 else {
            throw JinjaFault.wrongArgument("wordwrap", wanted: "a width above 0", found: "\(width)")
        }
        let breaks = call.flag(1, or: true)
        let wrapped = lines(of: try call.textValue()).flatMap {
            wrappedLines($0, width, breaksWords: breaks, breaksHyphens: call.flag(3, or: true))
        }
        return .string(wrapped.joined(separator: try call.text(2, or: "\n")))
    },
]

private func indented(_ text: String, _ width: String, first: Bool, blank: Bool) -> String {
    let lines = (text + "\n").split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    let parts = blank ? lines : Jinja.lines(of: text + "\n")
    let result = parts.enumerated().map { index, line in
        index == 0 || (!blank && line.isEmpty) ? line : width + line
    }
    return (first ? width : "") + result.joined(separator: "\n")
}

private func truncated(_ text: String, length: Int, killsWords: Bool, end: String, leeway: Int) throws -> String {
    let scalars = Array(text.unicodeScalars)
    let endCount = end.unicodeScalars.count
    guard length >= endCount, leeway >= 0 else {
        throw JinjaFault.wrongArgument("truncate", wanted: "a length of at least \(endCount)", found: "\(length)")
    }
    if scalars.count <= length + leeway { return text }
    var kept = scalars[..<(length - endCount)]
    if !killsWords, let space = kept.lastIndex(of: " ") { kept = kept[..<space] }
    return String(String.UnicodeScalarView(kept)) + end
}

/// One line cut into lines of at most `width` letters at spaces and behind hyphens.
private func wrappedLines(_ line: String, _ width: Int, breaksWords: Bool, breaksHyphens: Bool) -> [String] {
    var chunks = chunks(of: line, breaksHyphens: breaksHyphens)[...]
    var result: [String] = []
    while !chunks.isEmpty {
        if !result.isEmpty, chunks.first?.allSatisfy(\.isWhitespace) == true { chunks.removeFirst() }
        var current: [String] = []
        var length = 0
        while let chunk = chunks.first, length + chunk.count <= width {
            current.append(chunk)
            length += chunk.count
            chunks.removeFirst()
        }
        if let chunk = chunks.first, chunk.count > width {
            if breaksWords {
                let room = max(1, width - length)
                current.append(String(chunk.prefix(room)))
                chunks[chunks.startIndex] = String(chunk.dropFirst(room))
            } else if current.isEmpty {
                current.append(chunks.removeFirst())
            }
        }
        if current.last?.allSatisfy(\.isWhitespace) == true { current.removeLast() }
        if !current.isEmpty { result.append(current.joined()) }
    }
    return result.isEmpty ? [""] : result
}

/// Words with the hyphens at their ends, and the spaces between them.
private func chunks(of line: String, breaksHyphens: Bool) -> [String] {
    var result: [String] = []
    for character in line {
        let isSpace = character.isWhitespace
        let last = result.last?.last
        let joins =
            last.map { $0.isWhitespace == isSpace && !(breaksHyphens && $0 == "-" && character.isLetter) } ?? false
        if joins { result[result.count - 1].append(character) } else { result.append(String(character)) }
    }
    return result
}
