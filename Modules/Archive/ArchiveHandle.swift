import CArchive
import Diagnostics
import Foundation

/// One archive that libarchive reads: from a file, or from an entry of another one.
final class ArchiveHandle {
    let pointer: OpaquePointer
    /// The file that a person knows, also for nested archives.
    let file: String
    private var nested: NestedSource?

    private init(file: String) throws {
        guard let pointer = archive_read_new() else { throw WeirError.libraryFailed() }
        self.pointer = pointer
        self.file = file
        archive_read_support_filter_gzip(pointer)
        archive_read_support_filter_zstd(pointer)
        archive_read_support_format_tar(pointer)
    }

    deinit { archive_read_free(pointer) }

    /// Opens a file of this kind.
    convenience init(file: URL, kind: ArchiveKind) throws {
        try self.init(file: file.path)
        // Only the reader that begins at the directory at the end notices a zip that was cut between two entries.
        if kind == .zip {
            archive_read_support_format_zip_seekable(pointer)
        } else {
            archive_read_support_format_raw(pointer)
        }
        guard archive_read_open_filename(pointer, file.path, 1 << 18) == ARCHIVE_OK else { throw damaged(at: nil) }
    }

    /// Opens the entry at which `outer` stands as an archive of its own.
    convenience init(inside outer: ArchiveHandle, entry: String) throws {
        try self.init(file: outer.file)
        archive_read_support_format_zip_streamable(pointer)
        archive_read_support_format_raw(pointer)
        let source = NestedSource(outer: outer, entry: entry)
        nested = source
        let context = Unmanaged.passUnretained(source).toOpaque()
        let status = archive_read_open(pointer, context, nil, { NestedSource.read(client: $1, into: $2) }, nil)
        guard status == ARCHIVE_OK else { throw damaged(at: entry) }
    }

    /// Moves on to the next entry and lends it; nil at the end.
    func next(after entry: String?) throws -> OpaquePointer? {
        var header: OpaquePointer?
        while true {
            switch archive_read_next_header(pointer, &header) {
            case ARCHIVE_OK, ARCHIVE_WARN: return header
            case ARCHIVE_EOF: return nil
            case ARCHIVE_RETRY: continue
            default: throw damaged(at: entry)
            }
        }
    }

    /// Reads bytes of the current entry; 0 at its end. A wrong checksum is an error too.
    func read(into buffer: UnsafeMutableRawBufferPointer, entry: String) throws -> Int {
        let count = archive_read_data(pointer, buffer.baseAddress, buffer.count)
        guard count >= 0 else { throw damaged(at: entry) }
        return count
    }

    /// Whether the content is one compressed file and no archive of files.
    var isRaw: Bool { archive_format(pointer) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_RAW }

    /// Bytes read of the file, before any unpacking.
    var packedBytes: Int { Int(archive_filter_bytes(pointer, -1)) }

    private func damaged(at entry: String?) -> WeirError {
        if let failure = nested?.failure { return failure }
        let reason = archive_error_string(pointer).map { String(cString: $0).lowercased() } ?? "it cannot be read"
        return WeirError.damaged(file, entry: entry, because: reason)
    }
}

/// Feeds the bytes of an entry to the handle of the archive that the entry is.
private final class NestedSource {
    private let outer: ArchiveHandle
    private let entry: String
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
    /// Why the outer archive could not be read on.
    private(set) var failure: WeirError?

    init(outer: ArchiveHandle, entry: String) {
        self.outer = outer
        self.entry = entry
    }

    deinit { buffer.deallocate() }

    static func read(client: UnsafeMutableRawPointer?, into place: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
        guard let client, let place else { return -1 }
        return Unmanaged<NestedSource>.fromOpaque(client).takeUnretainedValue().read(into: place)
    }

    private func read(into place: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
        do {
            place.pointee = UnsafeRawPointer(buffer.baseAddress)
            return try outer.read(into: buffer, entry: entry)
        } catch {
            failure = WeirError(wrapping: error)
            return -1
        }
    }
}
