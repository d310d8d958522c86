/// The keys and values of a YAML mapping, in the order in which they were written; each key once.
public struct YAMLMapping: Sendable, Hashable {
    /// One key with its value.
    public struct Entry: Sendable, Hashable {
        /// The key's text: `2024:` is the key `2024`.
        public let key: String
        /// Where the key stands.
        public let keyMark: YAMLMark
        /// What stands under it.
        public let value: YAMLNode
    }

    /// The entries in order; what a merge key brought comes first.
    public private(set) var entries: [Entry] = []
    private var places: [String: Int] = [:]

    /// An empty mapping.
    public init() {}

    /// Puts an entry in; one with the same key is replaced at its place and returned.
    @discardableResult
    mutating func put(_ entry: Entry) -> Entry? {
        if let place = places[entry.key] {
            let replaced = entries[place]
            entries[place] = entry
            return replaced
        }
        places[entry.key] = entries.count
        entries.append(entry)
        return nil
    }

    /// The value under `key`.
    public subscript(key: String) -> YAMLNode? { entry(key)?.value }

    /// The entry under `key`.
    public func entry(_ key: String) -> Entry? { places[key].map { entries[$0] } }

    /// The keys in order.
    public var keys: [String] { entries.map(\.key) }

    /// Whether there is no entry.
    public var isEmpty: Bool { entries.isEmpty }
}
