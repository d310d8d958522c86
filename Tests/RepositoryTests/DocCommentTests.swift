import Testing

/// Public declarations have a doc comment; what only fulfils a protocol of the library needs none.
@Suite struct DocCommentTests {
    @Test func publicDeclarationsAreDocumented() {
        for source in Tree.moduleSources {
            for (number, line) in source.code.enumerated() where Self.needsComment(line, in: source, at: number) {
                #expect(
                    Self.hasComment(source, number), "\(source.path):\(number + 1): public and without a doc comment")
            }
        }
    }

    private static let fulfilled = [
        "var description", "var debugDescription", "func hash(", "static func ==", "static func <",
        "init(stringLiteral",
        "init(integerLiteral", "init(floatLiteral", "init(booleanLiteral", "init(nilLiteral", "init(arrayLiteral",
        "init(dictionaryLiteral", "init(stringInterpolation", "init(literalCapacity", "mutating func appendLiteral",
        "func encode(to", "init(from decoder", "func enqueue(", "extension ", "import ",
    ]

    private static func needsComment(_ line: String, in source: SwiftSource, at number: Int) -> Bool {
        let code = line.drop { $0 == " " }
        guard code.hasPrefix("public ") || code.hasPrefix("@discardableResult public ") else { return false }
        if fulfilled.contains(where: code.dropFirst(7).hasPrefix) { return false }
        return !isWitness(line, in: source, at: number)
    }

    /// Whether the declaration stands in a type that names a protocol of the house right where it is declared; its
    /// requirements are documented there.
    private static func isWitness(_ line: String, in source: SwiftSource, at number: Int) -> Bool {
        let indent = line.prefix { $0 == " " }.count
        guard indent > 0,
            let owner = source.code[..<number].last(where: { owner in
                owner.prefix { $0 == " " }.count < indent && owner.contains("{") && !owner.drop { $0 == " " }.isEmpty
            })
        else { return false }
        return protocols.contains { owner.contains($0) }
    }

    /// Protocols of the house, and those of the library whose requirements say nothing new.
    private static let protocols: [String] =
        Tree.moduleSources.flatMap { source in
            source.code.compactMap { line -> String? in
                let words = line.split(whereSeparator: { " :<{".contains($0) }).map(String.init)
                guard let place = words.firstIndex(of: "protocol"), place <= 1, place + 1 < words.count else {
                    return nil
                }
                return words[place + 1]
            }
        } + ["CustomStringConvertible", "SerialExecutor", "Sequence", "IteratorProtocol", "extension SQLDialect"]

    private static func hasComment(_ source: SwiftSource, _ number: Int) -> Bool {
        var place = number - 1
        while place >= 0 {
            let line = source.lines[place].drop { $0 == " " }
            if line.hasPrefix("///") { return true }
            guard line.hasPrefix("@") || line.hasPrefix("//") else { return false }
            place -= 1
        }
        return false
    }
}
