import Archive
import Foundation
import Testing

@testable import Profiling

/// Packed samples, folders of several files, and how resources hang together.
@Suite struct ArchiveProfileTests {
    private let bench: ProfilingBench

    init() async throws { bench = try await ProfilingBench() }

    private static let plain = "id,v\n" + lines(0..<30) { "\($0),\($0).5" }

    private static let shop: [(String, String)] = [
        ("customers.csv", "id,first_name,email,city\n" + lines(1..<21) { "\($0),Ann\($0),a\($0)@x.org,c\($0 % 5)" }),
        (
            "orders.csv",
            "order_id,customer_id,ordered_at\n"
                + lines(1..<101) { "\($0),\($0 % 20 + 1),2024-02-01 10:\(padded($0 % 60, 2)):00" }
        ),
        ("lines.csv", "order_id,line,product_id\n" + lines(0..<200) { "\($0 / 2 + 1),\($0 % 2),\($0 % 9)" }),
        ("products.csv", "product_id,title\n" + lines(0..<8) { "\($0),P\($0)" }), ("README.md", "# the shop\n"),
    ]

    @Test(arguments: [ArchiveKind.gzip, .zstandard]) func aSingleCompressedFileIsUnpacked(_ kind: ArchiveKind)
        async throws
    {
        let ending = kind == .gzip ? "gz" : "zst"
        try bench.archive(kind, [("readings.csv", Self.plain)], to: "readings.csv.\(ending)")
        let profile = try await bench.profile("readings.csv.\(ending)")
        #expect(profile.resources.map(\.name.value) == ["readings"])
        #expect(profile.resources[0].rows == 30)
        #expect(profile.sample.packing == [kind == .gzip ? "gzip" : "zstd"])
        #expect(profile.sample.sha256?.count == 64)
    }

    @Test(arguments: [ArchiveKind.zip, .tar]) func filesOfAnArchiveAreResourcesWithForeignKeys(_ kind: ArchiveKind)
        async throws
    {
        try bench.archive(kind, Self.shop, to: "shop.\(kind.rawValue)")
        try await check(try await bench.profile("shop.\(kind.rawValue)"))
    }

    @Test func filesOfAFolderAreResourcesWithForeignKeys() async throws {
        for (name, text) in Self.shop { try bench.write(text, to: "shop/data/\(name)") }
        try bench.write("secret", to: "shop/.hidden")
        try await check(try await bench.profile("shop"))
    }

    private func check(_ profile: SourceProfile) async throws {
        #expect(profile.name == "shop")
        #expect(profile.resources.map(\.name.value) == ["lines", "orders", "customers", "products"])
        #expect(profile.resources.map(\.rows) == [200, 100, 20, 8])
        #expect(profile.resources.map(\.key.value) == [["order_id", "line"], ["order_id"], ["id"], ["product_id"]])
        let keys = profile.resources.map {
            $0.foreignKeys.map { "\($0.column)>\($0.resource).\($0.references) \($0.orphans)" }
        }
        #expect(
            keys == [
                ["order_id>orders.order_id 0", "product_id>products.product_id 22"], ["customer_id>customers.id 0"], [],
                [],
            ])
        #expect(profile.resources[0].foreignKeys.map(\.holds.value) == [true, false])
        #expect(profile.notes.count == 1)
        #expect(profile.notes[0].contains("README.md"))
    }

    @Test func anArchiveWithinAnArchiveIsOpened() async throws {
        let inner = try ArchiveWriter(.zip)
        try inner.add("readings.csv", Array(Self.plain.utf8))
        let outer = try ArchiveWriter(.zip)
        try outer.add("inner.zip", try inner.finish())
        try bench.write(try outer.finish(), to: "outer.zip")
        #expect(try await bench.profile("outer.zip").resources[0].rows == 30)
    }

    @Test func filesThatNothingJoinsAreNoSource() async throws {
        try bench.write("cat,colour\n" + lines(0..<9) { "c\($0),black" }, to: "odd/cats.csv")
        try bench.write("planet,mass\n" + lines(0..<9) { "p\($0),\($0)" }, to: "odd/planets.csv")
        let error = await bench.refusal("odd")
        #expect(error?.code == "profiling.unrelated_files")
        #expect(error?.notes == ["cats.csv", "planets.csv"])
        #expect(error?.exitCode == 2)
    }

    @Test func picturesAndProseAreNoData() async throws {
        try bench.write([0x89, 0x50, 0x4E, 0x47, 0x0D] + [UInt8](repeating: 7, count: 50), to: "junk/a.png")
        try bench.write("%PDF-1.4 x", to: "junk/b.pdf")
        try bench.write("hello there\n", to: "junk/notes.txt")
        #expect(await bench.refusal("junk")?.code == "profiling.no_data_inside")
        try bench.write(Self.plain, to: "junk/data.csv")
        #expect(await bench.refusal("junk")?.code == "profiling.unrelated_files")
    }

    // MARK: Archives that mean harm

    @Test func anArchiveThatSwellsIsStopped() async throws {
        try bench.archive(.zip, [("big.csv", String(repeating: "0", count: 80 << 20))], to: "bomb.zip")
        let error = await bench.refusal("bomb.zip")
        #expect(error?.code == "archive.too_large")
        #expect(error?.message == "'bomb.zip' unpacks to more than 200 times its size")
        #expect(error?.exitCode == 2)
        #expect(try bench.leftovers().isEmpty)
    }

    @Test(arguments: ["../../evil.csv", "/etc/evil.csv", "a/../../evil.csv"])
    func aMemberThatClimbsOutIsRefused(_ path: String) async throws {
        try bench.archive(.zip, [(path, Self.plain)], to: "climb.zip")
        let error = await bench.refusal("climb.zip")
        #expect(error?.code == "archive.unsafe_path")
        #expect(error?.exitCode == 2)
        #expect(error?.message.hasPrefix("'climb.zip' holds an entry") == true)
    }

    @Test func aDiskWithoutRoomIsSeenBeforeItIsFull() async throws {
        try bench.archive(.zip, [("a.csv", "id,v\n" + lines(0..<200_000) { "\($0),\($0 * 7919)" })], to: "large.zip")
        let error = await bench.refusal("large.zip", freeBytes: WorkFolder.reserveBytes + 1_000_000)
        #expect(error?.code == "profiling.disk_too_small")
        #expect(error?.exitCode == 2)
        #expect(error?.message.hasPrefix("'large.zip' needs ") == true)
        #expect(await bench.refusal("large.zip", freeBytes: 0)?.code == "profiling.disk_too_small")
    }

    @Test func aStreamThatSaysNoLengthIsStoppedAtTheRoom() async throws {
        try bench.archive(
            .gzip, [("a.csv", "id,v\n" + lines(0..<200_000) { "\($0),\($0 * 7919)" })], to: "large.csv.gz")
        let error = await bench.refusal("large.csv.gz", freeBytes: WorkFolder.reserveBytes + 1_000_000)
        #expect(error?.code == "profiling.disk_too_small")
        #expect(error?.exitCode == 2)
    }

    @Test func aDamagedArchiveIsAWrongCall() async throws {
        try bench.archive(.zip, [("a.csv", Self.plain)], to: "cut.zip")
        let bytes = try Data(contentsOf: bench.folder.file("cut.zip"))
        try bench.write(Array(bytes.dropLast(30)), to: "cut.zip")
        let error = await bench.refusal("cut.zip")
        #expect(error?.code == "archive.damaged")
        #expect(error?.exitCode == 2)
    }
}
