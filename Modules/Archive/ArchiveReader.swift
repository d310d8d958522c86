import CArchive
import Diagnostics
import Foundation

/// Reads the files in a zip, tar, gzip or zstd file, and in the archives in it, without unpacking more than is asked for.
///
///     try ArchiveReader(file: zip).read(where: { $0.path.hasSuffix(".csv") }) { entry, content in
///         let writer = try DurableWriter(to: root.file(entry.path))
///         try content.forEachChunk { try writer.write($0) }
///         try writer.finish()
///     }
///
/// What is inside is known by content, not by name. Folders, links, and what macOS adds (`__MACOSX/`, `._name`,
/// `.DS_Store`) are passed over. A single compressed file has the archive's name without its ending. Paths are relative and
/// cannot climb; a damaged or cut file, a wrong checksum, or a passed limit is an error. Blocks.
public struct ArchiveReader: Sendable {
    /// The archive.
    public let file: URL
    /// What it may unpack to.
    public let limits: ArchiveLimits

    /// A reader of this file.
    public init(file: URL, limits: ArchiveLimits = ArchiveLimits()) {
        self.file = file
        self.limits = limits
    }

    /// All entries in the archive's order.
    public func entries() throws -> [ArchiveEntry] {
        var all: [ArchiveEntry] = []
        try read(
            where: { entry in
                all.append(entry)
                return false
            }, { _, _ in })
        return all
    }

    /// Hands over the entries that are wanted, one after the other.
    ///
    /// - Parameters:
    ///   - opens: whether a nested archive is opened; it has the entry's path of that archive.
    ///   - isWanted: whether an entry is handed over.
    ///   - progress: told after every piece of about 256 KiB; may throw to stop.
    ///   - body: gets the entry and its content, which it may read once, in whole or in part.
    public func read(
        opens: @escaping (ArchiveEntry) -> Bool = { _ in true }, where isWanted: @escaping (ArchiveEntry) -> Bool,
        progress: @escaping (ArchiveProgress) throws -> Void = { _ in },
        _ body: @escaping (ArchiveEntry, ArchiveContent) throws -> Void
    ) throws {
        let beginning = try ArchiveKind.beginning(of: file)
        guard let kind = ArchiveKind.of(bytes: beginning) else {
            throw WeirError.notAnArchive(file.path, because: ArchiveKind.describe(beginning))
        }
        try UTF8Locale.run {
            let handle = try ArchiveHandle(file: file, kind: kind)
            let size = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
            let account = ArchiveAccount(handle: handle, limits: limits, totalPackedBytes: size, progress: progress)
            let walk = ArchiveWalk(account: account, opens: opens, isWanted: isWanted, body: body)
            try walk.walk(handle, below: "", rawName: Self.withoutEnding(file.lastPathComponent), depth: 1)
        }
    }

    static func withoutEnding(_ name: String) -> String {
        let lower = name.lowercased()
        if lower.hasSuffix(".tgz") { return name.dropLast(4) + ".tar" }
        for ending in [".gz", ".zst"] where lower.hasSuffix(ending) && name.count > ending.count {
            return String(name.dropLast(ending.count))
        }
        return name
    }
}
