import Diagnostics
import JSON

extension YAMLReader {
    /// The text under `key`: any scalar as it was written; a list or a mapping is an error.
    public func string(_ key: String) -> String? {
        guard let node = node(key) else { return nil }
        if node.text == nil { wrongType(key, node, wanted: "a text") }
        return node.text
    }

    /// The text under `key`; when it is absent, an error and the empty text.
    public func requiredString(_ key: String) -> String {
        if node(key) == nil { fail(.yamlMissingKey(key, in: name, at: location)) }
        return string(key) ?? ""
    }

    /// The boolean under `key`.
    public func bool(_ key: String) -> Bool? {
        guard let node = node(key) else { return nil }
        if case .bool(let value)? = node.scalar?.value { return value }
        wrongType(key, node, wanted: "true or false")
        return nil
    }

    /// The whole number under `key`, which must lie in `range`.
    public func integer(_ key: String, in range: ClosedRange<Int> = Int.min...Int.max) -> Int? {
        guard let node = node(key) else { return nil }
        guard case .integer(let value)? = node.scalar?.value else {
            wrongType(key, node, wanted: "a whole number")
            return nil
        }
        if range.contains(Int(value)) { return Int(value) }
        fail(.yamlOutOfRange(key, range, at: location(ofValue: key)))
        return nil
    }

    /// The number under `key`.
    public func number(_ key: String) -> Double? {
        guard let node = node(key) else { return nil }
        switch node.scalar?.value {
        case .integer(let value): return Double(value)
        case .number(let value): return value
        default:
            wrongType(key, node, wanted: "a number")
            return nil
        }
    }

    /// The text under `key`, which must be one of `choices`; another one is an error with the nearest.
    public func choice(_ key: String, of choices: [String]) -> String? {
        guard let text = string(key) else { return nil }
        if choices.contains(text) { return text }
        fail(.yamlNotOneOf(key, text, of: choices, at: location(ofValue: key)))
        return nil
    }

    /// The texts under `key`: a list of scalars, or one scalar; empty when absent.
    public func strings(_ key: String) -> [String] {
        guard let node = node(key) else { return [] }
        if let text = node.text { return [text] }
        guard let elements = node.sequence, elements.allSatisfy({ $0.text != nil }) else {
            wrongType(key, node, wanted: "a list of texts")
            return []
        }
        return elements.compactMap(\.text)
    }

    /// The mapping of plain values under `key` as texts in order: settings whose names are open; empty when absent.
    public func texts(_ key: String) -> [(key: String, text: String)] {
        guard let nested = mapping(key) else { return [] }
        return nested.keys.compactMap { key in nested.string(key).map { (key, $0) } }
    }

    /// The value under `key` as JSON: for `meta` and its like.
    public func value(_ key: String) -> JSONValue? { node(key)?.json }

    /// A reader of the mapping under `key`.
    public func mapping(_ key: String, named name: String? = nil) -> YAMLReader? {
        guard let node = node(key) else { return nil }
        guard let mapping = node.mapping else {
            wrongType(key, node, wanted: "a mapping")
            return nil
        }
        return YAMLReader(mapping, at: node.mark, named: name ?? "'\(key)'", in: document, problems)
    }

    /// Readers of the mappings under the mapping at `key`, by name and in order: `targets: {dev: {…}, lite: {…}}`.
    ///
    /// A name with nothing under it gives an empty mapping. `noun` says what messages call one: `target`.
    public func mappings(_ key: String, each noun: String) -> [(name: String, reader: YAMLReader)] {
        guard let outer = mapping(key) else { return [] }
        return outer.keys.compactMap { name in
            guard outer.node(name) != nil else {
                let mark = YAMLMark(
                    line: outer.location(of: name).line ?? 1, column: outer.location(of: name).column ?? 1)
                return (name, YAMLReader(YAMLMapping(), at: mark, named: "\(noun) '\(name)'", in: document, problems))
            }
            return outer.mapping(name, named: "\(noun) '\(name)'").map { (name, $0) }
        }
    }

    /// Readers of the mappings in the list at `key`; empty when absent.
    ///
    /// `noun` says what messages call one; one with a `name` is called by it.
    public func list(_ key: String, each noun: String) -> [YAMLReader] {
        guard let node = node(key) else { return [] }
        guard let elements = node.sequence, elements.allSatisfy({ $0.mapping != nil }) else {
            wrongType(key, node, wanted: "a list of mappings")
            return []
        }
        return elements.enumerated().compactMap { index, element in
            guard let mapping = element.mapping else { return nil }
            let called = mapping["name"]?.text.map { "\(noun) '\($0)'" } ?? "\(noun) \(index + 1) of '\(key)'"
            return YAMLReader(mapping, at: element.mark, named: called, in: document, problems)
        }
    }
}
