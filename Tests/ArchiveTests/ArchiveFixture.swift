import Foundation

@testable import Archive

/// Archives in a folder that goes away with the fixture.
final class ArchiveFixture {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "archive-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func bytes(_ kind: ArchiveKind, raw entries: [(String, [UInt8])]) throws -> [UInt8] {
        let writer = try ArchiveWriter(kind)
        for (path, content) in entries { try writer.add(path, content) }
        return try writer.finish()
    }

    func bytes(_ kind: ArchiveKind, _ entries: [(String, String)]) throws -> [UInt8] {
        try bytes(kind, raw: entries.map { ($0.0, Array($0.1.utf8)) })
    }

    func archive(_ kind: ArchiveKind, raw entries: [(String, [UInt8])], name: String = "some.bin") throws -> URL {
        try file(bytes(kind, raw: entries), name: name)
    }

    func archive(_ kind: ArchiveKind, _ entries: [(String, String)], name: String = "some.bin") throws -> URL {
        try file(bytes(kind, entries), name: name)
    }

    func file(_ bytes: [UInt8], name: String = "some.bin") throws -> URL {
        let place = folder.appending(path: name)
        try Data(bytes).write(to: place)
        return place
    }

    /// Text that does not compress: letters drawn by a fixed generator.
    static func noise(_ count: Int) -> String {
        var state: UInt64 = 7
        return String(
            decoding: (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(ascii: "A") + UInt8(state >> 59)
            }, as: UTF8.self)
    }
}
