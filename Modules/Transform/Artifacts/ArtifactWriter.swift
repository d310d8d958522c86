import Diagnostics
import DurableFiles
import Foundation
import JSON
import Warehouse

/// Writes `manifest.json` and `run_results.json` with the keys that dbt gives them, and the slim index beside them.
struct ArtifactWriter {
    let project: TransformProject
    let folder: URL
    let now: Date

    func write(_ report: TransformReport, _ plan: TransformPlan, columns: [String: [Column]]) throws {
        let compiled = Dictionary(
            report.results.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        try writeManifest(compiled, columns: columns, invocationID: report.invocationID)
        _ = try DurableFile.write(
            runResults(report, plan).text(.indented(spaces: 2)), to: folder.appending(path: "run_results.json"))
    }

    /// The manifest, and the index with the columns that were found in the warehouse.
    func writeManifest(
        _ results: [NodeID: NodeResult] = [:], columns: [String: [Column]] = [:], invocationID: String
    ) throws {
        let manifest = Manifest(project: project, results: results).json(
            metadata: metadata("manifest/v12", invocationID))
        _ = try DurableFile.write(manifest.text(), to: folder.appending(path: "manifest.json"))
        let index = LineageIndex(project, found: columns, in: folder).json
        _ = try DurableFile.write(index.text(), to: folder.appending(path: LineageIndex.fileName))
    }

    private func metadata(_ schema: String, _ invocationID: String) -> JSONValue {
        [
            "dbt_schema_version": .string("https://schemas.getdbt.com/dbt/\(schema).json"), "generated_by": "weir",
            "generated_at": .string(now.iso8601), "invocation_id": .string(invocationID), "env": [:],
            "project_name": .string(project.name), "adapter_type": .string(project.words.target.dialect.name),
        ]
    }

    private func runResults(_ report: TransformReport, _ plan: TransformPlan) -> JSONValue {
        [
            "metadata": metadata("run-results/v6", report.invocationID),
            "results": .array(report.results.map(result)),
            "elapsed_time": .number(report.seconds),
            "args": [
                "which": .string(plan.command.rawValue), "full_refresh": .bool(plan.isFullRefresh),
                "target": .string(project.words.target.name), "vars": .object(project.words.vars),
            ],
        ]
    }

    private func result(_ result: NodeResult) -> JSONValue {
        let ended = result.started.addingTimeInterval(result.seconds)
        let message =
            result.error?.message ?? (result.failures != nil || result.rows == nil ? nil : "\(result.rows ?? 0) rows")
        let timing: JSONValue =
            result.status == .skipped
            ? []
            : [
                [
                    "name": "execute", "started_at": .string(result.started.iso8601),
                    "completed_at": .string(ended.iso8601),
                ]
            ]
        return [
            "status": .string(result.status.rawValue), "timing": timing, "thread_id": "main",
            "execution_time": .number(result.seconds),
            "adapter_response": result.rows.map { ["rows_affected": .integer(Int64($0))] } ?? [:],
            "message": .optional(message), "failures": .optional(result.failures), "unique_id": .string(result.id.text),
            "compiled": .bool(result.compiledSQL != nil), "compiled_code": .optional(result.compiledSQL),
            "relation_name": .optional(result.relation),
        ]
    }
}
