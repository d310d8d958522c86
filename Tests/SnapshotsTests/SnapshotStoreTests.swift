import Diagnostics
import DuckDBEngine
import DurableFiles
import Foundation
import Snapshots
import Testing
import Warehouse

@Suite struct SnapshotStoreTests {
    private let folder: TemporaryDirectory
    private let store: SnapshotStore
    private let clock = ManualClock(Date(timeIntervalSince1970: 1_717_200_000))
    private let results = SnapshotPlan.Extra(
        "quality.results", Table(columns: [Column("suite", .text), Column("failed", .integer)], rows: [["trips", 0]]))

    init() throws {
        folder = try TemporaryDirectory()
        store = SnapshotStore(folder: folder.file("published/dev"), target: "dev", kept: 2)
    }

    private func warehouse() async throws -> DuckDB {
        let engine = try await DuckDB.open(file: folder.file("w.duckdb"))
        try await engine.withConnection { connection in
            try connection.createTable("core.fct", as: "select i as id, date '2024-05-01' as d from range(3) r(i)")
            try connection.createView("marts.m", as: "select count(*) as trips from \(TableName("core.fct"))")
            try connection.createTable("raw.secret", as: "select 1 as a")
        }
        return engine
    }

    private func open() async throws -> (snapshot: Snapshot, engine: DuckDB) {
        try await store.openCurrent { try await DuckDB.open(file: $0, settings: DuckDBSettings(access: .readOnly)) }
    }

    private func publish(_ runID: String, from engine: DuckDB, events: any EventSink = SilentSink()) async throws {
        let plan = try await SnapshotPlan.schemas(["marts", "core"], extras: [results], on: engine)
        try await store.publish(plan, from: engine, runID: runID, clock: clock, events: events)
    }

    @Test func aSnapshotHoldsThePublishedSchemasAsTables() async throws {
        let engine = try await warehouse()
        try await publish("run-1", from: engine)
        let (snapshot, reader) = try await open()
        #expect(snapshot.runID == "run-1")
        #expect(snapshot.target == "dev")
        #expect("\(snapshot.publishedAt)" == "2024-06-01 00:00:00")
        let relations = try await reader.withConnection { try $0.relations() }
        #expect(
            relations.map { "\($0.name) \($0.kind)" } == [
                "core.fct table", "marts.m table", "quality.results table", "weir.snapshot table",
                "weir.snapshot_contents table",
            ])
        #expect(try await reader.read("select trips from marts.m").rows == [[3]])
        #expect(try await reader.read("select suite, failed from quality.results").rows == [["trips", 0]])
        #expect(try await reader.withConnection { try $0.columns(of: "core.fct") }?.map(\.type) == [.integer, .day])
        let contents = try await reader.read("select * from \(Snapshot.contents) order by name")
        #expect(
            contents.rows == [
                ["core", "fct", "table", 3], ["marts", "m", "view", 1], ["quality", "results", "table", 1],
            ])
    }

    @Test func publishingLeavesTheWarehouseAsItWas() async throws {
        let engine = try await warehouse()
        let before = try await engine.withConnection { try $0.relations() }
        try await publish("run-1", from: engine)
        #expect(try await engine.withConnection { try $0.relations() } == before)
        #expect(
            try await engine.read("select count(*) from duckdb_databases() where not internal").scalar == 1)
        let names = try FileManager.default.contentsOfDirectory(atPath: store.folder.path).sorted()
        #expect(names == ["current", "run-1.duckdb"])
    }

    @Test func whoReadsTheOldSnapshotReadsOnWhenItIsRemoved() async throws {
        let engine = try await warehouse()
        try await publish("run-1", from: engine)
        let (_, reader) = try await open()
        for run in 2...4 {
            try await engine.run("insert into core.fct values (9, null)")
            try await publish("run-\(run)", from: engine)
        }
        #expect(try await reader.read("select trips from marts.m").scalar == 3)
        let (snapshot, newer) = try await open()
        #expect(snapshot.runID == "run-4")
        #expect(try await newer.read("select trips from marts.m").scalar == 6)
        #expect(try store.files().map(\.lastPathComponent) == ["run-4.duckdb", "run-3.duckdb"])
    }

    @Test func aRunThatPublishesTwiceMakesTwoFiles() async throws {
        let engine = try await warehouse()
        try await publish("run-1", from: engine)
        let (_, reader) = try await open()
        try await engine.run("delete from core.fct")
        try await publish("run-1", from: engine)
        #expect(try await reader.read("select trips from marts.m").scalar == 3)
        let (snapshot, newer) = try await open()
        #expect(snapshot.file.lastPathComponent == "run-1-2.duckdb")
        #expect(try await newer.read("select trips from marts.m").scalar == 0)
    }

    @Test func aFailedPublicationLeavesTheOldSnapshotCurrent() async throws {
        let engine = try await warehouse()
        try await publish("run-1", from: engine)
        try await engine.run("create view marts.broken as select d from core.fct; alter table core.fct rename d to e")
        await #expect(throws: WeirError.self) { try await publish("run-2", from: engine) }
        #expect(try await open().snapshot.runID == "run-1")
        let names = try FileManager.default.contentsOfDirectory(atPath: store.folder.path).sorted()
        #expect(names == ["current", "run-1.duckdb"])
        try await engine.run("drop view marts.broken")
        try await publish("run-3", from: engine)
        #expect(try await open().snapshot.runID == "run-3")
    }

    @Test func anOldSnapshotThatCannotBeRemovedIsAWarningAndTriedAgain() async throws {
        let engine = try await warehouse()
        let events = CollectingSink()
        // A folder is what even root cannot unlink; both are older than what will be published.
        try folder.write("", to: "published/dev/a.duckdb/kept.txt")
        try folder.write("", to: "published/dev/b.duckdb")
        for name in ["a", "b"] { try age(store.folder.appending(path: "\(name).duckdb")) }
        try await publish("run-1", from: engine)
        try await publish("run-2", from: engine, events: events)
        #expect(try await open().snapshot.runID == "run-2")
        #expect(try store.files().map(\.lastPathComponent) == ["run-2.duckdb", "run-1.duckdb", "a.duckdb"])
        #expect(events.events.map(\.name) == ["snapshots.not_removed"])
        #expect(events.events.map(\.level) == [.warning])
        #expect(events.events.first?.message.contains("a.duckdb' cannot be removed: is a directory") == true)
        try FileManager.default.removeItem(at: folder.file("published/dev/a.duckdb"))
        try folder.write("", to: "published/dev/a.duckdb")
        try age(folder.file("published/dev/a.duckdb"))
        try await publish("run-3", from: engine, events: events)
        #expect(try store.files().map(\.lastPathComponent) == ["run-3.duckdb", "run-2.duckdb"])
        #expect(events.events.count == 1)
    }

    private func age(_ file: URL) throws {
        let date = Date(timeIntervalSince1970: 1_000_000_000)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
    }

    @Test func aFullDiskLeavesTheOldSnapshotCurrentAndTheWarehouseWhole() async {
        await #expect(processExitsWith: .success) {
            signal(SIGXFSZ, SIG_IGN)
            let suite = try SnapshotStoreTests()
            let engine = try await suite.warehouse()
            try await suite.publish("run-1", from: engine)
            try await engine.run(
                "create table core.big as select md5(i::varchar) m, i from range(400000) t(i); checkpoint")
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            limit.rlim_cur = 2 << 20
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let error = await #expect(throws: WeirError.self) { try await suite.publish("run-2", from: engine) }
            #expect(error?.code == .engineDiskFull)
            #expect(try await suite.open().snapshot.runID == "run-1")
            let names = try FileManager.default.contentsOfDirectory(atPath: suite.store.folder.path).sorted()
            #expect(names == ["current", "run-1.duckdb"])
            #expect(try await engine.read("select count(*) from core.big").scalar == 400_000)
            limit.rlim_cur = limit.rlim_max
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            try await suite.publish("run-3", from: engine)
            #expect(try await suite.open().snapshot.runID == "run-3")
        }
    }

    @Test func leftoversOfAKilledPublicationAreRemovedByTheNext() async throws {
        let engine = try await warehouse()
        try folder.write("half", to: "published/dev/.draft-17.duckdb")
        try folder.write("half", to: "published/dev/.draft-17.duckdb.wal")
        try await publish("run-1", from: engine)
        let names = try FileManager.default.contentsOfDirectory(atPath: store.folder.path).sorted()
        #expect(names == ["current", "run-1.duckdb"])
    }

    @Test func theRelationsOfAPlanMayBeNamed() async throws {
        let engine = try await warehouse()
        let plan = try await SnapshotPlan.named(["marts.m"], on: engine)
        #expect(plan.relations == [Relation("marts.m", .view)])
        await #expect(throws: WeirError.self) { try await SnapshotPlan.named(["marts.nothing"], on: engine) }
    }

    @Test func beforeTheFirstPublicationTheErrorSaysWhatToRun() async throws {
        #expect(store.currentFile == nil)
        #expect(try store.files() == [])
        let error = await #expect(throws: WeirError.self) { try await open() }
        #expect(error?.code == "snapshots.none")
        #expect(error?.message == "nothing is published for target 'dev' yet")
        #expect(error?.hint == "run `weir run city_bikes`")
    }

    @Test func anEmptyWarehousePublishesNothing() async throws {
        let engine = try await DuckDB.open()
        let error = await #expect(throws: WeirError.self) { try await publish("run-1", from: engine) }
        #expect(error?.message == "there is no table to publish in the schemas 'marts', 'core'")
        #expect(!FileManager.default.fileExists(atPath: store.folder.path))
    }

    @Test func aFileThatIsNoSnapshotIsNamed() async throws {
        let engine = try await warehouse()
        try await publish("run-1", from: engine)
        let (snapshot, reader) = try await open()
        await reader.close()
        let writer = try await DuckDB.open(file: snapshot.file)
        try await writer.run("delete from weir.snapshot")
        await writer.close()
        let error = await #expect(throws: WeirError.self) { try await open() }
        #expect(error?.code == "snapshots.damaged")
        #expect(error?.message.contains(snapshot.file.path) == true)
    }
}
