import Archive
import Diagnostics
import DurableFiles
import Foundation

/// Lays out the data files in what landed: archives are unpacked, other files are taken where they are.
struct Unpacker: Sendable {
    let folder: LandingFolder
    /// Endings of the members wanted; empty wants all.
    let memberEndings: [String]

    /// The data files of a landed file, below the landing's folder, in the order in which their rows count. Blocks.
    func dataFiles(of file: LandedFile) throws -> [URL] {
        do { return try unpacked(file) } catch let error as WeirError where error.code.rawValue.hasPrefix("archive.") {
            throw WeirError.unreadableArchive(
                error, copy: folder.file(file.name).path, file: file.name, address: file.address)
        }
    }

    private func unpacked(_ file: LandedFile) throws -> [URL] {
        let place = folder.file(file.name)
        guard try ArchiveKind.of(file: place) != nil else { return [place] }
        let root = folder.unpacked(file.name)
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        let confined = try ConfinedRoot(root)
        var paths: [String] = []
        var passedOver: [String] = []
        try ArchiveReader(file: place).read(
            opens: { isOfItsMonths($0.path, of: file) || Self.month(in: $0.name) == nil },
            where: { entry in
                let isData = memberEndings.isEmpty || memberEndings.contains { entry.name.lowercased().hasSuffix($0) }
                if !isData { passedOver.append(entry.path) }
                return isData && isOfItsMonths(entry.path, of: file)
            }
        ) { entry, content in
            try PlainWriter.write(content, to: confined.file(entry.path))
            paths.append(entry.path)
        }
        guard !paths.isEmpty else {
            throw WeirError.nothingInArchive(
                file.name, endings: memberEndings, months: file.isPartial ? file.months : [])
        }
        return try paths.sorted().map { try confined.file($0) }
    }

    /// Whether a member belongs to the months that its file is taken for; one that names no month belongs to all.
    private func isOfItsMonths(_ path: String, of file: LandedFile) -> Bool {
        guard file.isPartial else { return true }
        let named = path.split(separator: "/").reversed().lazy.compactMap { Self.month(in: String($0)) }.first
        return named.map(file.months.contains) ?? true
    }

    /// The month that a name begins with: `201901-citibike-tripdata_1.csv`.
    private static func month(in name: String) -> Month? {
        name.firstMatch(of: /(?:^|[^0-9])([0-9]{4})([0-9]{2})[^0-9]/).flatMap { match in
            Int(match.1).flatMap { year in Int(match.2).flatMap { Month(year: year, month: $0) } }
        }
    }
}

/// Writes files that can be made again: neither flushed nor hashed.
enum PlainWriter {
    static func write(_ content: ArchiveContent, to file: URL) throws {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        let descriptor = open(file.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw WeirError.fileFailure(errno: errno, "written", path: file.path) }
        defer { close(descriptor) }
        try content.forEachChunk { chunk in
            var rest = chunk
            while !rest.isEmpty {
                let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw WeirError.fileFailure(errno: errno, "written", path: file.path) }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
    }
}
