import Foundation
import JSON
import Testing

@testable import WeirCommand

@Suite struct NotebookCommandTests {
    @Test func aNotebookRunsOnThePublishedSnapshot() async throws {
        let fixture = try await WeirFixture.loaded()
        #expect(await fixture.call("transform build").code == 0)
        let call = await fixture.call("notebook run marts_eda -p stations=3 --json")
        #expect(call.code == 0, "\(call.messages)")
        #expect(call.json["files"] == ["Modules/Notebooks/Library/marts_eda.ipynb"])
        let text = try String(
            contentsOf: fixture.folder.file("Modules/Notebooks/Library/marts_eda.ipynb"), encoding: .utf8)
        #expect(text.contains("execute_result"))
    }

    @Test func aWrongCallIsNoRun() async throws {
        let fixture = try WeirFixture()
        try await fixture.prepare(
            ["create schema marts", "create table marts.mart_other as select 1 as a"], publish: true)
        for line in ["notebook run marts_eda -p station=3", "notebook run marts_eda -p stations=many"] {
            let call = await fixture.call(line)
            #expect(call.code == 2)
            #expect(call.messages.contains("station"))
        }
        #expect(await fixture.call("runs --json").json == ["runs": []])
        #expect(!FileManager.default.fileExists(atPath: fixture.folder.file(".weir/logs/runs.jsonl").path))
    }

    @Test func beforeTheFirstRunItSaysWhatToRun() async throws {
        let fixture = try WeirFixture()
        let call = await fixture.call("notebook run marts_eda")
        #expect(call.code == 2)
        #expect(!FileManager.default.fileExists(atPath: fixture.folder.file(".weir/state.sqlite").path))
        #expect(call.messages.contains("nothing is published for target 'dev' yet"))
    }

    @Test func anUnknownNotebookSuggestsTheNearest() async throws {
        let call = try await WeirFixture().call("notebook run mart_eda")
        #expect(call.code == 2)
        #expect(call.messages.contains("marts_eda"))
    }

    @Test func notebooksAreListedWithTheirParameters() async throws {
        let call = try await WeirFixture().call("notebook list --json")
        #expect(call.json["notebooks"]?[0]?["name"] == "marts_eda")
        #expect(call.json["notebooks"]?[0]?["parameters"]?["stations"] == 10)
    }
}
