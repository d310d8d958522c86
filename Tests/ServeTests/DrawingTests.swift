import Diagnostics
import Foundation
import JSON
import Testing

@testable import Serve

@Suite struct DrawingTests {
    private let manifest = Manifest([
        "nodes": [
            "model.weir.stg": [
                "resource_type": "model", "name": "stg", "schema": "staging", "config": ["materialized": "view"],
                "depends_on": ["nodes": ["source.weir.raw.trips"]], "description": "Trips & more",
                "columns": ["id": ["description": "The key"]],
            ],
            "model.weir.mart": [
                "resource_type": "model", "name": "mart", "schema": "marts", "config": ["materialized": "table"],
                "depends_on": ["nodes": ["model.weir.stg", "source.weir.raw.trips", "macro.weir.x"]],
            ],
            "test.weir.t": ["resource_type": "test", "name": "t", "depends_on": ["nodes": ["model.weir.mart"]]],
        ],
        "sources": ["source.weir.raw.trips": ["resource_type": "source", "name": "trips", "schema": "raw"]],
    ])

    @Test func theManifestGivesModelsAndSourcesAlone() {
        #expect(manifest.nodes.keys.sorted() == ["model.weir.mart", "model.weir.stg", "source.weir.raw.trips"])
        #expect(manifest.nodes["model.weir.mart"]?.parents == ["model.weir.stg", "source.weir.raw.trips"])
        #expect(manifest.nodes["model.weir.stg"]?.columns == ["id": "The key"])
        #expect(manifest.json["edges"]?.array?.count == 3)
    }

    @Test func theDrawingHasABoxForEachNodeAndALineForEachEdge() {
        let html = LineageDrawing(manifest).markup.text
        #expect(html.components(separatedBy: "<rect ").count - 1 == 3)
        #expect(html.components(separatedBy: "class=\"edge\"").count - 1 == 3)
        // Three columns of 190 pixels with 30 between; the long connection passes below the box in the middle.
        #expect(html.contains("viewBox=\"0 0 632 "))
        #expect(html.contains("aria-label=\"Lineage: 3 sources and models, 3 connections, from left to right\""))
    }

    @Test func aCircleDoesNotHang() {
        let circle = Manifest([
            "nodes": [
                "a": ["resource_type": "model", "name": "a", "depends_on": ["nodes": ["b"]]],
                "b": ["resource_type": "model", "name": "b", "depends_on": ["nodes": ["a"]]],
            ]
        ])
        #expect(LineageDrawing(circle).markup.text.contains("<svg"))
    }

    @Test func aManifestThatIsNotThereIsNoneAndABrokenOneAnError() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "weir-manifest-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try await Manifest.read(file) == nil)
        try Data("{".utf8).write(to: file)
        let error = await #expect(throws: WeirError.self) { _ = try await Manifest.read(file) }
        #expect(error?.code == "serve.manifest_unreadable")
    }

    @Test func theLogOfARunHoldsItsLinesOnly() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "weir-log-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try await RunLog.read(file, run: "r1").lines.isEmpty)
        let lines = [
            #"{"time":"2024-05-01T06:00:00.000Z","level":"info","event":"a","run":"r1","message":"one <b>"}"#,
            #"{"time":"2024-05-01T06:00:01.000Z","level":"info","event":"a","run":"r2","message":"about \"r1\""}"#,
            #"{"time":"2024-05-01T06:00:02.000Z","level":"error","event":"a","run":"r1","message":"two"}"#,
            #"{"time":"2024-05-01T06:00:03.000Z","level":"info","event":"a","run":"r1","mess"#,
        ]
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        let log = try await RunLog.read(file, run: "r1")
        #expect(log.lines.map(\.message) == ["one <b>", "two"])
        #expect(log.markup.text.contains("<time datetime=\"2024-05-01T06:00:00.000Z\">06:00:00</time>"))
        #expect(log.markup.text.contains("one &lt;b&gt;"))
    }

    @Test func theLogOfARunIsFoundInFilesThatWerePutAside() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "weir-log-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "runs.jsonl")
        let sink = ScopedSink(try JSONLinesSink(appendingTo: file, limitBytes: 250)) { $0.correlationID = "r1" }
        // Each line has 94 to 98 bytes: two fit into a file.
        for name in ["one", "two", "three", "four", "five"] {
            sink.send(Event("a.\(name)", name, at: Date(timeIntervalSince1970: 1_714_543_200)))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 3)
        let lines = try await RunLog.read(file, run: "r1").lines
        #expect(lines.map(\.message) == ["one", "two", "three", "four", "five"])
    }

    @Test func whatIsPutIntoMarkupIsEscaped() {
        let name = "<a href='x'>&\""
        let markup: Markup = "<td>\(name)</td>\(json: .string("</script>"))\(Markup(code: "run `a < b`"))"
        #expect(
            markup.text
                == "<td>&lt;a href=&#39;x&#39;&gt;&amp;&quot;</td>\"\\u003c/script>\"run <code>a &lt; b</code>")
    }
}
