import Foundation

/// Files of the repository as pieces of a prompt.
struct ContextFiles {
    let root: URL

    /// A file's text; nil when it is not there, is no text, is large, or holds rows.
    func text(_ path: String) -> String? {
        guard !FileOutline.holdsData(path) || FileOutline.ending(path) == "ipynb",
            let data = FileManager.default.contents(atPath: root.appending(path: path).path), data.count < 1_000_000
        else { return nil }
        return String(validating: data, as: UTF8.self)
    }

    /// A file in full, and in outline where that is enough.
    func candidate(
        _ path: String, _ title: String, worth: Double, place: TaskContext.Place, outline: Bool
    ) -> ContextCandidate {
        let full = text(path).map { text -> ContextPart in
            let whole = FileOutline.whole(text, path: path)
            return ContextPart(
                title, file: path, whole == text.trimmed ? .full : .excerpt,
                ForeignText.block(whole, language: FileOutline.language(path)))
        }
        let small = outline ? self.outline(path, title) : nil
        return ContextCandidate(path, [full, small].compactMap { $0 }, worth: worth, place: place.rawValue)
    }

    /// A file in outline; nil when nothing can be said.
    func outline(_ path: String, _ title: String, _ style: SwiftOutline.Style = SwiftOutline.Style()) -> ContextPart? {
        guard let text = text(path) else { return nil }
        let outline = FileOutline.outline(text, path: path, style)
        guard !outline.isEmpty else { return nil }
        return ContextPart(
            title, file: path, .outline, ForeignText.block(outline, language: FileOutline.language(path)))
    }

    /// The imports of a Swift file, which an outline leaves out.
    func imports(_ text: String) -> String {
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("import ") || $0.hasPrefix("@testable import ") }
        return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n\n"
    }
}
