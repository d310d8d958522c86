import Diagnostics
import DuckDBEngine
import DurableFiles
import Foundation
import Testing
import Warehouse

@Suite struct DuckDBTests {
    @Test func aDatabaseInMemoryAnswers() async throws {
        let engine = try await DuckDB.open()
        let table = try await engine.read("select 40 + \(2) as answer, \("x") as word")
        #expect(table.rows == [[.integer(42), .text("x")]])
        #expect(table.columns.map(\.name) == ["answer", "word"])
    }

    @Test func whatIsWrittenIsThereAfterReopening() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.file("w.duckdb")
        let engine = try await DuckDB.open(file: file)
        let changed = try await engine.transaction { connection in
            try connection.createTable("raw.trips", columns: [Column("id", .integer), Column("name", .text)])
            return try connection.run("insert into raw.trips values (1, 'a'), (2, null)")
        }
        #expect(changed == 2)
        await engine.close()
        let again = try await DuckDB.open(file: file)
        #expect(try await again.read("select * from raw.trips order by id").rows == [[1, "a"], [2, nil]])
        await again.close()
    }

    @Test func twoOpeningsInOneProcessShareTheDatabase() async throws {
        let folder = try TemporaryDirectory()
        let first = try await DuckDB.open(file: folder.file("w.duckdb"))
        let second = try await DuckDB.open(file: folder.file("x/../w.duckdb"))
        try await first.run("create table one (a integer)")
        await first.close()
        try await second.run("insert into one values (7)")
        #expect(try await second.read("select a from one").scalar == 7)
        let error = await #expect(throws: WeirError.self) { try await first.read("select 1") }
        #expect(error?.code == "engine.closed")
        await second.close()
        let third = try await DuckDB.open(file: folder.file("w.duckdb"))
        #expect(try await third.read("select a from one").scalar == 7)
    }

    @Test func aReadOnlyDatabaseReachesNothingElse() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.file("w.duckdb")
        let csv = try folder.write("a\n1\n", to: "a.csv")
        let writer = try await DuckDB.open(file: file)
        try await writer.run("create table t as select 1 as a")
        await writer.close()
        let reader = try await DuckDB.open(file: file, settings: DuckDBSettings(access: .readOnly))
        #expect(try await reader.read("select a from t").scalar == 1)
        for sql in [
            "insert into t values (2)", "select * from read_csv('\(csv.path)')", "set threads = 1",
            "attach '\(folder.file("other.duckdb").path)'", "copy t to '\(folder.file("out.csv").path)'",
        ] {
            await #expect(throws: WeirError.self) { try await reader.run(SQL(raw: sql)) }
        }
        #expect(!FileManager.default.fileExists(atPath: file.path + ".lock.x"))
        await reader.close()
    }

    @Test func cancellingStopsALongStatement() async throws {
        let engine = try await DuckDB.open()
        let started = AsyncStream<Void>.makeStream()
        let task = Task {
            try await engine.withConnection { connection in
                started.continuation.yield()
                return try connection.read(
                    "select count(*) from range(1000000) a, range(1000000) b where a.range < b.range")
            }
        }
        for await _ in started.stream { break }
        task.cancel()
        await #expect(throws: WeirError.interrupted) { try await task.value }
        #expect(try await engine.read("select 1").scalar == 1)
    }

    @Test func anOpenTransactionIsRolledBackWhenTheConnectionComesBack() async throws {
        let engine = try await DuckDB.open()
        try await engine.run("create table t (a integer)")
        try await engine.withConnection { connection in
            _ = try connection.run("begin transaction")
            _ = try connection.run("insert into t values (1)")
        }
        #expect(try await engine.read("select count(*) from t").scalar == 0)
    }

    @Test func whatABorrowerSetsIsGoneForTheNext() async throws {
        let engine = try await DuckDB.open()
        try await engine.withConnection { connection in
            _ = try connection.run("create temp table scratch as select 1 as a")
            _ = try connection.run("create schema s; set schema = 's'")
        }
        await #expect(throws: WeirError.self) { try await engine.read("select * from scratch") }
        #expect(try await engine.read("select current_schema()").scalar == "main")
    }

    @Test func aTableMadeFromAQueryCountsItsRows() async throws {
        let engine = try await DuckDB.open()
        #expect(try await engine.run("create table t as select * from range(7)") == 7)
        #expect(try await engine.run("create table u (a integer)") == 0)
        #expect(try await engine.run("create view v as select * from t") == 0)
    }

    @Test func theSchemaThatABorrowerUsesIsGoneForTheNext() async throws {
        let engine = try await DuckDB.open()
        try await engine.run("create schema s")
        try await engine.run("use s")
        #expect(try await engine.read("select current_schema()").scalar == "main")
    }

    @Test func cancellingAtAnyMomentNeverHitsTheNextStatement() async throws {
        let engine = try await DuckDB.open()
        for round in 0..<100 {
            let task = Task { try await engine.read("select sum(range) from range(\(round * 20_000))").rowCount }
            for _ in 0..<(round % 10) { await Task.yield() }
            task.cancel()
            let outcome = await task.result
            if case .failure(let error) = outcome { #expect(error as? WeirError == .interrupted) }
            #expect(try await engine.read("select \(round) as a").scalar == .integer(Int64(round)))
        }
    }
}
