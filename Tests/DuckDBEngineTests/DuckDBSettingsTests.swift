import DuckDBEngine
import DurableFiles
import Foundation
import Testing
import Warehouse

@Suite struct DuckDBSettingsTests {
    private func setting(_ name: String, _ engine: DuckDB) async throws -> String {
        try await engine.read("select current_setting(\(name)) as v").scalar.description
    }

    @Test func whatIsAskedForIsSet() async throws {
        let folder = try TemporaryDirectory()
        let engine = try await DuckDB.open(
            file: folder.file("w.duckdb"),
            settings: DuckDBSettings(
                threads: 1, memoryLimitBytes: 256 << 20, temporaryFolder: folder.file("elsewhere")))
        #expect(try await setting("threads", engine) == "1")
        #expect(try await setting("memory_limit", engine) == "256.0 MiB")
        #expect(try await setting("temp_directory", engine) == folder.file("elsewhere").path)
        await engine.close()
    }

    @Test func everyDatabaseKeepsTheTimeInUTCAndFetchesNothing() async throws {
        let engine = try await DuckDB.open()
        #expect(try await setting("TimeZone", engine) == "UTC")
        #expect(try await setting("autoinstall_known_extensions", engine) == "false")
        #expect(try await setting("autoload_known_extensions", engine) == "false")
        #expect(try await setting("preserve_insertion_order", engine) == "true")
    }

    @Test func whatDoesNotFitIntoMemoryIsSpilledBesideTheDatabaseOrIntoTheSystemsFolder() async throws {
        let folder = try TemporaryDirectory()
        let onDisk = try await DuckDB.open(file: folder.file("w.duckdb"))
        #expect(try await setting("temp_directory", onDisk) == folder.file("w.duckdb.spill").path)
        await onDisk.close()
        let inMemory = try await DuckDB.open()
        #expect(try await setting("temp_directory", inMemory).hasPrefix(FileManager.default.temporaryDirectory.path))
    }

    @Test func aLargeSortSpillsAndLeavesNothingBehind() async throws {
        let folder = try TemporaryDirectory()
        let settings = DuckDBSettings(threads: 1, memoryLimitBytes: 24 << 20)
        let engine = try await DuckDB.open(file: folder.file("w.duckdb"), settings: settings)
        try await engine.run(
            "create table sorted as select md5(i::varchar) as m, i from range(600000) t(i) order by m")
        #expect(try await engine.read("select count(*) from sorted").scalar == 600_000)
        await engine.close()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        #expect(names == ["w.duckdb", "w.duckdb.lock"])
    }
}
