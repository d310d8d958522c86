import Diagnostics
import Foundation

/// The content of one entry, to be read once while it is lent.
public final class ArchiveContent {
    private let handle: ArchiveHandle
    private let entry: String
    private let account: ArchiveAccount

    init(handle: ArchiveHandle, entry: String, account: ArchiveAccount) {
        self.handle = handle
        self.entry = entry
        self.account = account
    }

    /// Hands over the content in pieces of at most 256 KiB, each valid inside of the closure.
    public func forEachChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try handle.read(into: buffer, entry: entry)
            if count == 0 { return }
            try account.take(bytes: count)
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// The whole content in memory; for small entries.
    public func bytes() throws -> [UInt8] {
        var all: [UInt8] = []
        try forEachChunk { all.append(contentsOf: $0) }
        return all
    }
}

/// What was unpacked so far, held against the limits.
final class ArchiveAccount {
    let limits: ArchiveLimits
    let file: String
    private let handle: ArchiveHandle
    private let totalPackedBytes: Int
    private let progress: (ArchiveProgress) throws -> Void
    private var bytes = 0
    private var paths: Set<String> = []

    init(
        handle: ArchiveHandle, limits: ArchiveLimits, totalPackedBytes: Int,
        progress: @escaping (ArchiveProgress) throws -> Void
    ) {
        self.handle = handle
        self.limits = limits
        self.totalPackedBytes = totalPackedBytes
        self.progress = progress
        file = handle.file
    }

    func take(entry: String) throws {
        guard paths.insert(entry).inserted else { throw WeirError.duplicateEntry(file, entry: entry) }
        if paths.count > limits.entries { throw WeirError.tooLarge(file, "\(limits.entries) entries") }
    }

    func take(bytes count: Int) throws {
        bytes += count
        if bytes > limits.bytes { throw WeirError.tooLarge(file, "\(limits.bytes) bytes") }
        let packed = handle.packedBytes
        if bytes > ArchiveLimits.ratioFloorBytes, bytes / limits.ratio > packed {
            throw WeirError.tooLarge(file, "\(limits.ratio) times its size")
        }
        try progress(
            ArchiveProgress(packedBytes: packed, totalPackedBytes: totalPackedBytes, unpackedBytes: bytes))
    }
}
