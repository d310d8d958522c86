import Diagnostics
import DuckDBEngine
import Foundation
import RunStore
import SQLiteEngine
import Warehouse

@testable import Quality

/// The engines that every check must work on.
enum QualityEngine: String, CaseIterable, Sendable {
    case duckdb, sqlite

    func open() async throws -> any Engine {
        switch self {
        case .duckdb: try await DuckDB.open()
        case .sqlite: try await SQLite.open()
        }
    }
}

/// A small warehouse in memory: three good things, three others that they refer to.
struct QualityFixture {
    let engine: any Engine
    let clock: ManualClock
    let events = CollectingSink()

    init(
        _ kind: QualityEngine = .duckdb, now: Date = Date(timeIntervalSince1970: 1_704_499_200)  // 2024-01-06
    ) async throws {
        engine = try await kind.open()
        clock = ManualClock(now)
        let things: [Column] = [
            Column("id", .integer), Column("name", .text), Column("low", .integer), Column("high", .double),
            Column("day", .day), Column("other", .integer),
        ]
        try await engine.withConnection { connection in
            try connection.createTable("raw.things", columns: things)
            try connection.createTable("raw.others", columns: [Column("id", .integer), Column("seen_at", .timestamp)])
            _ = try connection.run(
                """
                insert into \("raw.things" as TableName) values (1, 'x', 1, 5, '2024-01-01', 1),
                  (2, 'y', 2, 6, '2024-01-02', 2), (3, 'z', 3, 7, '2024-01-03', 3)
                """)
            _ = try connection.run(
                """
                insert into \("raw.others" as TableName) values (1, '2024-01-01 00:00:00'), (2, '2024-01-10 00:00:00'),
                  (3, null)
                """)
        }
    }

    func plant(_ row: String) async throws {
        try await engine.run("insert into \("raw.things" as TableName) values \(raw: row)")
    }

    func run(_ checks: [Check], key: [ColumnName] = ["id"], failingKeys: Int = 5) async throws -> CheckReport {
        let suite = Suite("things.raw", table: "raw.things", key: key, checks: checks)
        return try await Checker(engine: engine, clock: clock, events: events, failingKeys: failingKeys).run([suite])
    }

    func check(_ check: Check) async throws -> CheckResult { try await run([check]).results[0] }
}
