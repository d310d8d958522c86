/// Words that are looked for in many sources: a look at the first byte and the length tells most others apart.
struct WantedWords: Sendable {
    private let byFirst: [[(word: String, bytes: [UInt8])]]
    private let lengths: ClosedRange<Int>

    init(_ words: Set<String>) {
        var byFirst: [[(word: String, bytes: [UInt8])]] = Array(repeating: [], count: 256)
        for word in words {
            if let first = word.utf8.first { byFirst[Int(first)].append((word, Array(word.utf8))) }
        }
        self.byFirst = byFirst
        let counts = words.map(\.utf8.count)
        lengths = max(1, counts.min() ?? 1)...max(1, counts.max() ?? 1)
    }

    var isEmpty: Bool { byFirst.allSatisfy(\.isEmpty) }

    /// Those that stand in a source: runs of letters, digits, `_` and, between quotes, dots.
    func found(in bytes: UnsafeRawBufferPointer) -> Set<String> {
        var found: Set<String> = []
        var start = 0
        while start < bytes.count {
            if bytes[start] == UInt8(ascii: "/"), start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "/"),
                start == 0 || bytes[start - 1] != UInt8(ascii: ":")
            {
                while start < bytes.count, bytes[start] != UInt8(ascii: "\n") { start += 1 }
            }
            guard start < bytes.count, Self.isWord[Int(bytes[start])] else {
                start += 1
                continue
            }
            let isQuoted = start > 0 && bytes[start - 1] == UInt8(ascii: "\"")
            var end = start + 1
            while end < bytes.count, Self.isWord[Int(bytes[end])] || isQuoted && bytes[end] == UInt8(ascii: ".") {
                end += 1
            }
            if lengths.contains(end - start) {
                for one in byFirst[Int(bytes[start])]
                where one.bytes.count == end - start && bytes[start..<end].elementsEqual(one.bytes) {
                    found.insert(one.word)
                }
            }
            start = end
        }
        return found
    }

    private static let isWord: [Bool] = (0...255).map { byte in
        UInt8(byte) == UInt8(ascii: "_")
            || byte < 128
                && (Character(UnicodeScalar(UInt8(byte))).isLetter
                    || Character(UnicodeScalar(UInt8(byte))).isNumber)
    }
}
