import Diagnostics
import DurableFiles
import Foundation

/// The whole output of every check, by its digest: `.weir/evidence/<sha256>.log`. Not in git.
struct EvidenceStore: Sendable {
    /// The folder.
    let folder: URL
    /// What takes secrets out first.
    let masker: Masker

    /// The store of a repository.
    init(root: URL, masker: Masker) {
        folder = root.appending(path: ".weir/evidence", directoryHint: .isDirectory)
        self.masker = masker
    }

    /// Keeps an output, masked; its digest and its last 20 lines.
    func keep(_ output: String) throws -> (digest: String, tail: [String]) {
        let text = masker.mask(output)
        let digest = try SHA256.hex(of: text)
        let place = folder.appending(path: "\(digest).log")
        if !FileManager.default.fileExists(atPath: place.path) { try DurableFile.write(text, to: place) }
        let lines = text.split(whereSeparator: \.isNewline).suffix(20)
        return (digest, lines.map { Self.printable($0) })
    }

    /// The output of this digest; nil when it is not here.
    func output(_ digest: String) -> String? {
        try? String(contentsOf: folder.appending(path: "\(digest).log"), encoding: .utf8)
    }

    private static func printable(_ line: Substring) -> String {
        String(
            line.prefix(300).filter { character in
                !character.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
            })
    }
}
