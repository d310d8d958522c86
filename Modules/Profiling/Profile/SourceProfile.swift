/// What a sample of a source holds, and every choice that was made from it: one value, printed, compared, written to
/// `source-profile.yml` and read back from it.
///
/// It holds no value of a row: names of columns, types, counts, shapes, and ranges of numbers and dates that are not about people.
public struct SourceProfile: Sendable, Hashable {
    /// A name for the source, as an identifier: `air_quality`.
    public var name: String
    /// What was looked at.
    public var sample: SampleOrigin
    /// What it holds, the main resource first; a nested list stands behind its parent.
    public var resources: [ResourceProfile]
    /// What a person should know about the sample as a whole.
    public var notes: [String]

    /// A profile from its parts.
    public init(name: String, sample: SampleOrigin, resources: [ResourceProfile], notes: [String] = []) {
        (self.name, self.sample, self.resources, self.notes) = (name, sample, resources, notes)
    }

    /// Every question that only a person can answer and nobody has, with its place: `trips.started_at: …`.
    public var openQuestions: [String] { resources.flatMap(\.openQuestions) }
}

/// Where a sample came from.
public struct SampleOrigin: Sendable, Hashable {
    /// The path or address as it was given; secrets in an address are masked.
    public var location: String
    /// How many bytes it has, packed as it came.
    public var bytes: Int
    /// The digest of those bytes, for a single file; nil for a folder.
    public var sha256: String?
    /// How it is packed, from the outside in: `zip`, `gzip`; empty for plain files.
    public var packing: [String]

    /// An origin from its parts.
    public init(location: String, bytes: Int, sha256: String? = nil, packing: [String] = []) {
        (self.location, self.bytes, self.sha256, self.packing) = (location, bytes, sha256, packing)
    }
}
