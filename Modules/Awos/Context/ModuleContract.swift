import Foundation

/// What a module asks of whoever works in it: the parts of its `CLAUDE.md` that matter for one task.
struct ModuleContract {
    /// The guide, below the root.
    let file: String
    private let document: MarkdownFile

    /// The guide of a module; nil when there is none.
    init?(module: String, root: URL) {
        let folders = ["Modules/\(module)", "Modules/Engines/\(module)", "Modules/Commands/\(module)"]
        let files = folders.map { "\($0)/CLAUDE.md" }
        guard let file = files.first(where: { FileManager.default.fileExists(atPath: root.appending(path: $0).path) }),
            let document = try? MarkdownFile(contentsOf: root.appending(path: file), shown: file)
        else { return nil }
        (self.file, self.document) = (file, document)
    }

    /// The purpose, the patterns that speak of more than one word in `topics`, and everything that must not be done.
    func text(about topics: Set<String>) -> String {
        let purpose = document.body("Purpose").map { [$0] } ?? []
        let patterns = bullets("Patterns").filter { Self.words(of: $0).intersection(topics).count > 1 }
        let forbidden = bullets("Do not")
        return
            (purpose + (patterns.isEmpty ? [] : [patterns.joined(separator: "\n")])
            + (forbidden.isEmpty ? [] : [forbidden.joined(separator: "\n")])).joined(separator: "\n\n")
    }

    /// The paths that it names as reference implementations, in its order.
    var references: [String] {
        (document.body("Reference implementations") ?? "").matches(of: /`([^`\s]+\.[A-Za-z]+)`/).map { match in
            let path = String(match.1)
            return path.contains("Modules/") || path.contains("Tests/")
                ? path : "\(file.dropLast("CLAUDE.md".count))\(path)"
        }
    }

    /// The items of a section's list, each with its further lines.
    private func bullets(_ title: String) -> [String] {
        var items: [String] = []
        for line in (document.body(title) ?? "").split(separator: "\n") {
            if line.hasPrefix("- ") || items.isEmpty {
                items.append(String(line))
            } else {
                items[items.count - 1] += "\n" + line
            }
        }
        return items
    }

    /// The names in a text: its words in code, types and file names.
    static func words(of text: String) -> Set<String> {
        Set(
            text.matches(of: /[A-Za-z_][A-Za-z0-9_]{3,}/).map { String($0.0) }.filter { word in
                word.contains("_") || word.contains { $0.isUppercase } || text.contains("`\(word)")
            })
    }
}
