import Diagnostics
import Foundation
import SQLiteEngine
import Testing
import Warehouse

@Suite struct SQLiteTests {
    @Test func aFileKeepsWhatItHolds() async throws {
        let file = try SQLiteFile()
        let first = try await SQLite.open(file: file.url)
        try await first.withConnection { try $0.createTable("marts.m", as: "select 1 as a") }
        await first.close()
        let second = try await SQLite.open(file: file.url)
        #expect(try await second.read("select a from marts.m").rows == [[1]])
    }

    @Test func aFileIsWrittenByOneHolderAtATimeAndReadByAll() async throws {
        let file = try SQLiteFile()
        let first = try await SQLite.open(file: file.url)
        try await first.run("create table raw.t (a integer)")
        let error = try await #require(throws: WeirError.self) { _ = try await SQLite.open(file: file.url) }
        #expect(error.code == .engineBusy && error.isRetryable)
        #expect(error.message.contains("process \(ProcessInfo.processInfo.processIdentifier)"))
        let reader = try await SQLite.open(file: file.url, settings: .snapshot)
        #expect(try await reader.read("select count(*) from raw.t").scalar == 0)
        await first.close()
        _ = try await SQLite.open(file: file.url)
    }

    @Test func waitingForAHolderEndsWithThePatience() async throws {
        let file = try SQLiteFile()
        let clock = ManualClock()
        let first = try await SQLite.open(file: file.url)
        await #expect(throws: WeirError.self) {
            _ = try await SQLite.open(file: file.url, waitSeconds: 1, clock: clock)
        }
        #expect(abs(clock.waitsSeconds.reduce(0, +) - 1) < 1e-6)
        await first.close()
    }

    @Test func aClosedDatabaseSaysSo() async throws {
        let engine = try await SQLite.open()
        await engine.close()
        let error = try await #require(throws: WeirError.self) { try await engine.run("select 1") }
        #expect(error.code == "engine.closed")
    }

    @Test func aTemporaryDatabaseIsItsOwn() async throws {
        let (one, other) = (try await SQLite.open(), try await SQLite.open())
        try await one.run("create table t (a integer)")
        #expect(try await other.withConnection { try $0.exists("t") } == false)
    }

    @Test func aDamagedWarehouseSaysWhatIsLost() async throws {
        let file = try SQLiteFile()
        try Data(String(repeating: "no database ", count: 100).utf8).write(to: file.url)
        let error = try await #require(throws: WeirError.self) { _ = try await SQLite.open(file: file.url) }
        #expect(error.code == .engineCorrupt)
        #expect(error.hint?.contains("the warehouse's tables, which the sources can fill again,") == true)
    }

    @Test func aTableTakesThePlaceOfOneThatViewsRead() async throws {
        let engine = try await SQLite.open()
        try await engine.withConnection { connection in
            try connection.createTable("core.m", as: "select 1 as a")
            try connection.createView("marts.v", as: "select a from core.m")
            try connection.transaction {
                try connection.createTable("core.m__new", as: "select 2 as a")
                try connection.drop("core.m")
                try connection.rename("core.m__new", to: "core.m")
            }
            #expect(try connection.read("select a from marts.v").rows == [[2]])
        }
    }
}
