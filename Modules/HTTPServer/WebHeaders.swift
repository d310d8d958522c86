/// The fields of a header in order; names are found without regard to case.
public struct WebHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// The fields as name and value, in the order in which they were sent.
    public private(set) var fields: [Field] = []

    /// One field of a header.
    public struct Field: Sendable, Hashable {
        /// The name as it was written.
        public let name: String
        /// The value without the space around it.
        public let value: String
    }

    /// No fields.
    public init() {}

    /// These fields.
    public init(dictionaryLiteral elements: (String, String)...) { for (name, value) in elements { add(name, value) } }

    /// The first value under `name`; setting replaces every value, setting nil removes them.
    public subscript(name: String) -> String? {
        get { fields.first { $0.name.lowercased() == name.lowercased() }?.value }
        set {
            fields.removeAll { $0.name.lowercased() == name.lowercased() }
            if let newValue { add(name, newValue) }
        }
    }

    /// Adds a field beside those of the same name.
    ///
    /// A line break in a value would let it forge further fields: it becomes a space.
    public mutating func add(_ name: String, _ value: String) {
        let line = String(String.UnicodeScalarView(value.unicodeScalars.map { $0.value < 32 ? " " : $0 }))
        fields.append(Field(name: name, value: line))
    }

    /// The fields of both; those of `others` win.
    public func merging(_ others: WebHeaders) -> WebHeaders {
        var merged = self
        for field in others.fields { merged[field.name] = nil }
        for field in others.fields { merged.add(field.name, field.value) }
        return merged
    }
}
