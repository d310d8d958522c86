import Diagnostics
import Foundation
import YAML

/// Changes single values of a YAML text and leaves every other byte as it is.
///
/// What comes out is read again: it has to say what was said before, but for the one value. A text in which that cannot be
/// done is left to a person.
struct SettingEdit {
    private(set) var text: String
    private let file: String

    init(_ text: String, file: String) { (self.text, self.file) = (text, file) }

    /// Writes a plain word under a key of the root, or of a mapping there.
    mutating func set(_ path: [String], to value: String) throws {
        let document = try YAMLDocument.parse(text, file: file)
        let node = path.reduce(document.root) { $0?[$1] }
        if node?.text == value { return }
        let changed = node.map { replaced($0, with: value) } ?? added(path, value, in: document)
        guard let changed, try Self.says(changed, as: document, except: path, which: value, file: file) else {
            throw WeirError.editByHand(path.joined(separator: "."), value, file: file)
        }
        text = changed
    }

    /// The text with a scalar of one line replaced.
    private func replaced(_ node: YAMLNode, with value: String) -> String? {
        guard let scalar = node.scalar, let start = place(of: node.mark) else { return nil }
        let rest = text[start...]
        if scalar.isPlain {
            guard rest.hasPrefix(scalar.text) else { return nil }
            return text[..<start] + value + rest.dropFirst(scalar.text.count)
        }
        guard let quote = rest.first, quote == "\"" || quote == "'",
            let end = rest.dropFirst().firstIndex(of: quote)
        else { return nil }
        return text[..<start] + value + text[text.index(after: end)...]
    }

    /// The text with a key that was not there.
    private func added(_ path: [String], _ value: String, in document: YAMLDocument) -> String? {
        let lineEnd = text.contains("\r\n") ? "\r\n" : "\n"
        if let parent = path.dropLast().last, let outer = document.root?[parent] {
            guard let mapping = outer.mapping, let start = place(of: outer.mark) else { return nil }
            let entry = "\(path[path.count - 1]): \(value)"
            if text[start] == "{" {
                let after = text.index(after: start)
                return text[..<after] + entry + (mapping.isEmpty ? "" : ", ") + text[after...]
            }
            return text[..<start] + entry + lineEnd + String(repeating: " ", count: outer.mark.column - 1)
                + text[start...]
        }
        guard path.dropLast().allSatisfy({ document.root?.mapping?.entry($0) == nil }) else { return nil }
        let gap = text.isEmpty || text.last?.isNewline == true ? "" : lineEnd
        let lines = path.enumerated().map { depth, key in
            String(repeating: "  ", count: depth) + key + ":" + (depth == path.count - 1 ? " \(value)" : "")
        }
        return text + gap + lines.map { $0 + lineEnd }.joined()
    }

    private func place(of mark: YAMLMark) -> String.Index? {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        guard lines.indices.contains(mark.line - 1) else { return nil }
        let line = lines[mark.line - 1]
        return line.unicodeScalars.index(
            line.startIndex, offsetBy: mark.column - 1, limitedBy: line.endIndex)
    }

    /// Whether a text says what the document says, but for one value.
    private static func says(
        _ text: String, as document: YAMLDocument, except path: [String], which value: String, file: String
    ) throws -> Bool {
        let new = try YAMLDocument.parse(text, file: file)
        guard path.reduce(new.root, { $0?[$1] })?.text == value else { return false }
        return leaves(of: new.root, []).filter { $0.path != path }
            == leaves(of: document.root, []).filter { $0.path != path }
    }

    private struct Leaf: Equatable {
        let path: [String]
        let text: String?
    }

    private static func leaves(of node: YAMLNode?, _ path: [String]) -> [Leaf] {
        if let mapping = node?.mapping, !mapping.isEmpty {
            return mapping.entries.flatMap { leaves(of: $0.value, path + [$0.key]) }
        }
        if let elements = node?.sequence { return elements.enumerated().flatMap { leaves(of: $1, path + ["\($0)"]) } }
        return node?.mapping == nil ? [Leaf(path: path, text: node?.text)] : []
    }
}
