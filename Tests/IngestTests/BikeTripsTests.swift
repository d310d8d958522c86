import Diagnostics
import DurableFiles
import Foundation
import HTTPClient
import Ingest
import SampleData
import Testing
import Warehouse

@Suite struct BikeTripsTests {
    @Test func bothSchemasLandInOneTable() async throws {
        let bench = try await IngestBench()
        try bench.zip(
            "JC-202003-citibike-tripdata.csv.zip",
            [
                (
                    "JC-202003-citibike-tripdata.csv",
                    Trips.legacyFile(Trips.legacy("2020-03-01 10:00:00.1230", bike: 26151))
                )
            ])
        try bench.zip(
            "202405-citibike-tripdata.zip",
            [
                (
                    "202405-citibike-tripdata_1.csv",
                    Trips.file(Trips.row("A1", "2024-05-01 09:00:00.250", name: "\"Grove, \"\"St\"\"\""))
                ),
                ("__MACOSX/._202405-citibike-tripdata_1.csv", "junk"),
            ])
        let report = try await bench.run(.bikeTrips)
        #expect(report.rowsRead == 2)
        let rows = try await bench.rows(
            """
            select ride_id, rideable_type, started_at, ended_at, start_station_name, start_station_id, start_lat, end_lng,
              member_casual, bike_id, birth_year, gender, _weir_file from raw.bike_trips order by started_at
            """)
        #expect(
            rows == [
                // 2020-03-01 10:00:00.123 is 1583056800.123 s after 1970.
                "legacy-26151-1583056800123||2020-03-01 10:00:00.123000|2020-03-01 10:05:00.500000|Grove St PATH|3186|"
                    + "40.7196|-74.0442|member|26151|1985|male|"
                    + "JC-202003-citibike-tripdata.csv.zip/JC-202003-citibike-tripdata.csv",
                "A1|classic_bike|2024-05-01 09:00:00.250000|2024-05-01 09:10:00|Grove, \"St\"|JC066|40.7|-74.04|member|||"
                    + "|202405-citibike-tripdata.zip/202405-citibike-tripdata_1.csv",
            ])
        #expect(
            try await bench.rows("select distinct _weir_load_id from raw.bike_trips")
                == [try #require(report.loads.first).loadID])
    }

    @Test(arguments: [
        (
            "Trip Duration,Start Time,Stop Time,Start Station ID,Start Station Name,Start Station Latitude,Start Station Longitude,End Station ID,End Station Name,End Station Latitude,End Station Longitude,Bike ID,User Type,Birth Year,Gender",
            "3/1/2020 10:00:00"
        ),
        (
            "tripduration,starttime,stoptime,start_station_id,start_station_name,start_station_latitude,start_station_longitude,end_station_id,end_station_name,end_station_latitude,end_station_longitude,bikeid,usertype,birth_year,gender",
            "03/01/2020 10:00"
        ),
    ])
    func olderHeadersAndTimesMeanTheSame(_ header: String, _ start: String) async throws {
        let bench = try await IngestBench()
        try bench.write(
            header + "\n" + Trips.legacy(start, bike: 7, user: "Customer", birth: "\\N", gender: 0) + "\n",
            to: "202003-citibike-tripdata.csv")
        try await bench.run(.bikeTrips)
        #expect(
            try await bench.rows("select ride_id, member_casual, birth_year, gender, _weir_file from raw.bike_trips")
                == ["legacy-7-1583056800000|casual||unknown|202003-citibike-tripdata.csv"])
    }

    @Test func aSecondRunIsANoOpThatSaysSo() async throws {
        let bench = try await IngestBench()
        try bench.zip("202405-citibike-tripdata.zip", [("a.csv", Trips.file(Trips.row("A1", "2024-05-01 09:00:00")))])
        try await bench.run(.bikeTrips)
        let again = try await bench.run(.bikeTrips)
        #expect(again.loads.isEmpty)
        #expect(again.description == "bike_trips: nothing new (1 file loaded already)")
        #expect(try await bench.rows("select count(*) from raw.bike_trips") == ["1"])
        #expect(try await bench.rows("select count(*) from raw._weir_loads") == ["1"])
    }

    @Test func theLastRowOfAKeyWinsByFileAndLine() async throws {
        let bench = try await IngestBench()
        try bench.zip(
            "202405-citibike-tripdata.zip",
            [
                ("202405-citibike-tripdata_2.csv", Trips.file(Trips.row("A1", "2024-05-03 09:00:00"))),
                (
                    "202405-citibike-tripdata_1.csv",
                    Trips.file(
                        Trips.row("A1", "2024-05-01 09:00:00"), Trips.row("B1", "2024-05-01 10:00:00"),
                        Trips.row("B1", "2024-05-02 10:00:00"))
                ),
            ])
        let first = try await bench.run(.bikeTrips)
        #expect(
            try #require(first.loads.first?.tables.first).counts == MergeCounts(inserted: 2, replaced: 0, duplicates: 2)
        )
        #expect(
            try await bench.rows("select ride_id, started_at from raw.bike_trips order by 1")
                == ["A1|2024-05-03 09:00:00", "B1|2024-05-02 10:00:00"])
        try bench.zip(
            "202405-citibike-tripdata.zip",
            [("x.csv", Trips.file(Trips.row("B1", "2024-05-09 09:00:00"), Trips.row("C1", "2024-05-09 09:00:00")))])
        let second = try await bench.run(.bikeTrips)
        #expect(
            try #require(second.loads.first?.tables.first).counts
                == MergeCounts(inserted: 1, replaced: 1, duplicates: 0))
        #expect(
            try await bench.rows(
                "select resource, files, rows_read, rows_inserted, rows_replaced, rows_duplicate, cursor from raw._weir_loads order by load_id"
            )
                == ["raw.bike_trips|1|4|2|0|2|2024-05", "raw.bike_trips|1|2|1|1|0|2024-05"])
    }

    @Test func aYearStandsInForItsMonthsWithFoldersAndZipsInside() async throws {
        let bench = try await IngestBench()
        let march = try IngestBench.zipped([
            ("202003-citibike-tripdata.csv", Trips.legacyFile(Trips.legacy("2020-03-01 10:00:00", bike: 3)))
        ])
        let year = try IngestBench.zipped([
            (
                "2020-citibike-tripdata/1_January/202001-citibike-tripdata_1.csv",
                Array(Trips.legacyFile(Trips.legacy("2020-01-01 10:00:00", bike: 1)).utf8)
            ),
            (
                "2020-citibike-tripdata/202002-citibike-tripdata.csv",
                Array(Trips.legacyFile(Trips.legacy("2020-02-01 10:00:00", bike: 2)).utf8)
            ),
            ("2020-citibike-tripdata/202003-citibike-tripdata.zip", march),
            ("__MACOSX/2020-citibike-tripdata/._202003-citibike-tripdata.zip", [1, 2, 3]),
        ])
        try DurableFile.write(year, to: bench.directory.file("input/2020-citibike-tripdata.zip"))
        try await bench.run(.bikeTrips, ["location": "input"], IngestRequest(from: "2020-02", to: "2020-03"))
        #expect(try await bench.rows("select bike_id from raw.bike_trips order by 1") == ["2", "3"])
        let again = try await bench.run(
            .bikeTrips, ["location": "input"], IngestRequest(from: "2020-01", to: "2020-03"))
        #expect(again.rowsRead == 1)
        #expect(try await bench.rows("select bike_id from raw.bike_trips order by 1") == ["1", "2", "3"])
        #expect(
            try await bench.run(.bikeTrips, ["location": "input"], IngestRequest(from: "2020-01", to: "2020-03")).loads
                .isEmpty)
    }

    @Test func aMonthThatIsNotThereFailsUnlessItIsAllowed() async throws {
        let bench = try await IngestBench()
        try bench.write(Trips.file(Trips.row("A", "2024-03-01 09:00:00")), to: "202403-citibike-tripdata.csv")
        try bench.write(Trips.file(Trips.row("B", "2024-05-01 09:00:00")), to: "202405-citibike-tripdata.csv")
        let error = try await bench.failure(
            .bikeTrips, ["location": "input"], IngestRequest(from: "2024-03", to: "2024-05"))
        #expect(error.code == "ingest.missing_month")
        #expect(error.message == "\(bench.input.path) has no file for 2024-04")
        #expect(error.hint == "check the months, or pass over what is missing with --allow-missing")
        let later = try await bench.failure(
            .bikeTrips, ["location": "input"], IngestRequest(from: "2024-05", to: "2024-07"))
        #expect(later.message == "\(bench.input.path) has no file for 2024-06, 2024-07: the newest is 2024-05")
        let alone = try await bench.failure(.bikeTrips, ["location": "input"], IngestRequest(from: "2024-07", to: nil))
        #expect(alone.message == "\(bench.input.path) has no file for 2024-07: the newest is 2024-05")
        #expect(try await bench.tables() == [])
        let report = try await bench.run(
            .bikeTrips, ["location": "input"], IngestRequest(from: "2024-03", to: "2024-07", allowsMissing: true))
        #expect(report.rowsRead == 2)
        #expect(
            report.notices == [
                "not there, passed over: 2024-04", "not yet published: 2024-06 to 2024-07 (the newest is 2024-05)",
            ])
    }

    @Test func beginsAtTheCursorsMonth() async throws {
        let bench = try await IngestBench()
        try bench.write(Trips.file(Trips.row("A", "2024-03-01 09:00:00")), to: "202403-citibike-tripdata.csv")
        try bench.write(Trips.file(Trips.row("B", "2024-04-01 09:00:00")), to: "202404-citibike-tripdata.csv")
        try await bench.run(.bikeTrips)
        try bench.write(Trips.file(Trips.row("A2", "2024-03-01 09:00:00")), to: "JC-202403-citibike-tripdata.csv")
        try bench.write(Trips.file(Trips.row("C", "2024-05-01 09:00:00")), to: "202405-citibike-tripdata.csv")
        let plan = try await bench.ingestion().plan(.bikeTrips, settings: ["location": "input"])
        #expect(plan.parts.map { $0.files.map(\.name) } == [["202405-citibike-tripdata.csv"]])
        try await bench.run(.bikeTrips)
        #expect(try await bench.rows("select ride_id from raw.bike_trips order by 1") == ["A", "B", "C"])
        #expect(try await bench.rows("select cursor from raw._weir_state") == ["2024-05"])
    }

    @Test func aFullRefreshStartsAnew() async throws {
        let bench = try await IngestBench()
        try bench.write(
            Trips.file(Trips.row("A", "2024-03-01 09:00:00"), Trips.row("B", "2024-03-01 09:00:00")),
            to: "202403-citibike-tripdata.csv")
        try await bench.run(.bikeTrips)
        try bench.write(Trips.file(Trips.row("C", "2024-03-01 09:00:00")), to: "202403-citibike-tripdata.csv")
        let report = try await bench.run(.bikeTrips, ["location": "input"], IngestRequest(isFullRefresh: true))
        #expect(report.rowsRead == 1)
        #expect(try await bench.rows("select ride_id from raw.bike_trips") == ["C"])
    }

    @Test func everyTripOfTheSampleArrivesOnce() async throws {
        let bench = try await IngestBench()
        let sample = try await SamplePlan(SampleOptions(months: 3, trips: 2000, seed: 7), in: bench.input).apply()
        let report = try await bench.run(.bikeTrips, ["location": "input/bike_trips"])
        #expect(
            try await bench.rows("select count(*), count(distinct ride_id) from raw.bike_trips") == [
                "\(sample.trips)|\(sample.trips)"
            ])
        #expect(report.rowsRead == sample.trips + sample.defects.duplicateRows)
        #expect(try await bench.run(.bikeTrips, ["location": "input/bike_trips"]).loads.isEmpty)
    }
}
