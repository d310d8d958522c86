import EngineConformance
import Synchronization
import Testing
import Warehouse

@Suite struct EngineConformanceTests {
    @Test func noTwoBehavioursShareAName() {
        let names = EngineContract.behaviours.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.count > 60)
    }

    @Test(.compactMapIssues(Complaints.take), arguments: EngineContract.behaviours)
    func anEngineThatDoesNothingKeepsNoneOfIt(_ behaviour: EngineContract.Behaviour) async {
        let complaints = Complaints()
        await Complaints.$current.withValue(complaints) {
            do { try await behaviour.check { _ in IdleEngine() } } catch { complaints.count.add(1, ordering: .relaxed) }
        }
        #expect(
            complaints.count.load(ordering: .relaxed) > 0, "\(behaviour.name) is kept by an engine that does nothing")
    }
}

/// What a behaviour holds against an engine: it is counted, and is no issue of the test that wants it.
private final class Complaints: Sendable {
    @TaskLocal static var current: Complaints?
    let count = Atomic(0)

    /// Takes an issue that is recorded while complaints are wanted; every other one stays an issue.
    static func take(_ issue: Issue) -> Issue? {
        guard let current else { return issue }
        current.count.add(1, ordering: .relaxed)
        return nil
    }
}

/// An engine that takes every statement, does nothing, and answers nothing.
private struct IdleEngine: Engine {
    let dialect: any SQLDialect = IdleDialect()

    func withConnection<Result: Sendable>(
        _ body: @escaping @Sendable (any EngineConnection) throws -> Result
    ) async throws -> Result {
        try body(IdleConnection())
    }
}

private struct IdleConnection: EngineConnection {
    let dialect: any SQLDialect = IdleDialect()

    func run(_ sql: SQL) throws -> Int { 0 }
    func read(_ sql: SQL, atMost rowLimit: Int?) throws -> Table {
        Table(columns: Array(repeating: Column("nothing", .text), count: 5), rows: [Array(repeating: .null, count: 5)])
    }

    func columns(of table: TableName) throws -> [Column]? { [] }
    func relation(of scan: FileScan) throws -> SQL { "nothing" }
}

private struct IdleDialect: SQLDialect {
    let name = "idle"
    let hasSchemas = true
    let relations: SQL = "nothing"
    func typeName(_ type: ColumnType) -> String { type.description }
    func attach(file path: String, as catalog: String, readOnly: Bool) -> SQL { "nothing" }
}
