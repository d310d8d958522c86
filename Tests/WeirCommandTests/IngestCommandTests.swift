import Foundation
import JSON
import Testing

@testable import WeirCommand

@Suite struct IngestCommandTests {
    @Test func aSourceIsLoadedOnceAndKeptAsARun() async throws {
        let fixture = try await WeirFixture.sampled()
        let first = await fixture.call("ingest weather --json")
        #expect(first.code == 0)
        #expect(first.json["loads"]?[0]?["tables"]?[0]?["rows_inserted"] == 59)
        #expect(first.messages == "")
        let second = await fixture.call("ingest weather")
        #expect(second.output.hasPrefix("weather: nothing new (2 files loaded already)\n"))
        let runs = await fixture.call("runs --json").json["runs"]?.array
        #expect(runs?.compactMap { $0["pipeline"]?.string } == ["ingest weather", "ingest weather"])
        let log = try String(contentsOf: fixture.folder.file(".weir/logs/runs.jsonl"), encoding: .utf8)
        let lines = try log.split(separator: "\n").map { try JSONValue.parse(String($0)) }
        #expect(lines.count >= 8)
        #expect(lines.allSatisfy { $0["run"]?.string != nil })
        #expect(Set(lines.compactMap { $0["run"]?.string }).count == 2)
    }

    @Test func theSummarySaysWhereTheTimeWent() async throws {
        let fixture = try await WeirFixture.sampled()
        let first = await fixture.call("ingest weather")
        let time = "[0-9.]+ m?s"
        let line = "[0-9,]+ rows in \(time) \\(extract \(time), unpack \(time), load \(time)\\)"
        let last = first.output.split(separator: "\n").last.map(String.init) ?? ""
        #expect(try last.wholeMatch(of: Regex(line)) != nil, "\(last)")
        let second = await fixture.call("ingest weather")
        #expect(!second.output.contains("extract"))
    }

    @Test func aPlanWritesNothing() async throws {
        let fixture = try await WeirFixture.sampled()
        let call = await fixture.call("ingest bike_trips --plan")
        #expect(call.output.contains("202101-citibike-tripdata.zip"))
        #expect(await fixture.call("runs --json").json == ["runs": []])
        #expect(await fixture.call("query --live --csv select(1)").output == "1\n1\n")
    }

    @Test(
        arguments: [
            ("ingest wether", 2, "there is no source 'wether'"),
            ("ingest weather --from 2024-13", 2, "--from '2024-13' is neither a month nor a day"),
            ("ingest weather --from 2024-05 --to 2024-04", 2, "lies after"),
        ] as [(String, Int32, String)])
    func wrongCallsAreSaidBeforeAnythingBegins(line: String, code: Int32, message: String) async throws {
        let fixture = try WeirFixture()
        let call = await fixture.call(line)
        #expect(call.code == code)
        #expect(call.messages.contains(message))
        #expect(!FileManager.default.fileExists(atPath: fixture.folder.file(".weir/state.sqlite").path))
    }

    @Test func aMissingFeedFailsTheRunAndSaysWhatToDo() async throws {
        let fixture = try WeirFixture()
        let call = await fixture.call("ingest weather")
        #expect(call.code != 0)
        #expect(call.messages.contains("hint: run `weir sample"))
        #expect(await fixture.call("runs --json").json["runs"]?[0]?["status"] == "failed")
    }
}

@Suite struct SecretsTests {
    /// A place that is not there, with a secret in its path.
    private static let settings = WeirFixture.settings.replacing(
        "location: .weir/sample/weather", with: "location: \"nowhere/${FEED_TOKEN}/archive\"")

    @Test func aSecretIsNeverShownAndNeverKept() async throws {
        let fixture = try WeirFixture(settings: Self.settings)
        let call = await fixture.call(["ingest", "weather"], environment: ["FEED_TOKEN": "hunter2hunter2"])
        #expect(call.code != 0)
        #expect(call.messages.contains("nowhere/***/archive"))
        #expect(!call.messages.contains("hunter2"))
        for name in [".weir/logs/runs.jsonl", ".weir/state.sqlite", ".weir/state.sqlite-wal"] {
            let bytes = FileManager.default.contents(atPath: fixture.folder.file(name).path) ?? Data()
            #expect(bytes.range(of: Data("hunter2".utf8)) == nil, "\(name)")
        }
    }
}
