import Archive
import Diagnostics
import Foundation

/// Unpacks an archive into the work folder, within bounds: bytes, entries, ratio, depth, and the room on the disk.
struct Unpacking {
    static let limits = ArchiveLimits(entries: 10_000, ratio: 200, depth: 3)

    let folder: WorkFolder

    func unpack(_ archive: URL, shown: String) throws -> [DataFile] {
        var limits = Self.limits
        if let room = folder.room { limits.bytes = min(limits.bytes, room) }
        // What an archive says of itself is asked before a byte is written; it may lie, so the limits hold as well.
        let entries = try renamed(shown) { try ArchiveReader(file: archive, limits: limits).entries() }
        try folder.require(entries.reduce(0) { $0 + ($1.bytes ?? 0) }, for: shown)
        guard !entries.isEmpty else { throw WeirError.emptyArchive(shown) }
        let isSingle = entries.count == 1
        let files = Collected()
        try renamed(shown) {
            try ArchiveReader(file: archive, limits: limits).read(where: { _ in true }) { entry, content in
                let place = try folder.newFile("member", bytes: entry.bytes ?? 0)
                let writer = try ScratchWriter(place)
                var written = 0
                try content.forEachChunk { chunk in
                    try Task.checkCancellation()
                    written += chunk.count
                    if written >> 26 != (written - chunk.count) >> 26 { try folder.require(0, for: shown) }
                    try writer.write(chunk)
                }
                try writer.finish()
                files.all.append(DataFile(place, shown: Self.shown(entry, in: shown, isSingle: isSingle)))
            }
        }
        return files.all
    }

    /// The list that the reader's closure adds to.
    private final class Collected { var all: [DataFile] = [] }

    /// A single compressed file keeps its own name; a member is named below its archive.
    private static func shown(_ entry: ArchiveEntry, in archive: String, isSingle: Bool) -> String {
        let lower = archive.lowercased()
        if isSingle, entry.bytes == nil {
            let ending = [".gz", ".zst", ".gzip"].first { lower.hasSuffix($0) }
            return ending.map { String(archive.dropLast($0.count)) } ?? archive
        }
        return archive + "/" + DisplayText.shown(entry.path, atMost: 200)
    }

    /// Errors name the archive as people call it, and not the copy in the work folder.
    private func renamed<Result>(_ shown: String, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch var error as WeirError {
            if let range = error.message.firstRange(of: /'\/[^']*'/) {
                error.message.replaceSubrange(range, with: "'\(shown)'")
            }
            if error.code == "archive.too_large", let room = folder.room, error.message.hasSuffix("than \(room) bytes")
            {
                throw WeirError.diskTooSmall(
                    shown, needed: nil, free: room, folder: folder.url.deletingLastPathComponent())
            }
            if error.code == "archive.too_large" {
                error.hint =
                    "it may be made to fill disks; if it is what you expect, unpack it by hand and profile a part"
            }
            throw error
        }
    }
}
