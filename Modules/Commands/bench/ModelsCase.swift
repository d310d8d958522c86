import Diagnostics
import DuckDBEngine
import Foundation
import JSON
import Transform
import Warehouse

/// The reference models and their tests, against the same compiled SQL one after another.
struct ModelsCase {
    let files: BenchFiles

    func measure(_ side: Side) async throws -> Measurement {
        let statements = side == .bare ? try compiled() : []
        return try await files.withDatabase(copyOf: files.raw) { engine in
            switch side {
            case .ours:
                Measurement(seconds: try await Measurement.seconds { _ = try await Self.build(on: engine, files) })
            case .bare: try await Self.bare(statements, engine)
            }
        }
    }

    /// Reads the project and builds it, with artifacts, as `weir transform build` does.
    static func build(on engine: DuckDB, _ files: BenchFiles) async throws -> TransformReport {
        let target = TransformTarget(name: "dev", dialect: engine.dialect)
        let project = try TransformProject.load(folder: files.models, target: target)
        let options = TransformRunOptions(artifacts: files.work.appending(path: "target"))
        let report = try await project.build(project.plan(), engine: engine, options: options)
        try report.throwIfFailed()
        return report
    }

    // MARK: The bare side

    /// Keeps what a build ran, for the bare side.
    static func keep(_ report: TransformReport, _ files: BenchFiles) throws {
        let statements = report.results.compactMap { result -> JSONValue? in
            guard let sql = result.compiledSQL else { return nil }
            return [
                "action": .string(result.action), "relation": .optional(result.relation), "sql": .string(sql),
            ]
        }
        try Data(JSONValue.array(statements).text().utf8).write(to: files.compiled)
    }

    private func compiled() throws -> [SQL] {
        guard let text = try? String(contentsOf: files.compiled, encoding: .utf8),
            let list = try JSONValue.parse(text).array
        else { throw WeirError.notPrepared(files.compiled.path) }
        return list.map { node in
            let sql = SQL(raw: node["sql"]?.string ?? "")
            guard let relation = node["relation"]?.string else { return "select count(*) from (\(sql)) as failures" }
            return "create \(raw: node["action"]?.string == "view" ? "view" : "table") \(raw: relation) as \(sql)"
        }
    }

    private static func bare(_ statements: [SQL], _ engine: DuckDB) async throws -> Measurement {
        try await engine.withConnection { connection in
            for schema in ["staging", "core", "marts"] { try connection.createSchema(schema) }
            return try Measurement(
                seconds: seconds {
                    for statement in statements { _ = try connection.run(statement) }
                })
        }
    }
}
