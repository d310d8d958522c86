import Diagnostics
import Foundation

/// A file on disk that may hold data, and what people call it.
struct DataFile: Sendable, Hashable {
    /// Where it stands; for what was unpacked, in the work folder.
    let place: URL
    /// Its path as the sample has it: `trips.zip/2024/trips.csv`, `sheet 'Prices' of book.xlsx`.
    let shown: String
    /// Its name without folders and endings, for naming the resource.
    let stem: String
    /// Its ending in lower case: `csv`.
    let ending: String
    /// The sheet that it was written from, for workbooks.
    var sheet: String?

    init(_ place: URL, shown: String, sheet: String? = nil) {
        self.place = place
        self.shown = shown
        self.sheet = sheet
        let name = sheet ?? (shown.split(separator: "/").last.map(String.init) ?? shown)
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        let hasEnding = sheet == nil && parts.count > 1 && !(parts[0].isEmpty && parts.count == 2)
        stem = hasEnding ? parts.dropLast().joined(separator: ".") : name
        ending = hasEnding ? parts[parts.count - 1].lowercased() : ""
    }

    /// How many bytes it has.
    func bytes() throws -> Int { try FileBytes.size(of: place, shown: shown) }
}

/// The first and the last bytes of a file: what formats are recognized by.
struct FileSample: Sendable {
    static let headBytes = 1 << 18
    static let tailBytes = 1 << 16

    let file: DataFile
    let bytes: Int
    let head: [UInt8]
    let tail: [UInt8]

    /// Reads the ends of a file; blocks.
    init(_ file: DataFile) throws {
        self.file = file
        bytes = try file.bytes()
        head = try FileBytes.read(file.place, from: 0, count: Self.headBytes, shown: file.shown)
        tail = try FileBytes.read(
            file.place, from: max(0, bytes - Self.tailBytes), count: Self.tailBytes, shown: file.shown)
    }

    /// Whether the head is all of it.
    var isWhole: Bool { bytes <= head.count }
    /// Where the tail begins.
    var tailOffset: Int { bytes - tail.count }

    /// The head without white space and byte-order mark in front, in lower case, for looking at its first words.
    var opening: String {
        let text = String(decoding: head.prefix(2048), as: UTF8.self)
        return text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
    }
}

/// Reading pieces of files, with errors that say which.
enum FileBytes {
    static func size(of file: URL, shown: String) throws -> Int {
        var status = stat()
        guard stat(file.path, &status) == 0 else { throw WeirError.unreadableSample(shown, errno: errno) }
        return Int(status.st_size)
    }

    /// At most `count` bytes from `offset` on.
    static func read(_ file: URL, from offset: Int, count: Int, shown: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachChunk(of: file, from: offset, to: offset + count, shown: shown) { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// Hands over the bytes of a range, in pieces of at most 1 MiB; each is valid inside of the closure.
    static func forEachChunk(
        of file: URL, from start: Int = 0, to end: Int = .max, shown: String,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw WeirError.unreadableSample(shown, errno: errno) }
        defer { close(descriptor) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        var place = start
        while place < end {
            let count = pread(descriptor, buffer.baseAddress, min(buffer.count, end - place), off_t(place))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw WeirError.unreadableSample(shown, errno: errno) }
            if count == 0 { return }
            try Task.checkCancellation()
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            place += count
        }
    }
}
