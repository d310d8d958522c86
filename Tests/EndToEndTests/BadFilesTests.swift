import Archive
import DurableFiles
import Foundation
import Testing

/// Files that cannot be loaded: one clear error each, nothing lost, and green again with the right file.
@Suite(.startsPrograms) struct BadFilesTests {
    /// What is wrong with the files that a run finds.
    enum Defect: String, CaseIterable, Sendable {
        case truncatedZip, pageInZip, pageInsteadOfCSV, columnGone, arrayGone, monthMissing

        /// What the message must say: what, where, and what to do.
        var words: [String] {
            switch self {
            case .truncatedZip:
                ["'202103-citibike-tripdata.zip' is cut short or damaged", "hint: fetch it again; it came from /"]
            case .pageInZip: ["'202103-citibike-tripdata.zip' is a web page and no data", "hint: open /"]
            case .pageInsteadOfCSV: ["'202104-citibike-tripdata.csv' is a web page and no data", "hint: open /"]
            case .columnGone: ["lacks 'member_casual'", "202103-citibike-tripdata.zip/", "hint: correct the file"]
            case .arrayGone: ["'new_york-2021-03.json' lacks 'rain_sum' under 'daily'", "hint: ask the API"]
            case .monthMissing: ["has no file for 2021-02", "hint: check the months", "--allow-missing"]
            }
        }
    }

    @Test(arguments: Defect.allCases) func oneErrorSaysWhatWhereAndWhatToDo(defect: Defect) async throws {
        let project = try await MadeOnce.ranProject()
        let sample = try OwnSample(try await MadeOnce.sample())
        try Self.spoil(sample, defect)
        let window = defect == .monthMissing ? ["--from", "2021-01", "--to", "2021-03"] : []
        let run = try await project.call(["run", "city_bikes"] + window, environment: sample.environment)
        #expect(run.code == 1, "\(run.text)")
        for word in defect.words { #expect(run.messages.contains(word), "\(word) is not in \(run.messages)") }
        #expect(run.messages.components(separatedBy: "error: ").count == 2, "\(run.messages)")
        #expect(try await Fingerprint.of(project) == MadeOnce.undisturbed())
        let published = try await Fingerprint.of(project, Fingerprint.published, isLive: false)
        #expect(try await published == MadeOnce.undisturbed().published)
        let next = try await project.call("run city_bikes")
        #expect(next.code == 0, "\(next.text)")
        #expect(try await Fingerprint.of(project) == MadeOnce.undisturbed())
    }

    @Test func aMissingMonthIsPassedOverWhereThatIsAllowed() async throws {
        let project = try await MadeOnce.freshProject()
        let sample = try OwnSample(try await MadeOnce.sample())
        try Self.spoil(sample, .monthMissing)
        let words = ["ingest", "bike_trips", "--from", "2021-01", "--to", "2021-04", "--allow-missing"]
        let ingest = try await project.call(words, environment: sample.environment)
        #expect(ingest.code == 0, "\(ingest.text)")
        #expect(ingest.output.contains("not there, passed over: 2021-02"))
        #expect(ingest.output.contains("not yet published: 2021-04 (the newest is 2021-03)"))
        let months = try await project.rows(
            "select distinct regexp_extract(_weir_file, '2021..') as month from raw.bike_trips order by 1", isLive: true
        )
        #expect(months == [["month": "202101"], ["month": "202103"]])
    }

    private static func spoil(_ sample: OwnSample, _ defect: Defect) throws {
        let march = sample.folder.file("bike_trips/202103-citibike-tripdata.zip")
        let page = "<!DOCTYPE html>\n<html><body>Log in</body></html>\n"
        switch defect {
        case .truncatedZip: try DurableFile.write(try [UInt8](Data(contentsOf: march)).dropLast(20_000), to: march)
        case .pageInZip: try DurableFile.write(page, to: march)
        case .pageInsteadOfCSV: try sample.folder.write(page, to: "bike_trips/202104-citibike-tripdata.csv")
        case .columnGone:
            let rows = [
                "ride_id,rideable_type,started_at,ended_at,start_station_name,start_station_id,end_station_name,"
                    + "end_station_id,start_lat,start_lng,end_lat,end_lng",
                "X1,classic_bike,2021-03-01 08:00:00,"
                    + "2021-03-01 08:10:00,A,1,B,2,40.7,-74,40.7,-74",
            ]
            let writer = try ArchiveWriter(.zip)
            try writer.add("202103-citibike-tripdata.csv", Array((rows.joined(separator: "\n") + "\n").utf8))
            try DurableFile.write(try writer.finish(), to: march)
        case .arrayGone:
            let file = sample.folder.file("weather/new_york-2021-03.json")
            let text = try String(contentsOf: file, encoding: .utf8)
            try DurableFile.write(text.replacing("\"rain_sum\"", with: "\"rain_total\""), to: file)
        case .monthMissing:
            try FileManager.default.removeItem(at: sample.folder.file("bike_trips/202102-citibike-tripdata.zip"))
        }
    }
}

/// A copy of the sample that a test may change.
struct OwnSample: Sendable {
    let folder: TemporaryDirectory

    init(_ sample: URL) throws {
        folder = try TemporaryDirectory(prefix: "weir-own-sample")
        for source in ["bike_trips", "weather"] {
            try FileManager.default.copyItem(at: sample.appending(path: source), to: folder.file(source))
        }
    }

    /// What makes a project read it instead of its own.
    var environment: [String: String] {
        [
            "WEIR_SOURCE_BIKE_TRIPS_LOCATION": folder.file("bike_trips").path,
            "WEIR_SOURCE_WEATHER_LOCATION": folder.file("weather").path,
        ]
    }
}
