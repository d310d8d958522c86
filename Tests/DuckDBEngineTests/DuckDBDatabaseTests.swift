import Diagnostics
import DuckDBEngine
import DurableFiles
import Foundation
import Testing
import Warehouse

@Suite struct DuckDBDatabaseTests {
    @Test func aDatabaseThatAnotherProcessHoldsNamesIt() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.file("w.duckdb")
        let lock = try LockFile.acquire(at: URL(filePath: file.path + ".lock"), command: "weir run city_bikes")
        let error = await #expect(throws: WeirError.self) { try await DuckDB.open(file: file) }
        #expect(error?.code == .engineBusy)
        #expect(error?.isRetryable == true)
        #expect(
            error?.message.hasSuffix(
                "w.duckdb' is in use: held by process \(ProcessInfo.processInfo.processIdentifier) (weir run city_bikes)"
            ) == true)
        lock.release()
        await (try DuckDB.open(file: file)).close()
    }

    @Test func openingWaitsForTheHolderAsLongAsItIsTold() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.file("w.duckdb")
        let lock = try LockFile.acquire(at: URL(filePath: file.path + ".lock"))
        let clock = ManualClock()
        await #expect(throws: WeirError.self) { try await DuckDB.open(file: file, waitSeconds: 3, clock: clock) }
        #expect(abs(clock.waitsSeconds.reduce(0, +) - 3) < 0.001)
        lock.release()
    }

    @Test func readingIsPossibleWithoutTheLock() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.file("w.duckdb")
        await (try DuckDB.open(file: file)).close()
        let lock = try LockFile.acquire(at: URL(filePath: file.path + ".lock"))
        let reader = try await DuckDB.open(file: file, settings: DuckDBSettings(access: .readOnly))
        #expect(try await reader.read("select 1").scalar == 1)
        await reader.close()
        lock.release()
    }

    @Test func whoIsReadingWhenTheDatabaseIsClosedReadsOn() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.file("w.duckdb")
        let engine = try await DuckDB.open(file: file)
        let hasBegun = AsyncStream<Void>.makeStream()
        let isClosed = DispatchSemaphore(value: 0)
        async let answer = engine.withConnection { connection in
            hasBegun.continuation.finish()
            isClosed.wait()
            return try connection.read("select 1 as a").scalar
        }
        for await _ in hasBegun.stream {}
        await engine.close()
        let error = await #expect(throws: WeirError.self) { try await DuckDB.open(file: file) }
        #expect(error?.code == .engineBusy)
        isClosed.signal()
        #expect(try await answer == 1)
        await (try DuckDB.open(file: file)).close()
    }

    @Test func aFileOpenForReadingIsNotOpenedForWriting() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.file("w.duckdb")
        await (try DuckDB.open(file: file)).close()
        let reader = try await DuckDB.open(file: file, settings: DuckDBSettings(access: .readOnly))
        let error = await #expect(throws: WeirError.self) { try await DuckDB.open(file: file) }
        #expect(error?.code == .engineBusy)
        await reader.close()
        await (try DuckDB.open(file: file)).close()
    }

    @Test(arguments: [
        ("", "not a valid"), ("hello", "not a valid"), (String(repeating: "no database ", count: 2000), "not a valid"),
    ])
    func aFileThatIsNoDatabaseIsNamedWithTheNextMove(content: String, reason: String) async throws {
        let folder = try TemporaryDirectory()
        let file = try folder.write(content, to: "w.duckdb")
        let error = await #expect(throws: WeirError.self) { try await DuckDB.open(file: file) }
        #expect(error?.code == .engineCorrupt)
        #expect(error?.message.contains(file.path) == true)
        #expect(error?.hint?.contains("move '\(file.path)' away") == true)
        #expect(try String(contentsOf: file, encoding: .utf8) == content)
    }

    @Test(arguments: [100, 8192]) func aTruncatedDatabaseIsDamaged(bytes: Int) async throws {
        let folder = try TemporaryDirectory()
        let file = folder.file("w.duckdb")
        let engine = try await DuckDB.open(file: file)
        try await engine.run("create table t as select * from range(100000)")
        await engine.close()
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: UInt64(bytes))
        try handle.close()
        let error = await #expect(throws: WeirError.self) { try await DuckDB.open(file: file) }
        #expect(error?.code == .engineCorrupt)
    }

    @Test func aDatabaseThatIsNotThereIsNotOpenedForReading() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.file("nothing.duckdb")
        let error = await #expect(throws: WeirError.self) {
            try await DuckDB.open(file: file, settings: DuckDBSettings(access: .readOnly))
        }
        #expect(error?.code == "engine.no_database")
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }

    @Test func aSettingThatDuckDBDoesNotTakeIsNamed() async throws {
        let error = await #expect(throws: WeirError.self) {
            try await DuckDB.open(settings: DuckDBSettings(threads: -1))
        }
        #expect(error?.code == "engine.bad_setting")
    }

    @Test func aFullDiskLosesNothingThatWasCommitted() async {
        await #expect(processExitsWith: .success) {
            signal(SIGXFSZ, SIG_IGN)
            let folder = try TemporaryDirectory()
            let file = folder.file("w.duckdb")
            let engine = try await DuckDB.open(file: file)
            try await engine.run("create table kept as select 1 as a")
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            limit.rlim_cur = 8 << 20
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let error = await #expect(throws: WeirError.self) {
                try await engine.run(
                    "create table big as select md5(i::varchar) m, random() r from range(1000000) t(i)")
            }
            #expect(error?.code == .engineDiskFull)
            #expect(error?.hint?.contains("free space") == true)
            #expect(try await engine.read("select a from kept").rows == [[1]])
            await engine.close()
            let again = try await DuckDB.open(file: file)
            #expect(try await again.withConnection { try $0.relations() }.map(\.name) == ["main.kept"])
        }
    }
}
