import Diagnostics
import Foundation

/// The open items of `context/product/roadmap.md`.
public enum Roadmap {
    /// The file, below the root.
    public static let path = "context/product/roadmap.md"

    /// The first item whose box is empty; throws when there is none.
    public static func firstOpenItem(_ tree: SpecTree) throws -> String {
        let place = tree.root.appending(path: path)
        guard FileManager.default.fileExists(atPath: place.path) else { throw WeirError.noIntent(path) }
        let document = try MarkdownFile(contentsOf: place, shown: path)
        for number in document.lines.indices where !document.isFenced[number] {
            guard let item = document.lines[number].trimmed.wholeMatch(of: /[-*] \[ \]\s+(.+)/) else { continue }
            return plain(String(item.1))
        }
        throw WeirError.noIntent(path)
    }

    /// A line of Markdown as somebody would say it.
    private static func plain(_ text: String) -> String {
        text.replacing(/<!--.*?-->/, with: "").replacing(/\[([^\]]*)\]\([^)]*\)/) { String($0.1) }
            .replacing(/\\([^A-Za-z0-9\s])/) { String($0.1) }.replacing("**", with: "").replacing("`", with: "").trimmed
    }
}
