import Foundation
import JSON
import Testing

/// The marts are what the raw files say, on both engines, after the first run and after the second.
@Suite(.startsPrograms) struct MartsTests {
    static let marts = ["mart_demand_daily", "mart_weather_effect", "mart_station_stats"]

    @Test(arguments: ["dev", "lite"])
    func everyCellIsWhatAnIndependentScriptComputesFromTheRawFiles(target: String) async throws {
        let project = target == "dev" ? try await MadeOnce.ranProject() : try await MadeOnce.freshProject()
        if target == "lite" {
            let run = try await project.call("run city_bikes --target lite")
            #expect(run.code == 0, "\(run.text)")
        }
        let expected = try await Self.recomputed(try await MadeOnce.sample())
        for mart in Self.marts {
            let rows = try await project.rows("select * from marts.\(mart) order by 1, 2", target: target)
            let wanted = try #require(expected[mart]?.array)
            let difference = CellComparison.difference(wanted, rows)
            #expect(difference == nil, "\(mart): \(difference ?? "")")
        }
        #expect(expected["mart_demand_daily"]?.array?.count ?? 0 > 80)
        #expect(expected["mart_station_stats"]?.array?.count ?? 0 > 50)
    }

    @Test func theComparisonSeesASmallDifference() {
        let rows: [JSONValue] = [["a": 1, "b": 0.5, "c": "x", "d": true]]
        #expect(CellComparison.difference(rows, [["a": 1, "b": 0.5000000001, "c": "x", "d": true]]) == nil)
        for other in [
            ["a": 1, "b": 0.50000001, "c": "x", "d": true], ["a": 2, "b": 0.5, "c": "x", "d": true],
            ["a": 1, "b": 0.5, "c": "y", "d": true], ["a": 1, "b": 0.5, "c": "x", "d": 1],
            ["a": 1, "b": nil, "c": "x", "d": true], ["a": 1, "b": 0.5, "c": "x"],
        ] as [JSONValue] {
            #expect(CellComparison.difference(rows, [other]) != nil)
        }
        #expect(CellComparison.difference(rows, rows + rows) != nil)
        #expect(CellComparison.difference([], []) != nil)
    }

    @Test(arguments: ["dev", "lite"]) func aSecondRunChangesNothing(target: String) async throws {
        let project = target == "dev" ? try await MadeOnce.ranProject() : try await MadeOnce.freshProject()
        if target == "lite" { #expect(try await project.call("run city_bikes --target lite").code == 0) }
        let before = try await Self.content(project, target)
        let second = try await project.call("run city_bikes --json --target \(target)")
        #expect(second.code == 0, "\(second.text)")
        let steps = second.json["steps"]?.array ?? []
        #expect(steps.prefix(2).map { $0["summary"]?.string } == ["nothing new", "nothing new"])
        #expect(steps.allSatisfy { $0["status"] == "succeeded" })
        #expect(try await Self.content(project, target) == before)
    }

    /// Every row of every table, sorted as text.
    private static func content(_ project: TrialProject, _ target: String) async throws -> [String: [String]] {
        var content: [String: [String]] = [:]
        for table in Fingerprint.tables {
            let ending = try await project.call(
                ["query", "--csv", "--live", "--target", target, "select * from \(table)"])
            let lines = ending.output.split(separator: "\n").map(String.init)
            #expect(ending.code == 0 && lines.count > 1, "\(ending.text)")
            content[table] = lines.sorted()
        }
        return content
    }

    private static func recomputed(_ sample: URL) async throws -> JSONValue {
        let script = BuiltProgram.checkout.appending(path: "Tests/EndToEndTests/recompute.py")
        let ending = try await ChildProcess(
            URL(filePath: "/usr/bin/env"), ["python3", script.path, sample.path], in: sample,
            environment: BuiltProgram.environment
        ).ending()
        #expect(ending.code == 0, "\(ending.messages)")
        return ending.json
    }
}
