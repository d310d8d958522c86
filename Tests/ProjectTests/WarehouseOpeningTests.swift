import Diagnostics
import Foundation
import Testing
import Warehouse

@testable import Project

@Suite struct WarehouseOpeningTests {
    private let sample: SampleProject
    private let project: WeirProject

    init() throws {
        sample = try SampleProject()
        project = try sample.load(ProcessInfo.processInfo.environment)
    }

    @Test(arguments: ["dev", "lite"]) func whatIsWrittenIsReadAfterwards(name: String) async throws {
        let target = try project.target(named: name)
        try await project.withWarehouse(of: target, .write) { engine in
            _ = try await engine.run("create table t as select 42 as answer")
        }
        let answer = try await project.withWarehouse(of: target, .read) { engine in
            try await engine.read("select answer from t").scalar
        }
        #expect(answer == .integer(42))
    }

    @Test(arguments: ["dev", "lite"]) func readingChangesNothing(name: String) async throws {
        let target = try project.target(named: name)
        try await project.withWarehouse(of: target, .write) { engine in
            _ = try await engine.run("create table t (a int)")
        }
        await #expect(throws: WeirError.self) {
            try await project.withWarehouse(of: target, .read) { engine in _ = try await engine.run("drop table t") }
        }
    }

    @Test func aMissingWarehouseIsNotCreatedByReading() async throws {
        let target = try project.target()
        let error = await #expect(throws: WeirError.self) {
            try await project.withWarehouse(of: target, .read) { _ in }
        }
        #expect(error?.message == "target 'dev' has no warehouse yet")
        #expect(error?.notes == ["looked for .weir/warehouse.duckdb"])
        #expect(!FileManager.default.fileExists(atPath: target.warehouse.path))
    }

    @Test(arguments: ["dev", "lite"]) func theWarehouseIsClosedAfterAnError(name: String) async throws {
        let target = try project.target(named: name)
        await #expect(throws: CancellationError.self) {
            try await project.withWarehouse(of: target, .write) { _ in throw CancellationError() }
        }
        try await project.withWarehouse(of: target, .write) { engine in
            _ = try await engine.run("create table t (a int)")
        }
        try await project.withWarehouse(of: target, .read) { engine in
            let rows = try await engine.read("select count(*) from t").scalar
            #expect(rows == .integer(0))
        }
    }

    @Test(arguments: EngineKind.allCases) func theDialectIsKnownWithoutOpening(kind: EngineKind) {
        #expect(kind.dialect.name == kind.rawValue)
    }
}
