import Diagnostics
import Foundation
import Testing
import Warehouse

extension EngineContract {
    struct Refusal: Error, Equatable {}

    static let transactions: [Behaviour] = [
        Behaviour("aBodyThatThrowsLeavesNothing") { engine, _ in
            try await engine.run("create table t (a integer)")
            await #expect(throws: Refusal.self) {
                try await engine.transaction { connection in
                    _ = try connection.run("insert into t values (1)")
                    try connection.createTable("raw.made", columns: [Column("a", .integer)])
                    throw Refusal()
                }
            }
            #expect(try await engine.read("select count(*) from t").scalar.integer == 0)
            #expect(try await engine.withConnection { try $0.exists("raw.made") } == false)
        },
        Behaviour("aFailedStatementLeavesNothingOfItsTransaction") { engine, _ in
            try await engine.run("create table t (a integer)")
            await #expect(throws: WeirError.self) {
                try await engine.transaction { connection in
                    _ = try connection.run("insert into t values (1)")
                    _ = try connection.run("insert into nowhere values (1)")
                }
            }
            #expect(try await engine.read("select count(*) from t").scalar.integer == 0)
            try await engine.transaction { _ = try $0.run("insert into t values (2)") }
            #expect(try await engine.read("select a from t").rows == [[2]])
        },
        Behaviour("aTransactionLeftOpenIsRolledBack") { engine, _ in
            try await engine.run("create table t (a integer)")
            try await engine.withConnection { connection in
                _ = try connection.run(SQL(raw: connection.dialect.beginTransaction))
                _ = try connection.run("insert into t values (1)")
            }
            #expect(try await engine.read("select count(*) from t").scalar.integer == 0)
            try await engine.run("insert into t values (2)")
            #expect(try await engine.read("select count(*) from t").scalar.integer == 1)
        },
        Behaviour("whatOneConnectionCommitsTheNextOneSees") { engine, _ in
            try await engine.transaction { connection in
                try connection.createTable("raw.t", as: "select 1 as a")
            }
            for _ in 0..<5 {
                try await engine.transaction { _ = try $0.run("update \(TableName("raw.t")) set a = a + 1") }
            }
            #expect(try await engine.read("select a from \(TableName("raw.t"))").rows == [[6]])
        },
    ]

    static let concurrency: [Behaviour] = [
        Behaviour("transactionsThatLoseAreRunAgain") { engine, _ in
            try await engine.run("create table counter (n integer); insert into counter values (0)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        for _ in 0..<5 {
                            try await engine.withConnection { connection in
                                try connection.transaction(attempts: 1000) {
                                    let n = try connection.read("select n from counter").scalar.integer ?? 0
                                    _ = try connection.run("update counter set n = \(n + 1)")
                                }
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await engine.read("select n from counter").scalar.integer == 20)
        },
        Behaviour("aReaderSeesTheOldRowsWhileAWriterWrites") { engine, _ in
            try await engine.run("create table t (a integer); insert into t values (1)")
            let hasWritten = AsyncStream<Void>.makeStream()
            let hasRead = DispatchSemaphore(value: 0)
            async let writing: Void = engine.transaction { connection in
                _ = try connection.run("update t set a = 2")
                hasWritten.continuation.finish()
                hasRead.wait()
            }
            for await _ in hasWritten.stream {}
            let seen = try? await engine.read("select a from t")
            hasRead.signal()
            try await writing
            #expect(seen?.rows == [[1]])
            #expect(try await engine.read("select a from t").rows == [[2]])
        },
        Behaviour("manyReadersReadAtOnce") { engine, _ in
            try await engine.run("create table t (a integer); insert into t values (1), (2), (3)")
            let sums = try await withThrowingTaskGroup(of: Int64?.self) { group in
                for _ in 0..<16 { group.addTask { try await engine.read("select sum(a) from t").scalar.integer } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(sums == Array(repeating: 6, count: 16))
        },
        Behaviour("cancellingStopsTheRunningStatement") { engine, _ in
            let hasBegun = AsyncStream<Void>.makeStream()
            let task = Task {
                try await engine.withConnection { connection in
                    hasBegun.continuation.finish()
                    return try connection.read(endless)
                }
            }
            for await _ in hasBegun.stream {}
            task.cancel()
            await #expect(throws: WeirError.interrupted) { try await task.value }
            let answer = try await engine.read("select 1 as a")
            #expect(answer.rows == [[1]])
        },
        Behaviour("aCancelledTaskRunsNothing") { engine, _ in
            try await engine.run("create table t (a integer)")
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await engine.run("insert into t values (1)")
            }
            await #expect(throws: WeirError.interrupted) { try await task.value }
            #expect(try await engine.read("select count(*) from t").scalar.integer == 0)
        },
        Behaviour("aCancelledTransactionLeavesNothing") { engine, _ in
            try await engine.run("create table t (a integer)")
            let hasBegun = AsyncStream<Void>.makeStream()
            let task = Task {
                try await engine.transaction { connection in
                    _ = try connection.run("insert into t values (1)")
                    hasBegun.continuation.finish()
                    _ = try connection.read(endless)
                }
            }
            for await _ in hasBegun.stream {}
            task.cancel()
            await #expect(throws: WeirError.interrupted) { try await task.value }
            try await engine.run("insert into t values (2)")
            #expect(try await engine.read("select a from t").rows == [[2]])
        },
    ]

    /// A query that ends when it is interrupted.
    private static let endless: SQL =
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000000000) select count(*) from n"
}
