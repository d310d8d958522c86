import Diagnostics
import DurableFiles
import Foundation
import SQLiteEngine
import Testing

@Suite struct SQLiteConnectionTests {
    @Test func manyMayCreateAFileAtTheSameMoment() async throws {
        let folder = try TemporaryDirectory()
        for round in 0..<40 {
            let file = folder.file("\(round).sqlite")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 {
                    group.addTask { try await offload { _ = try SQLiteConnection(file) } }
                }
                try await group.waitForAll()
            }
            let journal = try SQLiteConnection(file).row("pragma journal_mode") { $0.text(0) }
            #expect(journal == "wal")
        }
    }

    @Test(arguments: [
        SQLiteValue.null, .integer(.min), .integer(.max), .real(-0.1), .text(""), .text("naïve 'quoted' \u{0}🚲"),
        .blob([]), .blob([0, 255]),
    ])
    func valuesComeBackAsTheyWereBound(_ value: SQLiteValue) throws {
        let connection = try SQLiteConnection(nil)
        #expect(try connection.row("select ?", [value]) { $0.value(0) } == value)
    }

    @Test func rowsReadByKind() throws {
        let connection = try SQLiteConnection(nil)
        let row = try connection.row("select 7, 2.5, 'x', null") { row in
            (row.integer(0), row.double(1), row.text(2), row.isNull(3), row.text(3), row.integer(3))
        }
        #expect(row?.0 == 7 && row?.1 == 2.5 && row?.2 == "x")
        #expect(row?.3 == true && row?.4 == nil && row?.5 == nil)
    }

    @Test func runSaysHowManyRowsChanged() throws {
        let connection = try SQLiteConnection(nil)
        try connection.run("create table t (a integer)")
        #expect(try connection.run("insert into t values (1), (2), (3)") == 3)
        #expect(try connection.run("update t set a = a + 1 where a > 1") == 2)
        #expect(try connection.run("delete from t where a = 9") == 0)
    }

    @Test func scriptRunsEveryStatement() throws {
        let connection = try SQLiteConnection(nil)
        try connection.script("create table t (a); insert into t values (1); -- one\n insert into t values (2);\n")
        #expect(try connection.row("select count(*) from t") { $0.integer(0) } == 2)
    }

    @Test func aStatementInUseCanRunInsideItself() throws {
        let connection = try SQLiteConnection(nil)
        let sql = "select value from json_each('[1,2]')"
        let pairs = try connection.rows(sql) { outer in try connection.rows(sql) { [outer.integer(0), $0.integer(0)] } }
        #expect(pairs.flatMap { $0 } == [[1, 1], [1, 2], [2, 1], [2, 2]])
    }

    @Test func aFailingTransactionLeavesNothing() throws {
        let connection = try SQLiteConnection(nil)
        try connection.run("create table t (a integer primary key)")
        #expect(throws: WeirError.self) {
            try connection.transaction { try connection.run("insert into t values (1), (1)") }
        }
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try connection.transaction {
                try connection.run("insert into t values (1)")
                throw Stop()
            }
        }
        #expect(!connection.isInTransaction)
        #expect(try connection.row("select count(*) from t") { $0.integer(0) } == 0)
    }

    @Test func aKilledProcessLosesNothingThatWasCommitted() throws {
        let file = try SQLiteFile()
        let connection = try file.open(SQLiteSettings(synchronous: .normal))
        try connection.run("create table t (a)")
        try connection.transaction { try connection.run("insert into t values (1)") }
        try connection.run("begin immediate")
        try connection.run("insert into t values (2)")
        let copy = file.folder.appending(path: "copy.sqlite")
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: file.url.path + suffix, toPath: copy.path + suffix)
        }
        #expect(try SQLiteConnection(copy).rows("select a from t") { $0.integer(0) } == [1])
    }

    @Test func aReadOnlyConnectionSeesCommitsAndCannotWriteOrAttach() throws {
        let file = try SQLiteFile()
        let writer = try file.open()
        try writer.script("create table t (a); insert into t values (5)")
        let reader = try file.open(SQLiteSettings(access: .readOnly))
        #expect(try reader.row("select a from t") { $0.integer(0) } == 5)
        #expect(code { try reader.run("delete from t") } == "engine.read_only")
        #expect(code { try reader.run("attach '\(file.folder.path)/other' as other") } == "engine.failure")
    }

    @Test func anInterruptStopsOnlyItsOwnWork() throws {
        let connection = try SQLiteConnection(nil)
        let endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
        let interrupt = SQLiteInterrupt()
        DispatchQueue.global().async { interrupt.cancel() }
        #expect(code { try connection.interruptible(by: interrupt) { try connection.run(endless) } } == "interrupted")
        #expect(try connection.row("select 1") { $0.integer(0) } == 1)
    }

    @Test func anInterruptBeforeTheStartIsNotLostAndUndoesTheTransaction() throws {
        let connection = try SQLiteConnection(nil)
        try connection.run("create table t (a)")
        let interrupt = SQLiteInterrupt()
        let failure = code {
            try connection.interruptible(by: interrupt) {
                try connection.transaction {
                    try connection.run("insert into t values (1)")
                    interrupt.cancel()
                    try connection.run("insert into t values (2)")
                }
            }
        }
        #expect(failure == "interrupted")
        #expect(try connection.row("select count(*) from t") { $0.integer(0) } == 0)
    }
}

/// The code of the error that `body` throws; nil when it throws none.
func code(_ body: () throws -> some Any) -> String? {
    do { _ = try body() } catch { return WeirError(wrapping: error).code.rawValue }
    return nil
}
