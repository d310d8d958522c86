import JSON

/// What stands where in a JSON text: objects with their keys, arrays with the kinds of their elements.
///
/// Only the first elements of an array are looked into, and a few levels; the rest is counted.
final class JSONOutline {
    static let elementsLookedInto = 40
    static let levels = 7
    static let keysKept = 400

    /// How often each kind of value stands here.
    private(set) var kinds: [JSONWalker.Kind: Int] = [:]
    /// The keys of objects here, in order.
    private(set) var keys: [String] = []
    private(set) var members: [String: JSONOutline] = [:]
    /// All elements of arrays here, as one.
    private(set) var elements: JSONOutline?
    /// How many elements the longest array here has.
    private(set) var longest = 0
    /// How many bytes the values here take.
    private(set) var bytes = 0

    var isObject: Bool { (kinds[.object] ?? 0) > 0 && kinds.count == 1 }
    var isArray: Bool { (kinds[.array] ?? 0) > 0 && kinds.count == 1 }
    /// Whether at least half of the values here are objects and the others are nothing.
    var holdsObjects: Bool { (kinds[.object] ?? 0) * 2 >= max(1, count) && (kinds[.array] ?? 0) == 0 }
    /// Whether the values here are strings, numbers and literals.
    var holdsScalars: Bool { (kinds[.object] ?? 0) + (kinds[.array] ?? 0) == 0 && count > 0 }
    var count: Int { kinds.values.reduce(0, +) }

    /// Reads an outline from the beginning of a text, or all of it; nil where the text is no JSON from its start on.
    static func read(_ source: (_ feed: (UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws -> (
        outline: JSONOutline, isWhole: Bool
    ) {
        let root = JSONOutline()
        var builder = Builder(root: root)
        var walker = JSONWalker()
        try source { chunk in try walker.feed(chunk) { event, offset, _ in try builder.take(event, offset) } }
        try walker.finish { event, offset, _ in try builder.take(event, offset) }
        builder.cut()
        return (root, walker.isBalanced)
    }

    private func member(_ key: String) -> JSONOutline? {
        if let known = members[key] { return known }
        guard keys.count < Self.keysKept else { return nil }
        let made = JSONOutline()
        keys.append(key)
        members[key] = made
        return made
    }

    /// Follows a walk, and notes what it meets.
    private struct Builder {
        private struct Level {
            let node: JSONOutline?
            let isArray: Bool
            let start: Int
            var elements = 0
            var key: String?
        }

        let root: JSONOutline
        private var levels: [Level] = []
        private var last = 0

        init(root: JSONOutline) { self.root = root }

        mutating func take(_ event: JSONWalker.Event, _ offset: Int) throws -> Bool {
            last = offset
            switch event {
            case .key(let key):
                levels[levels.count - 1].key = key
                return true
            case .begin(let kind): return begin(kind, offset)
            case .end: end(offset)
            }
            return true
        }

        private mutating func begin(_ kind: JSONWalker.Kind, _ offset: Int) -> Bool {
            var node: JSONOutline? = root
            var isNear = true
            if let index = levels.indices.last {
                let outer = levels[index]
                if outer.isArray {
                    levels[index].elements += 1
                    isNear = outer.elements < JSONOutline.elementsLookedInto
                    if outer.node?.elements == nil { outer.node?.elements = JSONOutline() }
                    node = outer.node?.elements
                } else {
                    node = outer.key.flatMap { outer.node?.member($0) }
                }
            }
            node?.kinds[kind, default: 0] += 1
            let goesIn =
                (kind == .object || kind == .array) && isNear && levels.count < JSONOutline.levels && node != nil
            levels.append(Level(node: node, isArray: kind == .array, start: offset))
            return goesIn
        }

        private mutating func end(_ offset: Int) {
            guard let level = levels.popLast() else { return }
            level.node?.bytes += offset - level.start
            level.node?.longest = max(level.node?.longest ?? 0, level.elements)
        }

        /// Ends what the end of a sample cuts.
        mutating func cut() { while !levels.isEmpty { end(last) } }
    }
}

/// Small pieces of JSON text.
enum JSONText {
    /// The text of a string in quotes.
    static func string(_ quoted: [UInt8]) throws -> String { try JSONValue.parse(utf8: quoted).string ?? "" }

    /// Keys as a JSON pointer (RFC 6901), which any key fits in.
    static func pointer(_ path: [String]) -> String {
        path.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
    }
}
