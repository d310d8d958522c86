import EngineConformance
import SQLiteEngine
import Testing

@Suite struct SQLiteConformanceTests {
    @Test(arguments: EngineContract.behaviours)
    func keepsTheContract(_ behaviour: EngineContract.Behaviour) async throws {
        try await behaviour.check { try await SQLite.open(file: $0) }
    }
}
