import Diagnostics
import DuckDBEngine
import SQLiteEngine
import Synchronization
import Testing
import Warehouse

@testable import Serve

@Suite struct QueryRunnerTests {
    private func query(_ sql: String) throws -> PageQuery {
        let page = PageReader.read(
            "---\ntitle: T\n---\n\n```sql q\n\(sql)\n```\n\n```input low\ntype: slider\nmin: 0\nmax: 9\n```\n",
            name: "p",
            file: "p.md")
        return try #require(page.queries["q"])
    }

    private func run(_ sql: String, _ parameters: [String: Value] = [:]) async throws -> Table {
        let data = PublishedData(
            id: "1", run: nil, publishedAt: ServeFixture.publishedAt, engine: try await DuckDB.open())
        return try await QueryRunner(cache: QueryCache(), state: nil).run(try query(sql), parameters, on: data)
    }

    @Test func parametersAreBoundAndNeverSpliced() async throws {
        let evil: Value = "x'; drop table t; --"
        #expect(try await run("select $low as a, '$low' as b;\n", ["low": evil]).rows == [[evil, "$low"]])
    }

    @Test(arguments: [
        ("select 1,\n  nonsense_column\nfrom range(3)", 7, 3),
        ("select $low as a,\n  $low as b, wrong_name from range($low)", 7, 14), ("selec 1", 6, 1),
    ])
    func anErrorOfTheEngineNamesTheLineOfThePage(sql: String, line: Int, column: Int) async throws {
        let error = await #expect(throws: WeirError.self) { _ = try await run(sql, ["low": 3]) }
        #expect(error?.location?.file == "p.md")
        #expect(error?.location?.line == line)
        #expect(error?.location?.column == column)
    }

    @Test func moreRowsThanAPageTakesAreAnErrorAndAreNotKept() async throws {
        let data = PublishedData(
            id: "1", run: nil, publishedAt: ServeFixture.publishedAt, engine: try await DuckDB.open())
        let cache = QueryCache()
        let error = await #expect(throws: WeirError.self) {
            _ = try await QueryRunner(cache: cache, state: nil)
                .run(try query("select * from range(10001)"), [:], on: data)
        }
        #expect(error?.code == "serve.too_many_rows")
        #expect(await cache.count == 0)
        #expect(try await run("select * from range(10000)").rowCount == 10_000)
    }

    /// Queries that never end, or not on this machine, when all of their rows are wanted.
    @Test(arguments: [
        "select * from range(1000000000000)",
        "with recursive n(i) as (select 1 union all select i + 1 from n) select i from n",
    ])
    func rowsBehindTheLimitAreNotRead(sql: String) async throws {
        let engine: any Engine =
            if sql.contains("range(") { try await DuckDB.open() } else { try await SQLite.open() }
        let data = PublishedData(id: "1", run: nil, publishedAt: ServeFixture.publishedAt, engine: engine)
        let error = await #expect(throws: WeirError.self) {
            _ = try await QueryRunner(cache: QueryCache(), state: nil).run(try query(sql), [:], on: data)
        }
        #expect(error?.code == "serve.too_many_rows")
        #expect(error?.location?.line == 6)
    }

    @Test func aQueryThatTakesTooLongIsInterrupted() async throws {
        let data = PublishedData(
            id: "1", run: nil, publishedAt: ServeFixture.publishedAt, engine: try await DuckDB.open())
        let runner = QueryRunner(cache: QueryCache(), state: nil, limitSeconds: 0)
        // Some 10^15 pairs of rows: it ends because it is interrupted.
        let query = try query(
            "select count(*) from range(100000000) a, range(10000000) b where a.range % 7 = b.range % 11")
        let error = await #expect(throws: WeirError.self) { _ = try await runner.run(query, [:], on: data) }
        #expect(error?.code == "serve.query_too_slow")
    }

    @Test func withoutASnapshotNothingIsPublished() async throws {
        let runner = QueryRunner(cache: QueryCache(), state: nil)
        let query = try query("select 1")
        let error = await #expect(throws: WeirError.self) { _ = try await runner.run(query, [:], on: nil) }
        #expect(error?.code == "serve.nothing_published")
    }

    @Test func aResultIsReadOnceForEachSnapshotAndBinding() async throws {
        let cache = QueryCache(limit: 2)
        let count = Counter()
        @Sendable func table(_ snapshot: String, _ value: Value) async throws {
            _ = try await cache.table(QueryCache.Key(snapshot: snapshot, text: "q", bindings: [value])) {
                count.increment()
                return Table(columns: [], rows: [])
            }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<10 { group.addTask { try await table("1", 1) } }
            try await group.waitForAll()
        }
        #expect(count.value == 1)
        try await table("1", 2)
        try await table("1", 3)
        #expect(await cache.count == 2)
        try await table("2", 1)
        #expect(await cache.count == 1)
        #expect(count.value == 4)
    }

    @Test func aFailureIsNotKept() async throws {
        let cache = QueryCache()
        let key = QueryCache.Key(snapshot: "1", text: "q", bindings: [])
        await #expect(throws: WeirError.self) {
            _ = try await cache.table(key) { throw WeirError("test.broken", "broken") }
        }
        #expect(try await cache.table(key) { Table(columns: [], rows: []) }.rowCount == 0)
    }

    @Test(arguments: [("select ?, a", 7, 7), ("select ?, a", 8, 11), ("select ?, a", 10, 13)])
    func placesAreMovedOverParameters(rendered: String, offset: Int, source: Int) {
        #expect(StatementOffset.inSource("select $low, a", rendered: offset) == source)
    }
}

/// A number that tasks count up together.
final class Counter: Sendable {
    private let number = Mutex(0)

    var value: Int { number.withLock { $0 } }

    @discardableResult
    func increment() -> Int {
        number.withLock { number in
            number += 1
            return number
        }
    }
}
