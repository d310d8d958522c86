import EngineConformance
import Testing
import Warehouse

@Suite struct EngineConformanceTests {
    @Test func noTwoBehavioursShareAName() {
        let names = EngineContract.behaviours.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.count > 60)
    }

    @Test(arguments: EngineContract.behaviours)
    func anEngineThatDoesNothingKeepsNoneOfIt(_ behaviour: EngineContract.Behaviour) async {
        await withKnownIssue { try await behaviour.check { _ in IdleEngine() } }
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
    func read(_ sql: SQL) throws -> Table {
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
