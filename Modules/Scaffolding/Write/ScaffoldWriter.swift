import Diagnostics
import DurableFiles
import Foundation

/// Writes the changes of a plan into a work tree: all of them can be made, or none is.
public struct ScaffoldWriter: Sendable {
    private let root: URL
    private let sample: [SampleMember]

    /// A file of the sample, as it goes into the fixture.
    public struct SampleMember: Sendable, Hashable {
        /// Its name in the fixture's folder.
        public let name: String
        /// What it holds.
        public let content: Data

        /// A file of the sample.
        public init(_ name: String, _ content: Data) { (self.name, self.content) = (name, content) }
    }

    /// A writer into a work tree; `sample` becomes the fixture.
    public init(root: URL, sample: [SampleMember]) { (self.root, self.sample) = (root, sample) }

    /// Makes changes; the paths that were written, in order.
    ///
    /// Throws `scaffold.exists` where a file that would be new is there, `scaffold.no_place` where a list or a section
    /// that a line goes into is not; nothing is written then.
    @discardableResult
    public func write(_ changes: [ScaffoldChange]) throws -> [String] {
        let confined = try ConfinedRoot(root)
        var texts: [(path: String, content: Data)] = []
        for change in changes {
            switch change.action {
            case .create(let text):
                guard !FileManager.default.fileExists(atPath: root.appending(path: change.path).path) else {
                    throw WeirError.scaffoldExists(change.path)
                }
                texts.append((change.path, Data(text.utf8)))
            case .fixture: texts += sample.map { ("\(change.path)/\($0.name)", $0.content) }
            case .add(let line, let anchor):
                let text = try self.text(change.path)
                guard let added = LineInsertion.adding(line, to: text, at: anchor) else {
                    throw WeirError.noPlaceForLine(change.path)
                }
                texts.append((change.path, Data(added.utf8)))
            case .settings(let standard, let live):
                let source = try SourceSettingsEdit(try text(change.path), file: change.path)
                texts.append((change.path, Data(try source.adding(standard, live: live, name: name(of: changes)).utf8)))
            }
        }
        for (path, content) in texts { try DurableFile.write(content, to: try confined.file(path)) }
        return texts.map(\.path)
    }

    private func text(_ path: String) throws -> String {
        do { return try String(contentsOf: root.appending(path: path), encoding: .utf8) } catch {
            throw WeirError.noPlaceForLine(path)
        }
    }

    /// The source's name: the folder of its fixture.
    private func name(of changes: [ScaffoldChange]) -> String {
        changes.first { $0.action == .fixture }?.path.split(separator: "/").last.map(String.init) ?? ""
    }
}

/// Puts one line where its neighbours are.
enum LineInsertion {
    /// The text with the line; nil where there is no such place. The text itself where the line is there.
    static func adding(_ line: String, to text: String, at anchor: ScaffoldChange.Anchor) -> String? {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard !lines.contains(line) else { return text }
        switch anchor {
        case .last(let beginning):
            guard var place = lines.lastIndex(where: { $0.trimmed.hasPrefix(beginning) }) else { return nil }
            let depth = indent(lines[place])
            while place + 1 < lines.count, !lines[place + 1].trimmed.isEmpty, indent(lines[place + 1]) > depth {
                place += 1
            }
            lines.insert(line, at: place + 1)
        case .end:
            let last = lines.lastIndex { !$0.trimmed.isEmpty } ?? -1
            let isInList = last >= 0 && (lines[last].hasPrefix("- ") || indent(lines[last]) > 0)
            lines = lines[...max(last, 0)] + (isInList || last < 0 ? [] : [""]) + [line, ""]
        }
        return lines.joined(separator: "\n")
    }

    static func indent(_ line: String) -> Int { line.prefix { $0 == " " }.count }
}

/// Adds a source to the text of `weir.yml`; every other byte stays.
struct SourceSettingsEdit {
    private var lines: [String]
    private let file: String

    init(_ text: String, file: String) throws {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        self.file = file
    }

    /// The text with the source below `sources:`, and below that of the target `live` where there is one.
    func adding(
        _ standard: [ScaffoldChange.Setting], live: [ScaffoldChange.Setting], name: String
    ) throws -> String {
        var edit = self
        guard let sources = edit.block("sources", in: 0..<lines.count, indent: 0) else {
            throw WeirError.noPlaceForLine("\(file), below `sources:`")
        }
        edit.append(name, standard, to: sources)
        if let targets = edit.block("targets", in: 0..<edit.lines.count, indent: 0),
            let target = edit.block("live", in: targets), let own = edit.block("sources", in: target)
        {
            edit.append(name, live, to: own)
        }
        return edit.lines.joined(separator: "\n")
    }

    /// The lines below a key: those that are further in, from the first behind it to the last that holds something.
    private func block(_ key: String, in range: Range<Int>, indent: Int? = nil) -> Range<Int>? {
        let isKey = { (line: String) in
            line.trimmed.hasPrefix("\(key):") && (indent == nil || LineInsertion.indent(line) == indent)
        }
        guard let start = lines[range].firstIndex(where: isKey) else { return nil }
        let depth = LineInsertion.indent(lines[start])
        var end = start + 1
        for index in (start + 1)..<range.upperBound {
            let line = lines[index]
            if line.trimmed.isEmpty || line.trimmed.hasPrefix("#") { continue }
            guard LineInsertion.indent(line) > depth else { break }
            end = index + 1
        }
        return start + 1..<end
    }

    private mutating func append(_ name: String, _ settings: [ScaffoldChange.Setting], to block: Range<Int>) {
        let first = lines[block].first { !$0.trimmed.isEmpty && !$0.trimmed.hasPrefix("#") }
        let above = block.lowerBound > 0 ? LineInsertion.indent(lines[block.lowerBound - 1]) + 2 : 2
        let indent = String(repeating: " ", count: first.map(LineInsertion.indent) ?? above)
        let isShort = first.map { $0.contains("{") } ?? true
        let values = settings.map { "\($0.name): \(YAMLText.plain($0.text))" }
        lines.insert(
            contentsOf: isShort
                ? ["\(indent)\(name): {\(values.joined(separator: ", "))}"]
                : ["\(indent)\(name):"] + values.map { "\(indent)  \($0)" }, at: block.upperBound)
    }
}
