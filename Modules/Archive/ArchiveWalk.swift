import CArchive
import Diagnostics
import Foundation

/// One way through an archive and through the archives in it.
struct ArchiveWalk {
    let account: ArchiveAccount
    let opens: (ArchiveEntry) -> Bool
    let isWanted: (ArchiveEntry) -> Bool
    let body: (ArchiveEntry, ArchiveContent) throws -> Void

    func walk(_ handle: ArchiveHandle, below folder: String, rawName: String, depth: Int) throws {
        guard depth <= account.limits.depth else {
            throw WeirError.tooLarge(account.file, "\(account.limits.depth) archives within one another")
        }
        var last: String?
        while let header = try handle.next(after: last) {
            let name = handle.isRaw ? rawName : try Self.name(of: header, in: account.file)
            guard Self.isFile(header), !Self.isMacintoshMetadata(name) else { continue }
            let entry = ArchiveEntry(
                path: folder + (try confined(name)), bytes: handle.isRaw ? nil : Self.size(of: header), depth: depth)
            last = entry.path
            try account.take(entry: entry.path)
            if archive_entry_is_encrypted(header) != 0 {
                throw WeirError.encrypted(account.file, entry: entry.path)
            }
            // A single compressed file is not opened again: `x.csv.gz.gz` is nobody's archive.
            if !handle.isRaw, ArchiveKind.isArchiveName(name) {
                if opens(entry) { try open(entry, of: handle) }
            } else if isWanted(entry) {
                try body(entry, ArchiveContent(handle: handle, entry: entry.path, account: account))
            }
        }
    }

    private func open(_ entry: ArchiveEntry, of handle: ArchiveHandle) throws {
        let nested = try ArchiveHandle(inside: handle, entry: entry.path)
        let rawName = ArchiveReader.withoutEnding(entry.name)
        try walk(nested, below: entry.path + "/", rawName: rawName, depth: entry.depth + 1)
        // The rest of the entry is read too: its checksum stands at the end.
        try ArchiveContent(handle: handle, entry: entry.path, account: account).forEachChunk { _ in }
    }

    private func confined(_ name: String) throws -> String {
        let parts = name.split(separator: "/").filter { $0 != "." }
        let climbs = name.split { $0 == "/" || $0 == "\\" }.contains("..")
        if name.hasPrefix("/") || name.hasPrefix("\\") || climbs || parts.isEmpty {
            throw WeirError.unsafePath(account.file, entry: name)
        }
        return parts.joined(separator: "/")
    }

    private static func name(of header: OpaquePointer, in file: String) throws -> String {
        if let name = archive_entry_pathname_utf8(header) { return String(cString: name) }
        guard let name = archive_entry_pathname(header) else {
            throw WeirError.damaged(file, entry: nil, because: "an entry has no name")
        }
        return String(cString: name)
    }

    private static func size(of header: OpaquePointer) -> Int? {
        archive_entry_size_is_set(header) != 0 ? Int(archive_entry_size(header)) : nil
    }

    private static func isFile(_ header: OpaquePointer) -> Bool {
        archive_entry_filetype(header) == ArchiveWriter.regularFile && archive_entry_hardlink(header) == nil
    }

    private static func isMacintoshMetadata(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        return parts.contains("__MACOSX") || parts.last.map { $0.hasPrefix("._") || $0 == ".DS_Store" } ?? false
    }
}
