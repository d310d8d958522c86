import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Scaffolding

@Suite struct ScaffoldWriterTests {
    @Test(arguments: [
        (
            ScaffoldChange.Anchor.last(beginning: "."), "        .new,",
            "all = [\n        .old,\n    ]\n", "all = [\n        .old,\n        .new,\n    ]\n"
        ),
        (.last(beginning: "| `"), "| `b` |", "| `a` |\n\ntext\n", "| `a` |\n| `b` |\n\ntext\n"),
        (.last(beginning: "- `"), "- `b`", "- `a`\n  goes on\n\nend\n", "- `a`\n  goes on\n- `b`\n\nend\n"),
        (.end, "- b", "text\n", "text\n\n- b\n"),
        (.end, "- b", "text\n\n- a\n", "text\n\n- a\n- b\n"),
        (.end, "- a", "text\n\n- a\n", "text\n\n- a\n"),
    ])
    func aLineGoesWhereItsNeighboursAre(
        _ anchor: ScaffoldChange.Anchor, _ line: String, _ text: String, _ expected: String
    ) {
        #expect(LineInsertion.adding(line, to: text, at: anchor) == expected)
    }

    @Test func withoutNeighboursThereIsNoPlace() {
        #expect(LineInsertion.adding("x", to: "text\n", at: .last(beginning: "| `")) == nil)
    }

    private let settings = """
        targets:
          dev: {engine: duckdb}
          live:
            engine: duckdb
            sources:
              old: {location: "https://old.test"} # the feed

        # about sources
        sources:
          old:
            location: data/old # kept

        publish: [marts]

        """

    @Test func settingsGoBelowTheOtherSources() throws {
        let text = try SourceSettingsEdit(settings, file: "weir.yml").adding(
            [.init(name: "location", text: "data/new")],
            live: [.init(name: "location", text: "https://new.test/a"), .init(name: "token", text: "${NEW_TOKEN}")],
            name: "new")
        #expect(
            text
                == settings.replacing(
                    "# the feed\n",
                    with: "# the feed\n      new: {location: \"https://new.test/a\", token: \"${NEW_TOKEN}\"}\n"
                ).replacing("# kept\n", with: "# kept\n  new:\n    location: data/new\n"))
    }

    @Test func allIsWrittenOrNothing() throws {
        let folder = try TemporaryDirectory()
        try folder.write("there\n", to: "b.txt")
        let writer = ScaffoldWriter(root: folder.url, sample: [])
        let error = #expect(throws: WeirError.self) {
            try writer.write([ScaffoldChange("a.txt", .create("a")), ScaffoldChange("b.txt", .create("b"))])
        }
        #expect(error?.code == "scaffold.exists")
        #expect(!FileManager.default.fileExists(atPath: folder.file("a.txt").path))
        #expect(try String(contentsOf: folder.file("b.txt"), encoding: .utf8) == "there\n")
    }
}
