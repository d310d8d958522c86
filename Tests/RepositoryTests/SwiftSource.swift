/// A Swift file, and the same file with the insides of strings and comments blanked out.
struct SwiftSource: Sendable {
    /// The path from the root.
    let path: String
    /// The lines as they stand.
    let lines: [String]
    /// The lines with strings and comments blanked, so that a word found in them is code.
    let code: [String]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        code = Self.blanked(Array(text.utf8)).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The module's folder name for a file below `Modules/`: `Ingest`, `DuckDBEngine`, `weir`.
    var module: String {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count > 1 else { return "" }
        return ["Engines", "Commands", "C"].contains(parts[1]) ? parts[2] : parts[1]
    }

    /// A function of the file.
    struct Function: Sendable {
        let name: String
        let line: Int
        let lineCount: Int
    }

    /// The functions and initialisers that have a body, with how many lines each takes.
    var functions: [Function] {
        code.indices.compactMap { index in
            guard let name = Self.functionName(code[index]), let end = bodyEnd(from: index) else { return nil }
            return Function(name: name, line: index + 1, lineCount: end - index + 1)
        }
    }

    private static func functionName(_ line: String) -> String? {
        let words = line.split(whereSeparator: { " :(<{?".contains($0) }).map(String.init)
        guard let place = words.firstIndex(where: { !$0.hasPrefix("@") && !modifiers.contains($0) }) else { return nil }
        switch words[place] {
        case "init", "deinit", "subscript": return words[place]
        case "var" where line.hasSuffix("{") && !line.contains(" = "), "func":
            return words.count > place + 1 ? words[place + 1] : nil
        default: return nil
        }
    }

    private static let modifiers: Set = [
        "public", "private", "fileprivate", "internal", "package", "static", "mutating", "override", "final", "class",
        "nonisolated", "convenience", "required", "isolated", "lazy", "indirect",
    ]

    /// The line in which the braces that open at or after `start` close again; nil for a declaration without a body.
    private func bodyEnd(from start: Int) -> Int? {
        var depth = 0
        var parentheses = 0
        for index in start..<code.count {
            for sign in code[index] {
                switch sign {
                case "(": parentheses += 1
                case ")": parentheses -= 1
                case "{" where parentheses == 0: depth += 1
                case "}" where parentheses == 0:
                    depth -= 1
                    if depth == 0 { return index }
                    if depth < 0 { return nil }
                default: break
                }
            }
            // A requirement of a protocol ends with its line.
            if depth == 0, parentheses == 0, index > start || !code[index].contains("{") {
                let next = index + 1 < code.count ? code[index + 1].drop { $0 == " " } : ""
                let goesOn = ["{", "->", "where", "throws", "async"].contains { next.hasPrefix($0) }
                if !goesOn { return nil }
            }
        }
        return nil
    }

    private enum State: Equatable {
        case code
        case line
        case block
        case string(hashes: Int, isMultiline: Bool)
    }

    private static func blanked(_ text: [UInt8]) -> String {
        var result: [UInt8] = []
        var state = State.code
        var place = 0
        while place < text.count {
            let rest = text[place...]
            let length: Int
            switch state {
            case .code: (state, length) = enter(rest)
            case .line: (state, length) = text[place] == 0x0A ? (.code, 1) : (.line, 1)
            case .block: (state, length) = rest.starts(with: "*/".utf8) ? (.code, 2) : (.block, 1)
            case .string(let hashes, let isMultiline):
                (state, length) = leave(rest, hashes: hashes, isMultiline: isMultiline)
            }
            let isCode = state == .code && length == 1
            for byte in rest.prefix(length) { result.append(byte == 0x0A || isCode ? byte : 0x20) }
            place += length
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func enter(_ rest: ArraySlice<UInt8>) -> (State, Int) {
        if rest.starts(with: "//".utf8) { return (.line, 2) }
        if rest.starts(with: "/*".utf8) { return (.block, 2) }
        let hashes = rest.prefix { $0 == UInt8(ascii: "#") }.count
        let quotes = rest.dropFirst(hashes)
        if quotes.starts(with: "\"\"\"".utf8) { return (.string(hashes: hashes, isMultiline: true), hashes + 3) }
        if quotes.first == UInt8(ascii: "\"") { return (.string(hashes: hashes, isMultiline: false), hashes + 1) }
        return (.code, 1)
    }

    private static func leave(_ rest: ArraySlice<UInt8>, hashes: Int, isMultiline: Bool) -> (State, Int) {
        let fence = Array(repeating: UInt8(ascii: "#"), count: hashes)
        let closing = Array(repeating: UInt8(ascii: "\""), count: isMultiline ? 3 : 1) + fence
        if rest.starts(with: closing) { return (.code, closing.count) }
        let stays = State.string(hashes: hashes, isMultiline: isMultiline)
        if rest.starts(with: [UInt8(ascii: "\\")] + fence), rest.count > 1 + hashes { return (stays, 2 + hashes) }
        return (stays, 1)
    }
}
