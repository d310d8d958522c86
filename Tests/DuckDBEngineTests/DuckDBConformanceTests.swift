import DuckDBEngine
import EngineConformance
import Testing

@Suite struct DuckDBConformanceTests {
    @Test(arguments: EngineContract.behaviours)
    func keepsTheContract(_ behaviour: EngineContract.Behaviour) async throws {
        try await behaviour.check { try await DuckDB.open(file: $0) }
    }
}
