import Foundation
import Synchronization

/// Which of the names that guides use stand in the code of Swift files, comments left out.
public struct SourceWords: Sendable {
    /// The names that were found.
    let found: Set<String>

    /// Whether a name, or a table between quotes, stands somewhere.
    func has(_ name: String) -> Bool { found.contains(name) }

    /// Looks for all that these guides name, in every Swift file of the tree.
    static func read(_ guides: [Guide], _ files: TreeFiles, _ root: URL) -> SourceWords {
        let mentions = guides.flatMap { $0.words.flatMap { [$0.type, $0.table] } + $0.suites }
        let wanted = Set(mentions.compactMap { $0 }.map { ContiguousArray($0.utf8) })
        let sources = files.paths.filter { $0.hasSuffix(".swift") }
        guard !wanted.isEmpty else { return SourceWords(found: []) }
        let found = Mutex(Set<ContiguousArray<UInt8>>())
        DispatchQueue.concurrentPerform(iterations: sources.count) { index in
            guard let data = FileManager.default.contents(atPath: root.appending(path: sources[index]).path) else {
                return
            }
            let some = data.withUnsafeBytes { Self.words(of: wanted, in: $0) }
            if !some.isEmpty { found.withLock { $0.formUnion(some) } }
        }
        return SourceWords(found: found.withLock { Set($0.map { String(decoding: $0, as: UTF8.self) }) })
    }

    /// The wanted words in a source: runs of letters, digits, `_` and, between quotes, dots.
    static func words(
        of wanted: Set<ContiguousArray<UInt8>>, in bytes: UnsafeRawBufferPointer
    ) -> Set<ContiguousArray<UInt8>> {
        var found: Set<ContiguousArray<UInt8>> = []
        let longest = wanted.map(\.count).max() ?? 0
        var start = 0
        while start < bytes.count {
            if bytes[start] == UInt8(ascii: "/"), start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "/"),
                start == 0 || bytes[start - 1] != UInt8(ascii: ":")
            {
                while start < bytes.count, bytes[start] != UInt8(ascii: "\n") { start += 1 }
            }
            guard start < bytes.count, isWord[Int(bytes[start])] else {
                start += 1
                continue
            }
            let isQuoted = start > 0 && bytes[start - 1] == UInt8(ascii: "\"")
            var end = start + 1
            while end < bytes.count, isWord[Int(bytes[end])] || isQuoted && bytes[end] == UInt8(ascii: ".") { end += 1 }
            if (2...longest).contains(end - start) {
                let word = ContiguousArray(bytes[start..<end])
                if wanted.contains(word) { found.insert(word) }
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

extension Guide {
    /// The suites behind `swift test --filter`.
    var suites: [String?] { commands.map { $0.text.filteredSuite } }
}

extension String {
    /// The name behind `--filter`: `IngestTests` of `swift test --filter 'IngestTests|CSVTests'`.
    var filteredSuite: String? {
        let words = split(separator: " ")
        guard let place = words.firstIndex(of: "--filter"), words.count > place + 1 else { return nil }
        return words[place + 1].split { !$0.isLetter }.first.map(String.init)
    }
}
