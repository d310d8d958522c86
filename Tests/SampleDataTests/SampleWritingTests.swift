import Diagnostics
import DurableFiles
import Foundation
import Testing
import Warehouse

@testable import SampleData

@Suite struct SampleWritingTests {
    let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    @Test func reportCountsWhatIsInTheFiles() async throws {
        let report = try await SamplePlan(SampleOptions(trips: 3000), in: folder.url).apply()
        let rows = try SampleReader(folder.url).rows.map(\.values)
        let trips = Dictionary(grouping: rows, by: \.tripKey).compactMapValues(\.first)
        #expect(report.trips == 3000)
        #expect(trips.count == 3000)
        #expect(report.rows == rows.count)
        #expect(report.memberTrips == trips.values.count { $0.isMember })
        #expect(report.defects.duplicateRows == rows.count - trips.count)
        #expect(report.defects.negativeDurations == trips.values.count { $0.end < $0.start })
        #expect(report.defects.endsMonthsLater == trips.values.count { try! Self.days($0) > 31 })
        #expect(report.defects.missingStartStations == trips.values.count { $0["start_station_id"] == "" })
        #expect(report.defects.missingEndStations == trips.values.count { $0["end_station_name"] == "" })
        #expect(trips.values.contains { $0["end_lat"] == "" })
        for count in [
            report.defects.duplicateRows, report.defects.negativeDurations, report.defects.endsMonthsLater,
            report.defects.missingStartStations, report.defects.missingEndStations,
        ] { #expect(count > 0) }
    }

    @Test func filesHaveTheNamesAndColumnsOfTheFeed() async throws {
        let report = try await SamplePlan(SampleOptions(trips: 600), in: folder.url).apply()
        #expect(
            report.files.map(\.path) == [
                "bike_trips/202101-citibike-tripdata.zip", "bike_trips/202102-citibike-tripdata.zip",
                "bike_trips/202103-citibike-tripdata.zip", "weather/new_york-2021-01.json",
                "weather/new_york-2021-02.json", "weather/new_york-2021-03.json",
            ])
        let byFile = Dictionary(grouping: try SampleReader(folder.url).rows, by: \.file)
        #expect(
            byFile.keys.sorted() == [
                "202101-citibike-tripdata.csv", "202102-citibike-tripdata.csv", "202103-citibike-tripdata_1.csv",
                "202103-citibike-tripdata_2.csv",
            ])
        #expect(byFile["202101-citibike-tripdata.csv"]?.first?.values.count == 15)
        #expect(byFile["202103-citibike-tripdata_2.csv"]?.first?.values.count == 13)
    }

    @Test func repeatedTripsSayTheSameEverywhere() async throws {
        try await SamplePlan(SampleOptions(trips: 3000), in: folder.url).apply()
        let groups = Dictionary(grouping: try SampleReader(folder.url).rows, by: \.values.tripKey).filter {
            $0.value.count > 1
        }
        let plain = { (row: [String: String]) in
            row.mapValues { $0.hasSuffix(".000") ? String($0.dropLast(4)) : $0 }
        }
        #expect(groups.values.allSatisfy { group in group.allSatisfy { plain($0.values) == plain(group[0].values) } })
        #expect(groups.values.contains { Set($0.map { $0.file.prefix(6) }).count == 2 })
        #expect(groups.values.contains { Set($0.map(\.file)).count == 1 })
    }

    @Test func sameOptionsGiveTheSameBytesAndAnotherSeedOthers() async throws {
        let first = try await SamplePlan(SampleOptions(trips: 300), in: folder.file("a")).apply()
        let second = try await SamplePlan(SampleOptions(trips: 300), in: folder.file("b")).apply()
        let other = try await SamplePlan(SampleOptions(trips: 300, seed: 8), in: folder.file("c")).apply()
        #expect(first == second)
        #expect(Set(first.files.map(\.contentSHA256)).isDisjoint(with: other.files.map(\.contentSHA256)))
    }

    /// The digest stands for every byte: it changes only when somebody means the sample to change.
    @Test func contentOfTheSmallSampleIsTheSameOnEveryMachine() async throws {
        let report = try await SamplePlan(SampleOptions(trips: 300), in: folder.url).apply()
        let digests = report.files.map(\.contentSHA256).joined()
        #expect(try SHA256.hex(of: digests) == "160f1ec4d85c92a9e0deed2d5613c79ceee6ca04f4eccda4fb772ae882b03c88")
    }

    @Test func unchangedFilesAreNotTouchedAndOldOnesGo() async throws {
        try await SamplePlan(SampleOptions(months: 4, trips: 400), in: folder.url).apply()
        let weather = folder.file("weather/new_york-2021-01.json")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 5)], ofItemAtPath: weather.path)
        let plan = try SamplePlan(SampleOptions(months: 3, trips: 400), in: folder.url)
        #expect(plan.removes == ["bike_trips/202104-citibike-tripdata.zip", "weather/new_york-2021-04.json"])
        try await plan.apply()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("weather").path).count == 3)
        let date = try FileManager.default.attributesOfItem(atPath: weather.path)[.modificationDate] as? Date
        #expect(date == Date(timeIntervalSince1970: 5))
    }

    @Test func planWritesNothing() throws {
        _ = try SamplePlan(SampleOptions(), in: folder.url)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test(arguments: ["not json", "{\"files\": 3}"]) func strangeManifestIsRefused(text: String) throws {
        try folder.write(text, to: "sample.json")
        #expect { try SamplePlan(SampleOptions(), in: folder.url) } throws: {
            ($0 as? WeirError)?.code == "sample.unreadable_manifest"
        }
    }

    @Test func manifestCannotRemoveFilesElsewhere() throws {
        try folder.write("{\"files\": [{\"path\": \"../precious\"}]}", to: "out/sample.json")
        try folder.write("x", to: "precious")
        #expect { try SamplePlan(SampleOptions(), in: folder.file("out")) } throws: {
            ($0 as? WeirError)?.code == "files.outside_root"
        }
    }

    static func days(_ row: [String: String]) throws -> Int {
        let start = try #require(CalendarDay(row.start.prefix(10)))
        let end = try #require(CalendarDay(row.end.prefix(10)))
        return Int(end.daysSinceEpoch - start.daysSinceEpoch)
    }
}
