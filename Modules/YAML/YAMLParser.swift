import CYAML
import Diagnostics

/// Builds nodes from libyaml's events.
///
/// The C parser lives only inside `document()`; this type holds what is known so far.
final class YAMLParser {
    private struct Anchored {
        let node: YAMLNode
        let size: YAMLSize
    }

    private let source: YAMLText
    private let limits: YAMLLimits
    private var parser = yaml_parser_t()
    private var anchors: [String: Anchored] = [:]
    private var expanded = 0
    private var warnings: [WeirError] = []

    init(text: String, file: String, limits: YAMLLimits) {
        source = YAMLText(file: file, text: text)
        self.limits = limits
    }

    func document() throws(WeirError) -> (root: YAMLNode?, warnings: [WeirError]) {
        guard yaml_parser_initialize(&parser) == 1 else {
            throw .yamlSyntax("no memory", at: SourceLocation(file: source.file), began: nil)
        }
        defer { yaml_parser_delete(&parser) }
        // The array outlives every call of the parser: libyaml reads from it until it is deleted.
        let bytes = Array(source.text.utf8)
        var result: Result<YAMLNode?, WeirError> = .success(nil)
        bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            result = Result { () throws(WeirError) in try stream() }
        }
        return (try result.get(), warnings)
    }

    private func stream() throws(WeirError) -> YAMLNode? {
        _ = try next()  // the stream's start
        guard case .other(let type, _) = try next(), type == YAML_DOCUMENT_START_EVENT else { return nil }
        let root = try node(try next(), depth: 1).node
        _ = try next()  // the document's end
        if case .other(let type, let mark) = try next(), type == YAML_DOCUMENT_START_EVENT {
            throw .yamlSecondDocument(at: source.location(mark))
        }
        return root
    }

    private func next() throws(WeirError) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else { throw syntaxError() }
        defer { yaml_event_delete(&event) }
        return YAMLEvent(event)
    }

    private func syntaxError() -> WeirError {
        let problem = parser.problem.map { String(cString: $0) } ?? "unreadable"
        let place =
            parser.problem_mark.line == 0 && parser.problem_mark.column == 0 && parser.problem_offset > 0
            ? mark(utf8Offset: parser.problem_offset) : YAMLMark(parser.problem_mark)
        let began = parser.context.map { "\(String(cString: $0)) that began at \(YAMLMark(parser.context_mark))" }
        return .yamlSyntax(problem, at: source.location(place), began: began)
    }

    private func mark(utf8Offset: Int) -> YAMLMark {
        let before = source.text.utf8.prefix(utf8Offset)
        let line = before.count { $0 == 0x0A } + 1
        let lineStart = before.lastIndex(of: 0x0A).map { before.index(after: $0) } ?? before.startIndex
        return YAMLMark(line: line, column: String(decoding: before[lineStart...], as: UTF8.self).count + 1)
    }

    private func node(_ event: YAMLEvent, depth: Int) throws(WeirError) -> (node: YAMLNode, size: YAMLSize) {
        switch event {
        case .alias(let name, let mark): return try alias(name, at: mark, depth: depth)
        case .scalar(let text, let tag, let isPlain, let anchor, let mark):
            let value = try resolve(text, tag: tag, isPlain: isPlain, at: mark)
            let node = YAMLNode(.scalar(YAMLScalar(text: text, value: value, isPlain: isPlain)), at: mark)
            return keep(node, YAMLSize(nodes: 1, depth: 1), as: anchor)
        case .sequence(let tag, let anchor, let mark):
            try open(tag, allowed: "seq", depth: depth, at: mark)
            return try sequence(anchor: anchor, at: mark, depth: depth)
        case .mapping(let tag, let anchor, let mark):
            try open(tag, allowed: "map", depth: depth, at: mark)
            return try mapping(anchor: anchor, at: mark, depth: depth)
        case .other(_, let mark): throw .yamlSyntax("a value is missing", at: source.location(mark), began: nil)
        }
    }

    private func open(_ tag: String?, allowed: String, depth: Int, at mark: YAMLMark) throws(WeirError) {
        guard depth <= limits.depth else { throw .yamlTooDeep(limits.depth, at: source.location(mark)) }
        if let tag, tag != "!", tag != YAMLEvent.tagPrefix + allowed {
            throw .yamlUnknownTag(tag, at: source.location(mark))
        }
    }

    private func keep(_ node: YAMLNode, _ size: YAMLSize, as anchor: String?) -> (node: YAMLNode, size: YAMLSize) {
        if let anchor { anchors[anchor] = Anchored(node: node, size: size) }
        return (node, size)
    }

    private func alias(
        _ name: String, at mark: YAMLMark, depth: Int
    ) throws(WeirError) -> (node: YAMLNode, size: YAMLSize) {
        guard let anchored = anchors[name] else { throw .yamlUnknownAlias(name, at: source.location(mark)) }
        try grow(by: anchored.size.nodes, at: mark)
        guard depth + anchored.size.depth - 1 <= limits.depth else {
            throw .yamlTooDeep(limits.depth, at: source.location(mark))
        }
        return (anchored.node, anchored.size)
    }

    private func grow(by nodes: Int, at mark: YAMLMark) throws(WeirError) {
        expanded += nodes
        guard expanded <= limits.expandedNodes else {
            throw .yamlTooLarge(limits.expandedNodes, at: source.location(mark))
        }
    }

    private func sequence(
        anchor: String?, at mark: YAMLMark, depth: Int
    ) throws(WeirError) -> (node: YAMLNode, size: YAMLSize) {
        var elements: [YAMLNode] = []
        var size = YAMLSize(nodes: 1, depth: 1)
        while true {
            let event = try next()
            if case .other(let type, _) = event, type == YAML_SEQUENCE_END_EVENT { break }
            let element = try node(event, depth: depth + 1)
            elements.append(element.node)
            size.add(element.size)
        }
        return keep(YAMLNode(.sequence(elements), at: mark), size, as: anchor)
    }

    private func mapping(
        anchor: String?, at mark: YAMLMark, depth: Int
    ) throws(WeirError) -> (node: YAMLNode, size: YAMLSize) {
        var own: [YAMLMapping.Entry] = []
        var merged: [YAMLMapping] = []
        var size = YAMLSize(nodes: 1, depth: 1)
        while true {
            let event = try next()
            if case .other(let type, _) = event, type == YAML_MAPPING_END_EVENT { break }
            let key = try node(event, depth: depth + 1)
            let keyMark = event.mark
            guard let scalar = key.node.scalar else { throw .yamlComplexKey(at: source.location(keyMark)) }
            let value = try node(try next(), depth: depth + 1)
            size.add(value.size)
            if scalar.isPlain, scalar.text == "<<" {
                merged += try merges(value.node)
            } else {
                own.append(YAMLMapping.Entry(key: scalar.text, keyMark: keyMark, value: value.node))
            }
        }
        return keep(YAMLNode(.mapping(join(merged, own)), at: mark), size, as: anchor)
    }

    private func merges(_ node: YAMLNode) throws(WeirError) -> [YAMLMapping] {
        if let mapping = node.mapping { return [mapping] }
        guard let elements = node.sequence else { throw .yamlMergeValue(at: source.location(node.mark)) }
        var mappings: [YAMLMapping] = []
        for element in elements {
            guard let mapping = element.mapping else { throw .yamlMergeValue(at: source.location(element.mark)) }
            mappings.append(mapping)
        }
        return mappings
    }

    /// What merge keys bring, then the mapping's own keys, which win; of several merged mappings the first wins.
    private func join(_ merged: [YAMLMapping], _ own: [YAMLMapping.Entry]) -> YAMLMapping {
        var mapping = YAMLMapping()
        for other in merged {
            for entry in other.entries where mapping[entry.key] == nil { mapping.put(entry) }
        }
        for entry in own {
            // What is replaced came from a merge key, or it stands twice.
            guard mapping.put(entry) != nil, let first = own.first(where: { $0.key == entry.key })?.keyMark,
                first != entry.keyMark
            else { continue }
            let location = source.location(entry.keyMark, length: entry.key.count)
            warnings.append(.yamlDuplicateKey(entry.key, first: first, at: location))
        }
        return mapping
    }

    private func resolve(
        _ text: String, tag: String?, isPlain: Bool, at mark: YAMLMark
    ) throws(WeirError) -> YAMLScalar.Value {
        guard let tag, tag != "!" else {
            return isPlain && tag == nil ? YAMLScalar.Value(plain: text) : .string
        }
        guard let value = YAMLScalar.Value(text, tag: tag) else {
            throw YAMLScalar.Value.tags.contains(tag)
                ? .yamlTagMismatch(tag, at: source.location(mark)) : .yamlUnknownTag(tag, at: source.location(mark))
        }
        return value
    }
}

/// How much a node weighs once its aliases are expanded.
private struct YAMLSize {
    var nodes: Int
    var depth: Int

    mutating func add(_ child: YAMLSize) {
        nodes += child.nodes
        depth = max(depth, child.depth + 1)
    }
}

extension YAMLScalar.Value {
    static let tags = Set(["str", "int", "float", "bool", "null"].map { YAMLEvent.tagPrefix + $0 })

    /// What a scalar with an explicit tag means; nil when the tag is unknown or does not fit.
    fileprivate init?(_ text: String, tag: String) {
        let plain = Self(plain: text)
        switch (tag.dropFirst(YAMLEvent.tagPrefix.count), plain) {
        case _ where !tag.hasPrefix(YAMLEvent.tagPrefix): return nil
        case ("str", _): self = .string
        case ("int", .integer), ("float", .number), ("bool", .bool), ("null", .null): self = plain
        case ("float", .integer(let value)): self = .number(Double(value))
        default: return nil
        }
    }
}
