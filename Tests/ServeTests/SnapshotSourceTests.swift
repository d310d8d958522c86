import Diagnostics
import DuckDBEngine
import Foundation
import Snapshots
import Testing
import Warehouse

@testable import Serve

@Suite struct SnapshotSourceTests {
    @Test func aNewerSnapshotIsOpenedAndTheOldOneStaysReadable() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "weir-source-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let warehouse = try await DuckDB.open()
        try await warehouse.run("create schema marts")
        try await warehouse.run("create table marts.numbers as select 1 as n")
        let store = SnapshotStore(folder: folder, target: "dev", kept: 1)
        let opened = Counter()
        let source = SnapshotSource(store) { file in
            opened.increment()
            return try await DuckDB.open(file: file, settings: DuckDBSettings(access: .readOnly))
        }
        #expect(try await source.current() == nil)

        try await publish(store, warehouse, run: "run1")
        let first = try #require(try await source.current())
        #expect(first.run == "run1")
        #expect(first.publishedAt == ServeFixture.publishedAt)
        _ = try await source.current()
        #expect(opened.value == 1)

        try await warehouse.run("update marts.numbers set n = 2")
        try await publish(store, warehouse, run: "run2")
        let second = try #require(try await source.current())
        #expect(second.run == "run2")
        #expect(first.id != second.id)
        #expect(try await first.engine.read("select n from marts.numbers").scalar == 1)
        #expect(try await second.engine.read("select n from marts.numbers").scalar == 2)
        await #expect(throws: WeirError.self) {
            _ = try await second.engine.run("create table marts.x as select 1 as n")
        }
    }

    private func publish(_ store: SnapshotStore, _ warehouse: DuckDB, run: String) async throws {
        let plan = try await SnapshotPlan.schemas(["marts"], extras: [], on: warehouse)
        _ = try await store.publish(plan, from: warehouse, runID: run, clock: ManualClock(ServeFixture.publishedAt))
    }
}
