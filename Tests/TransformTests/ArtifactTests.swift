import Diagnostics
import Foundation
import JSON
import Testing

@testable import Transform

@Suite struct ArtifactTests {
    private func written() async throws -> (manifest: JSONValue, results: JSONValue, index: JSONValue) {
        let fixture = try await ProjectFixture([
            "models/a.sql": "{{ config(materialized='table', tags=['t']) }} select * from {{ source('raw', 't') }}",
            "models/deep/b.sql": "select 1 / 0 as n, bad from {{ ref('a') }}",
            "models/m.yml": """
            sources: [{name: raw, loader: weir, tables: [{name: t, description: All of it.}]}]
            models: [{name: a, description: Things., columns: [{name: n, description: A number., data_type: int, data_tests: [not_null]}]}]
            """,
            "macros/x.sql": "{% macro x() %}1{% endmacro %}",
        ])
        try await fixture.engine.run("create schema raw; create table raw.t as select 1 as n union all select null")
        let folder = fixture.folder.file("target")
        let clock = ManualClock()
        try await fixture.build(options: TransformRunOptions(clock: clock, artifacts: folder, invocationID: "run-1"))
        let read = { (name: String) in
            try JSONValue.parse(String(contentsOf: folder.appending(path: name), encoding: .utf8))
        }
        let compiled = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }
        #expect(
            compiled.sorted() == ["compiled/shop/models/a.sql", "compiled/shop/models/m.yml/not_null_a_n.sql"])
        return (try read("manifest.json"), try read("run_results.json"), try read(LineageIndex.fileName))
    }

    @Test func theManifestDescribesEveryNode() async throws {
        let manifest = try await written().manifest
        #expect(manifest["metadata"]?["dbt_schema_version"] == "https://schemas.getdbt.com/dbt/manifest/v12.json")
        #expect(manifest["metadata"]?["invocation_id"] == "run-1")
        let model = manifest["nodes"]?["model.shop.a"]
        #expect(model?["relation_name"] == "\"main\".\"a\"")
        #expect(model?["path"] == "a.sql")
        #expect(model?["original_file_path"] == "models/a.sql")
        #expect(model?["fqn"] == ["shop", "a"])
        #expect(model?["tags"] == ["t"])
        #expect(model?["config"]?["materialized"] == "table")
        #expect(model?["columns"]?["n"]?["description"] == "A number.")
        #expect(model?["depends_on"]?["nodes"] == ["source.shop.raw.t"])
        #expect(model?["compiled_code"] == " select * from \"raw\".\"t\"")
        #expect(model?["sources"] == [["raw", "t"]])
        let test = manifest["nodes"]?.object?.pairs.first { $0.key.hasPrefix("test.") }?.value
        #expect(test?["test_metadata"]?["name"] == "not_null")
        #expect(test?["attached_node"] == "model.shop.a")
        #expect(test?["column_name"] == "n")
        #expect(manifest["sources"]?["source.shop.raw.t"]?["loader"] == "weir")
        #expect(manifest["parent_map"]?["model.shop.b"] == ["model.shop.a"])
        #expect(manifest["child_map"]?["source.shop.raw.t"] == ["model.shop.a"])
        #expect(manifest["macros"]?["macro.shop.x"]?["macro_sql"] == "{% macro x() %}1{% endmacro %}")
    }

    @Test func theIndexHoldsColumnsAsTheyStandAndAsTheyAreDeclared() async throws {
        let index = try await written().index
        let nodes = try #require(index["nodes"]?.array)
        #expect(nodes.map { $0["name"]?.string } == ["a", "b", "raw.t"])
        #expect(nodes[0]["columns"] == [["name": "n", "type": "int", "description": "A number."]])
        #expect(nodes[0]["depends_on"] == ["raw.t"])
        #expect(nodes[0]["file"] == "models/a.sql")
        #expect(nodes[0]["relation"] == "main.a")
        #expect(nodes[0]["tags"] == ["t"])
        #expect(nodes[2]["columns"] == [["name": "n", "type": "integer", "description": nil]])
        #expect(nodes[1]["columns"] == [])
    }

    @Test func parsingWritesTheIndexAndKeepsTheColumnsThatWereSeen() async throws {
        let fixture = try await ProjectFixture(["models/a.sql": "select 1 as made, 'x' as word"])
        let folder = fixture.folder.file("target")
        try await fixture.build(options: TransformRunOptions(artifacts: folder))
        try fixture.write(["models/c.sql": "select * from {{ ref('a') }}"])
        try fixture.load().writeArtifacts(to: folder, at: ManualClock().now)
        let index = try JSONValue.parse(
            String(contentsOf: folder.appending(path: LineageIndex.fileName), encoding: .utf8))
        let nodes = try #require(index["nodes"]?.array)
        #expect(nodes.map { $0["name"]?.string } == ["a", "c"])
        #expect(nodes[0]["columns"]?.array?.compactMap { $0["name"]?.string } == ["made", "word"])
        #expect(nodes[1]["depends_on"] == ["a"])
    }

    @Test func theResultsSayWhatBecameOfEveryNode() async throws {
        let results = try await written().results
        #expect(results["metadata"]?["dbt_schema_version"] == "https://schemas.getdbt.com/dbt/run-results/v6.json")
        #expect(results["results"]?.array?.compactMap { $0["status"]?.string } == ["success", "fail", "skipped"])
        #expect(results["results"]?[0]?["adapter_response"]?["rows_affected"] == 2)
        #expect(results["results"]?[0]?["compiled"] == true)
        #expect(results["results"]?[1]?["failures"] == 1)
        #expect(results["results"]?[2]?["unique_id"] == "model.shop.b")
        #expect(results["args"]?["which"] == "build")
    }

    @Test func theReportIsReadable() async throws {
        let fixture = try await ProjectFixture(["models/a.sql": "select 1", "models/bb.sql": "select x"])
        let report = try await fixture.build(options: TransformRunOptions(clock: ManualClock()))
        #expect(
            report.text == """
                success  a   0.00 s
                error    bb  0.00 s
                1 model built, 1 error in 0.00 s
                """)
        #expect(report.json["success"] == false)
        #expect(report.json["results"]?[1]?["error"]?["code"] == "transform.unknown_column")
    }
}
