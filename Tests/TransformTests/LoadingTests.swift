import Diagnostics
import Foundation
import Testing
import Warehouse

@testable import Transform

@Suite struct LoadingTests {
    @Test func aProjectBehindALinkIsRead() async throws {
        let fixture = try await ProjectFixture(["models/deep/a.sql": "select 1 as n"])
        let link = fixture.folder.file("link")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: fixture.folder.url)
        let project = try TransformProject.load(
            folder: link, shownAs: "here/", target: TransformTarget(name: "dev", dialect: fixture.engine.dialect))
        #expect(try project.nodes().map(\.path) == ["models/deep/a.sql"])
        #expect(try project.nodes().map(\.shownPath) == ["here/models/deep/a.sql"])
    }

    @Test func filesOfOtherKindsAndHiddenOnesArePassedOver() async throws {
        let fixture = try await ProjectFixture([
            "models/a.sql": "select 1", "models/.hidden/b.sql": "select {{", "models/README.md": "{{ no jinja here",
            "models/.c.sql": "select {{", "models/d.csv": "x", "target/compiled/a.sql": "select {{",
        ])
        #expect(try fixture.load().nodes().map(\.name) == ["a"])
    }

    @Test func aFileThatIsNoTextIsNamed() async throws {
        let fixture = try await ProjectFixture([:])
        try FileManager.default.createDirectory(at: fixture.folder.file("models"), withIntermediateDirectories: true)
        try Data([0x73, 0xFF, 0xFE]).write(to: fixture.folder.file("models/a.sql"))
        let error = #expect(throws: WeirError.self) { try fixture.load() }
        #expect(error?.message == "'models/a.sql' cannot be read as UTF-8 text")
    }

    @Test func windowsLineEndsKeepTheirPlaces() async throws {
        let fixture = try await ProjectFixture([
            "models/a.sql": "select 1 as n,\r\n  bad\r\nfrom {{ ref('b') }}\r\n", "models/b.sql": "select 1 as m\r\n",
        ])
        let report = try await fixture.build()
        #expect(report.errors.first?.location?.description == "models/a.sql:2:3")
        #expect(report.errors.first?.location?.excerpt == "  bad")
    }

    @Test func oddNamesAreQuoted() async throws {
        let fixture = try await ProjectFixture([
            "models/my model.sql": "select 1 as \"a b\"", "models/order.sql": "select * from {{ ref('my model') }}",
            "models/m.yml": "models: [{name: my model, data_tests: [{rows: {}}]}]",
            "macros/t.sql": "{% test rows(model) %} select * from {{ model }} where \"a b\" <> 1 {% endtest %}",
        ])
        #expect(try await fixture.build().statuses == ["my model: success", "rows_my_model_: pass", "order: success"])
    }

    @Test func endlessMacrosAreStoppedOnEveryThread() async throws {
        let fixture = try await ProjectFixture([
            "macros/m.sql": "{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}",
            "models/a.sql": "{% if execute %}{{ f(1) }}{% endif %} select 1",
        ])
        let report = try await fixture.build()
        #expect(report.statuses == ["a: error"])
        #expect(report.errors.first?.code.rawValue.hasPrefix("jinja.") == true)
        try fixture.write(["models/a.sql": "{{ f(1) }} select 1"])
        #expect(throws: WeirError.self) { try fixture.load() }
    }

    /// As dbt 1.11 gives them.
    @Test func testsAreNamedByTheFolderOfTheirFileAndTakeTagsOfColumnsAndSources() async throws {
        let fixture = try await ProjectFixture([
            "models/marts/m.sql": "{{ config(tags='own') }} select 1 as id",
            "models/docs/m.yml": """
            models: [{name: m, columns: [{name: id, tags: [pk], data_tests: [unique]}]}]
            sources: [{name: raw, tags: [src], tables: [{name: t, columns: [{name: id, data_tests: [not_null]}]}]}]
            """,
        ])
        let nodes = Dictionary(uniqueKeysWithValues: try fixture.load().nodes().map { ($0.name, $0) })
        #expect(nodes["unique_m_id"]?.fullName == ["shop", "docs", "unique_m_id"])
        #expect(nodes["unique_m_id"]?.config.tags == ["pk"])
        #expect(nodes["source_not_null_raw_t_id"]?.config.tags == ["src"])
        #expect(nodes["t"]?.fullName == ["shop", "docs", "raw", "t"])
        #expect(nodes["t"]?.selector == "source:shop.raw.t")
    }

    @Test func oneNameInTwoSchemasClashesOnlyWhereThereAreNoSchemas() async throws {
        let files = [
            "models/t.sql": "select 1 as id",
            "models/s.yml":
                "sources: [{name: raw, tables: [{name: t}]}, {name: own, schema: main, tables: [{name: t}]}]",
        ]
        #expect(try await ProjectFixture(files).problems() == [])
        #expect(
            try await ProjectFixture(files, on: .sqlite).problems() == [
                "models/s.yml:1:39 model 't' and source 't' both stand at 'raw.t'"
            ])
    }
}
