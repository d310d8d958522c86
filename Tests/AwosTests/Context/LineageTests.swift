import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct LineageTests {
    @Test(arguments: [
        ("mart_effect", ["mart_effect"]), ("+mart_effect", ["raw.weather", "stg_weather", "mart_effect"]),
        ("1+mart_effect", ["stg_weather", "mart_effect"]), ("raw.weather+1", ["raw.weather", "stg_weather"]),
        ("tag:weather", ["stg_weather"]), ("marts", ["mart_effect"]), ("staging.stg_weather", ["stg_weather"]),
        ("mart_effect tag:weather", ["stg_weather", "mart_effect"]),
    ])
    func aSelectionMeansNodes(terms: String, names: [String]) throws {
        let lineage = try #require(try ContextFixture().lineage())
        #expect(try LineageSelection(lineage: lineage).nodes([terms]).map(\.name) == names)
        #expect(lineage.isFromFiles)
    }

    @Test(arguments: ["mart_efect", "tag:none", "++"])
    func aTermThatMeansNothingIsNamed(term: String) throws {
        let fixture = try ContextFixture()
        #expect(throws: (any Error).self) {
            try fixture.pack(selecting: [term])
        }
    }

    @Test func aPackAboutModelsHasTheirTextAndTheSlice() throws {
        let pack = try ContextFixture().pack(selecting: ["+mart_effect"])
        #expect(pack.prompt.contains("3 of 3 models and tables of sources."))
        #expect(pack.prompt.contains("- `mart_effect` reads `stg_weather`"))
        #expect(pack.files.contains("Modules/Transform/Models/marts/mart_effect.sql"))
    }

    @Test func anIndexWinsOverTheFilesThatAreOlder() throws {
        let index = """
            {"version": 1, "nodes": [
              {"name": "stg_weather", "kind": "model", "relation": "clean.stg_weather", "file": "Models/staging/stg_weather.sql",
               "tags": ["x"], "columns": [{"name": "made_by_a_macro", "type": "INTEGER"}], "depends_on": ["raw.weather"]},
              {"name": "gone", "kind": "model", "relation": "marts.gone", "file": "Models/marts/gone.sql", "columns": [], "depends_on": []}]}
            """
        let fixture = try ContextFixture([Lineage.file: index])
        let place = fixture.folder.file(Lineage.file).path
        let later = Date().addingTimeInterval(1000)
        try FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: place)
        let lineage = try #require(fixture.lineage())
        #expect(!lineage.isFromFiles)
        #expect(lineage.nodes.keys.sorted() == ["stg_weather"])
        #expect(lineage.nodes["stg_weather"]?.columns.map(\.name) == ["made_by_a_macro"])
        // What changed since is read from its file.
        let changed = fixture.folder.file("Modules/Transform/Models/marts/mart_effect.sql").path
        try FileManager.default.setAttributes([.modificationDate: later.addingTimeInterval(10)], ofItemAtPath: changed)
        #expect(fixture.lineage()?.nodes["mart_effect"]?.parents == ["stg_weather"])
    }

    @Test(arguments: ["", "{", "[]", #"{"nodes": [{"name": 1}]}"#])
    func anIndexThatIsNoneIsAsIfAbsent(text: String) throws {
        let lineage = try ContextFixture([Lineage.file: text]).lineage()
        #expect(lineage?.nodes["stg_weather"] != nil || text.contains("nodes"))
    }
}
