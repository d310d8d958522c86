import Diagnostics
import Foundation

/// What a file is by its first bytes, whatever its name says.
public enum ArchiveKind: String, Sendable, Hashable, CaseIterable {
    case zip
    case tar
    case gzip
    case zstandard

    /// The kind of a file, or nil when it is no archive: plain text, CSV, JSON, an HTML page.
    public static func of(file: URL) throws -> ArchiveKind? { of(bytes: try beginning(of: file)) }

    /// The kind of a file that begins with these bytes; 262 bytes tell every kind.
    public static func of(bytes: [UInt8]) -> ArchiveKind? {
        let marks: [(ArchiveKind, [UInt8])] = [
            (.zip, [0x50, 0x4B, 0x03, 0x04]), (.zip, [0x50, 0x4B, 0x05, 0x06]), (.gzip, [0x1F, 0x8B]),
            (.zstandard, [0x28, 0xB5, 0x2F, 0xFD]),
        ]
        if let mark = marks.first(where: { bytes.starts(with: $0.1) }) { return mark.0 }
        return bytes.dropFirst(257).starts(with: Array("ustar".utf8)) ? .tar : nil
    }

    /// Whether a name looks like an archive's, so that one inside of another is opened.
    public static func isArchiveName(_ path: String) -> Bool {
        let name = path.lowercased()
        return [".zip", ".tar", ".tgz", ".gz", ".zst"].contains { name.hasSuffix($0) }
    }

    /// What a file that is no archive seems to be, for the error.
    static func describe(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        if bytes.isEmpty { return "it is empty" }
        if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") { return "it begins like an HTML page" }
        if text.hasPrefix("<?xml") { return "it begins like an XML document" }
        if text.hasPrefix("{") || text.hasPrefix("[") { return "it begins like JSON" }
        return "it begins like no kind of archive that can be read"
    }

    static func beginning(of file: URL) throws -> [UInt8] {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw WeirError.unreadable(file.path, errno: errno) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw WeirError.unreadable(file.path, errno: errno) }
        return Array(bytes[..<count])
    }
}
