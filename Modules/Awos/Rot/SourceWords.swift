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
        let wanted = WantedWords(Set(mentions.compactMap { $0 }))
        let sources = files.paths.filter { $0.hasSuffix(".swift") }
        guard !wanted.isEmpty else { return SourceWords(found: []) }
        let found = Mutex(Set<String>())
        DispatchQueue.concurrentPerform(iterations: sources.count) { index in
            guard let data = FileManager.default.contents(atPath: root.appending(path: sources[index]).path) else {
                return
            }
            let some = data.withUnsafeBytes(wanted.found)
            if !some.isEmpty { found.withLock { $0.formUnion(some) } }
        }
        return SourceWords(found: found.withLock(\.self))
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
