/// One file inside of an archive.
public struct ArchiveEntry: Sendable, Hashable {
    /// Its path from the outermost archive on, relative and confined; a nested archive counts as a folder:
    /// `2019/201901-citibike-tripdata.zip/201901-citibike-tripdata.csv`.
    public let path: String
    /// Its unpacked length as the archive states it; nil where it states none.
    public let bytes: Int?
    /// How many archives lie around it; 1 for most.
    public let depth: Int

    /// The last part of the path.
    public var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// How far reading an archive has come.
public struct ArchiveProgress: Sendable, Hashable {
    /// Bytes read of the archive's file.
    public let packedBytes: Int
    /// The length of the archive's file.
    public let totalPackedBytes: Int
    /// Bytes handed over so far, of all entries.
    public let unpackedBytes: Int
}
