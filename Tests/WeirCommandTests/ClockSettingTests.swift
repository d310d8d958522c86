import Diagnostics
import Foundation
import Ingest
import Testing

@testable import WeirCommand

@Suite struct ClockSettingTests {
    @Test(arguments: [
        ("2024-07-01T06:00:00Z", 1_719_813_600), ("2024-07-01 06:00Z", 1_719_813_600),
        ("2024-07-01T06:00:00.25Z", 1_719_813_600.25),
    ])
    func aMomentIsRead(text: String, seconds: Double) throws {
        #expect(try ClockSetting.clock(["WEIR_NOW": text]).now == Date(timeIntervalSince1970: seconds))
    }

    @Test(arguments: [
        "2024-07-01T06:00:00", "2024-07-01", "2024-13-01T06:00:00Z", "2024-07-01T25:00:00Z", "Z", "now",
        "2024-07-01T06:00:00+02:00", " 2024-07-01T06:00:00Z",
    ])
    func whatIsNoMomentInUTCIsRefused(text: String) async throws {
        let call = try await WeirFixture().call(["runs"], environment: ["WEIR_NOW": text])
        #expect(call.code == 2 && call.messages.hasPrefix("error: WEIR_NOW is '\(text)'"), "\(call.messages)")
    }

    @Test func theMachinesClockCountsWithoutIt() throws {
        let machine = ManualClock()
        for environment in [[:], ["WEIR_NOW": ""]] {
            #expect(try ClockSetting.clock(environment, machine: machine) as? ManualClock === machine)
        }
    }

    /// What a source asks for depends on the day; under the variable it is the same whichever day the machine has.
    @Test func aSourceAsksForTheSameDaysOnEveryDay() async throws {
        let settings = WeirFixture.settings.replacing(
            "location: .weir/sample/weather", with: "location: \"https://archive.example/v1\"")
        let fixture = try WeirFixture(settings: settings)
        func windows(_ environment: [String: String]) async throws -> [[String]] {
            var found: [[String]] = []
            for day in [1_717_200_000, 1_793_000_000] {
                let machine = ManualClock(Date(timeIntervalSince1970: Double(day)))
                let session = try fixture.session(machine: machine, environment: environment)
                let requests = try await session.ingestPlan("weather", IngestRequest()).parts.flatMap(\.requests)
                found.append(requests.map { "\($0.from?.description ?? "")/\($0.to?.description ?? "")" })
            }
            return found
        }
        let standing = try await windows(["WEIR_NOW": "2021-02-01T12:00:00Z"])
        #expect(standing == [["2020-02-02/2021-01-31"], ["2020-02-02/2021-01-31"]])
        let free = try await windows([:])
        #expect(free[0] != free[1])
    }

    /// Every column, those in which a load notes itself too.
    @Test func twoWarehousesThatWereMadeAtDifferentTimesHoldTheSameRows() async throws {
        var answers: [[String]] = []
        for _ in 0..<2 {
            let fixture = try await WeirFixture.sampled()
            let environment = ["WEIR_NOW": "2021-02-01T12:00:00Z"]
            for line in ["ingest weather", "ingest bike_trips"] {
                let call = await fixture.call(line.split(separator: " ").map(String.init), environment: environment)
                #expect(call.code == 0, "\(call.messages)")
            }
            var tables: [String] = []
            for table in ["weather_daily", "weather_hourly", "bike_trips", "_weir_loads", "_weir_files", "_weir_state"]
            {
                let sql = "select * from raw.\(table) order by all"
                tables.append(await fixture.call(["query", "--live", "--csv", sql]).output)
            }
            answers.append(tables)
        }
        #expect(answers[0] == answers[1])
        #expect(answers[0].allSatisfy { $0.split(separator: "\n").count > 1 })
        #expect(answers[0][3].contains("2021-02-01 12:00:00"))
    }
}
