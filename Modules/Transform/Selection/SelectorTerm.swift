import Diagnostics

/// One term of a selection: a method, a value, and how far it reaches.
struct SelectorTerm: Hashable, Sendable {
    /// `name`, `path`, `tag`, `config`, …
    var method: String
    /// What follows the method's dot: `materialized` in `config.materialized:table`.
    var argument: String?
    var value: String
    /// Steps up; nil for none, `Int.max` for all.
    var parents: Int?
    /// Steps down; nil for none, `Int.max` for all.
    var children: Int?
    /// `@`: what is below, and everything that this is built from.
    var withAncestorsOfChildren = false
    /// The term as it was written.
    var text: String

    static let methods = [
        "config", "file", "fqn", "package", "path", "resource_type", "source", "tag", "test_name", "test_type",
    ]

    /// Reads one term; throws for an unknown method, for a number that is too large, and for an empty value.
    init(_ text: String) throws(WeirError) {
        self.text = text
        var rest = text[...]
        if rest.hasPrefix("@") {
            withAncestorsOfChildren = true
            rest = rest.dropFirst()
        }
        (parents, rest) = try Self.leadingReach(rest, in: text)
        (children, rest) = try Self.trailingReach(rest, in: text)
        if let colon = rest.firstIndex(of: ":") {
            let parts = rest[..<colon].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            method = String(parts[0])
            argument = parts.count > 1 ? String(parts[1]) : nil
            value = String(rest[rest.index(after: colon)...])
            guard Self.methods.contains(method) else { throw .unknownMethod(method, in: text, known: Self.methods) }
            if method == "config", argument == nil {
                throw .badSelector(text, "config needs a key: `config.materialized:table`")
            }
        } else {
            value = String(rest)
            let isFile = value.hasSuffix(".sql") || value.hasSuffix(".yml") || value.hasSuffix(".yaml")
            method = value.contains("/") ? "path" : isFile ? "file" : "fqn"
        }
        if value.isEmpty { throw .badSelector(text, "there is no name in it") }
    }

    /// `+` or `2+` in front.
    private static func leadingReach(_ text: Substring, in whole: String) throws(WeirError) -> (Int?, Substring) {
        guard let plus = text.firstIndex(of: "+"), text[..<plus].allSatisfy(\.isASCIIDigit) else { return (nil, text) }
        return (try steps(text[..<plus], whole), text[text.index(after: plus)...])
    }

    /// `+` or `+2` behind.
    private static func trailingReach(_ text: Substring, in whole: String) throws(WeirError) -> (Int?, Substring) {
        guard let plus = text.lastIndex(of: "+"), text[text.index(after: plus)...].allSatisfy(\.isASCIIDigit) else {
            return (nil, text)
        }
        return (try steps(text[text.index(after: plus)...], whole), text[..<plus])
    }

    private static func steps(_ digits: Substring, _ whole: String) throws(WeirError) -> Int {
        if digits.isEmpty { return .max }
        guard let number = Int(digits) else { throw .badSelector(whole, "the number of steps is too large") }
        return number
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
