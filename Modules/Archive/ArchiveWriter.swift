import CArchive
import Diagnostics
import Foundation

/// Writes an archive in memory, the same bytes for the same entries: no times, no owners, in the order of the calls.
///
///     let writer = try ArchiveWriter(.zip)
///     try writer.add("202402-citibike-tripdata_1.csv", bytes)
///     let zip = try writer.finish()
public final class ArchiveWriter {
    private let pointer: OpaquePointer
    private let sink = Sink()
    /// The type of a plain file in libarchive's words (`AE_IFREG`, a macro that Swift does not see).
    static let regularFile: UInt32 = 0o100000

    /// The bytes that libarchive hands out.
    private final class Sink {
        var bytes: [UInt8] = []
    }

    /// A writer of this kind; `gzip` and `zstandard` take exactly one entry, whose path is not kept.
    public init(_ kind: ArchiveKind) throws {
        guard let pointer = archive_write_new() else { throw WeirError.libraryFailed() }
        self.pointer = pointer
        switch kind {
        case .zip: archive_write_set_format_zip(pointer)
        case .tar: archive_write_set_format_pax_restricted(pointer)
        case .gzip, .zstandard: archive_write_set_format_raw(pointer)
        }
        switch kind {
        case .gzip:
            archive_write_add_filter_gzip(pointer)
            archive_write_set_filter_option(pointer, "gzip", "timestamp", nil)
        case .zstandard: archive_write_add_filter_zstd(pointer)
        case .zip, .tar: archive_write_add_filter_none(pointer)
        }
        archive_write_set_bytes_in_last_block(pointer, 1)
        let context = Unmanaged.passUnretained(sink).toOpaque()
        try check(
            archive_write_open(
                pointer, context, nil,
                { _, context, bytes, count in
                    guard let context else { return -1 }
                    let sink = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
                    sink.bytes.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
                    return count
                }, nil))
    }

    deinit { archive_write_free(pointer) }

    /// Adds a file.
    public func add(_ path: String, _ content: [UInt8]) throws {
        try UTF8Locale.run {
            guard let entry = archive_entry_new() else { throw WeirError.libraryFailed() }
            defer { archive_entry_free(entry) }
            archive_entry_set_pathname_utf8(entry, path)
            archive_entry_set_size(entry, Int64(content.count))
            archive_entry_set_filetype(entry, Self.regularFile)
            archive_entry_set_perm(entry, 0o644)
            try check(archive_write_header(pointer, entry))
            let written = content.withUnsafeBytes { archive_write_data(pointer, $0.baseAddress, $0.count) }
            guard written == content.count else { throw failure() }
            try check(archive_write_finish_entry(pointer))
        }
    }

    /// Ends the archive and gives its bytes.
    public func finish() throws -> [UInt8] {
        try check(archive_write_close(pointer))
        return sink.bytes
    }

    private func check(_ status: Int32) throws {
        guard status == ARCHIVE_OK else { throw failure() }
    }

    private func failure() -> WeirError {
        WeirError.cannotWrite(because: archive_error_string(pointer).map { String(cString: $0) } ?? "unknown")
    }
}
