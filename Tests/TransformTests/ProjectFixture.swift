import Diagnostics
import DuckDBEngine
import DurableFiles
import Foundation
import JSON
import SQLiteEngine
import Testing
import Warehouse

@testable import Transform

/// A dbt project that a test writes into a temporary folder, and an empty warehouse for it.
struct ProjectFixture {
    let folder: TemporaryDirectory
    let engine: any Engine

    /// Writes the files by path; `dbt_project.yml` is a plain one unless it is given.
    init(_ files: [String: String], on kind: EngineKind = .duckdb) async throws {
        folder = try TemporaryDirectory()
        engine = try await kind.open()
        try write(["dbt_project.yml": "name: shop\n"])
        try write(files)
    }

    func write(_ files: [String: String]) throws {
        for (path, text) in files { _ = try folder.write(text, to: path) }
    }

    func load(vars: JSONObject = [:], environment: [String: String] = [:]) throws -> TransformProject {
        try TransformProject.load(
            folder: folder.url, target: TransformTarget(name: "dev", dialect: engine.dialect), vars: vars,
            environment: environment)
    }

    /// Loads the project and carries out a plan.
    @discardableResult
    func build(
        _ select: [String] = [], command: TransformPlan.Command = .build, fullRefresh: Bool = false,
        vars: JSONObject = [:], options: TransformRunOptions = TransformRunOptions()
    ) async throws -> TransformReport {
        let project = try load(vars: vars)
        let plan = try project.plan(TransformSelection(select), command: command, fullRefresh: fullRefresh)
        return try await project.build(plan, engine: engine, options: options)
    }

    /// `view main.a`, `table main.b`: what stands in the warehouse.
    func relations() async throws -> [String] {
        try await engine.withConnection { try $0.relations() }.map { "\($0.kind) \($0.name.name)" }
    }

    func rows(_ sql: String) async throws -> [[Value]] { try await engine.read(SQL(raw: sql)).rows }

    /// Every error of loading, as `file:line:column message`.
    func problems() -> [String] {
        do {
            _ = try load()
            return []
        } catch let errors as WeirErrors {
            return errors.all.map(Self.line)
        } catch {
            return [Self.line(WeirError(wrapping: error))]
        }
    }

    static func line(_ error: WeirError) -> String {
        "\(error.location.map { "\($0) " } ?? "")\(error.message)"
    }
}

/// The engines on which a project must give the same.
enum EngineKind: String, CaseIterable, CustomTestStringConvertible {
    case duckdb, sqlite
    var testDescription: String { rawValue }

    func open() async throws -> any Engine {
        switch self {
        case .duckdb: try await DuckDB.open()
        case .sqlite: try await SQLite.open()
        }
    }
}

extension TransformReport {
    /// `name: status` of every node, in order.
    var statuses: [String] { results.map { "\($0.name): \($0.status.rawValue)" } }
}
