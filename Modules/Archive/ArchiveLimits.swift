/// What an archive may unpack to; past a limit reading stops with an error instead of filling the disk.
public struct ArchiveLimits: Sendable, Hashable {
    /// The most bytes of all entries together, unpacked.
    public var bytes: Int
    /// The most entries, nested archives and what is in them included.
    public var entries: Int
    /// The most unpacked bytes per packed byte; asked only after the first 64 MiB.
    public var ratio: Int
    /// How many archives may lie within one another: 1 for an archive that holds files only.
    public var depth: Int

    /// Limits; by default 256 GiB, 100,000 entries, 200 to one, three archives within one another.
    public init(bytes: Int = 1 << 38, entries: Int = 100_000, ratio: Int = 200, depth: Int = 3) {
        self.bytes = bytes
        self.entries = entries
        self.ratio = ratio
        self.depth = depth
    }

    /// From how many unpacked bytes on the ratio is asked.
    static let ratioFloorBytes = 1 << 26
}
