import Diagnostics
import JSON

/// Reads settings out of one mapping: every question says which type it wants, and every error is collected.
///
///     let reader = YAMLReader(try YAMLDocument.parse(text, file: "weir.yml"), named: "weir.yml")
///     let name = reader.requiredString("name")
///     let threads = reader.integer("threads", in: 1...64) ?? 2
///     for (name, target) in reader.mappings("targets") { … }
///     try reader.finish()
///
/// A key that nobody asked for is unknown: `finish` names it, with the nearest one that was asked for. Readers of nested
/// mappings share the errors of the outermost one. A key whose value is null counts as absent.
public final class YAMLReader {
    /// What messages call this mapping: `weir.yml`, `target 'dev'`.
    public let name: String
    /// Where the mapping begins.
    public var location: SourceLocation { document.location(mark) }
    /// The mapping's keys in order.
    public var keys: [String] { mapping.keys }

    let document: YAMLDocument
    let problems: Problems
    private let mapping: YAMLMapping
    private let mark: YAMLMark
    private var asked: Set<String> = []
    private var isOpen = false

    final class Problems {
        var errors: [WeirError] = []
        var readers: [YAMLReader] = []
    }

    /// A reader of the document's root; an empty document is an empty mapping, a root of another type an error.
    public convenience init(_ document: YAMLDocument, named name: String) {
        let problems = Problems()
        let mark = document.root?.mark ?? YAMLMark(line: 1, column: 1)
        self.init(document.root?.mapping ?? YAMLMapping(), at: mark, named: name, in: document, problems)
        if let root = document.root, root.mapping == nil, !root.isNull {
            problems.errors.append(
                .yamlWrongType(name, wanted: "a mapping", found: root.kind, at: document.location(mark)))
        }
    }

    /// A reader of a mapping node inside `document`, with errors of its own; a node of another type is an error.
    public convenience init(_ node: YAMLNode, named name: String, in document: YAMLDocument) {
        let problems = Problems()
        self.init(node.mapping ?? YAMLMapping(), at: node.mark, named: name, in: document, problems)
        if node.mapping == nil {
            problems.errors.append(
                .yamlWrongType(name, wanted: "a mapping", found: node.kind, at: document.location(node.mark)))
        }
    }

    init(_ mapping: YAMLMapping, at mark: YAMLMark, named name: String, in document: YAMLDocument, _ problems: Problems)
    {
        self.mapping = mapping
        self.name = name
        self.document = document
        self.problems = problems
        self.mark = mark
        problems.readers.append(self)
    }

    /// The errors so far, without those about unknown keys.
    public var errors: [WeirError] { problems.errors }

    /// The node under `key`, whatever it is; null counts as absent.
    public func node(_ key: String) -> YAMLNode? {
        asked.insert(key)
        guard let node = mapping[key], !node.isNull else { return nil }
        return node
    }

    /// Where `key` stands, or the mapping when it does not.
    public func location(of key: String) -> SourceLocation {
        mapping.entry(key).map { document.location($0.keyMark, length: key.count) } ?? location
    }

    /// Where the value under `key` begins, or the mapping when there is none.
    public func location(ofValue key: String) -> SourceLocation {
        mapping[key].map { document.location($0.mark, length: max(1, $0.scalar?.text.count ?? 1)) } ?? location
    }

    /// The place of a mark in the text that this mapping stands in.
    public func location(of mark: YAMLMark, length: Int = 1) -> SourceLocation {
        document.location(mark, length: length)
    }

    /// Adds an error of the caller's own.
    public func fail(_ error: WeirError) { problems.errors.append(error) }

    /// Takes every key of this mapping, asked for or not.
    public func allowOtherKeys() { isOpen = true }

    /// Throws every error that was collected in this reader and the ones below it, unknown keys too; a single one alone.
    public func finish() throws {
        try WeirErrors.throwIfAny(allErrors())
    }

    /// Every error that was collected in this reader and the ones below it, unknown keys too, in the file's order.
    public func allErrors() -> [WeirError] {
        let unknown = problems.readers.flatMap(\.unknownKeys)
        return (problems.errors + unknown).enumerated().sorted { left, right in
            (left.element.location?.line ?? 0, left.offset) < (right.element.location?.line ?? 0, right.offset)
        }.map(\.element)
    }

    private var unknownKeys: [WeirError] {
        guard !isOpen else { return [] }
        return keys.filter { !asked.contains($0) }.map { key in
            .yamlUnknownKey(key, in: name, known: asked.sorted(), at: location(of: key))
        }
    }

    func wrongType(_ key: String, _ node: YAMLNode, wanted: String) {
        fail(.yamlWrongType("'\(key)'", wanted: wanted, found: node.kind, at: location(ofValue: key)))
    }
}
