import Archive
import DurableFiles
import Foundation
import JSON
import Testing

/// Files written by hand in the formats that the feeds publish: other cities, other quotes, other units.
@Suite(.startsPrograms) struct RealFormatsTests {
    /// Jersey City since 2021: quoted, ids with letters, an end without a station, fractions of seconds.
    private static let jerseyCity = #"""
        "ride_id","rideable_type","started_at","ended_at","start_station_name","start_station_id","end_station_name","end_station_id","start_lat","start_lng","end_lat","end_lng","member_casual"
        "4D2A6C7B1F0E9A88","classic_bike","2024-02-03 08:15:00.123","2024-02-03 08:25:30.999","Grove St PATH","JC115","Newport Pkwy","JC008",40.71941,-74.04309,40.72745,-74.03347,"member"
        "7E1B5A0C9D3F2241","electric_bike","2024-02-03 23:58:01.000","2024-02-04 00:08:01.000","Hoboken Terminal - River St & Hudson Pl","HB102","","",40.73606,-74.02913,40.74,-74.03,"casual"
        "0F9E8D7C6B5A4932","docked_bike","2024-02-29 12:00:00","2024-02-29 11:59:00","City Hall","JC003","City Hall","JC003",40.71773,-74.04385,40.71773,-74.04385,"casual"
        """#

    /// Jersey City before 2021: fifteen columns with spaces, unknown birth years, genders 0 to 2.
    private static let jerseyCityOld = #"""
        "tripduration","starttime","stoptime","start station id","start station name","start station latitude","start station longitude","end station id","end station name","end station latitude","end station longitude","bikeid","usertype","birth year","gender"
        207,"2020-12-01 00:07:36.4560","2020-12-01 00:11:03.9810",3792,"Columbus Dr at Exchange Pl",40.71687,-74.03281,3214,"Essex Light Rail",40.7127742,-74.0364857,40382,"Subscriber",1989,1
        1543,"2020-12-01 06:01:02.0000","2020-12-01 06:26:45.0000",3639,"Harborside",40.7192517,-74.034234,3209,"Brunswick St",40.7241765,-74.0506564,42495,"Customer",1969,0
        """#

    /// The oldest months: no quotes, capitals without spaces, dates as month/day/year, nothing where a year is missing.
    private static let oldest = #"""
        Trip Duration,Start Time,Stop Time,Start Station ID,Start Station Name,Start Station Latitude,Start Station Longitude,End Station ID,End Station Name,End Station Latitude,End Station Longitude,Bike ID,User Type,Birth Year,Gender
        376,10/1/2016 00:00:07,10/1/2016 00:06:23,3186,Grove St PATH,40.7195,-74.0431,3203,Hamilton Park,40.7275,-74.0442,24575,Subscriber,1978,2
        88,10/31/2016 23:59:59,11/1/2016 0:01:27,3186,Grove St PATH,40.7195,-74.0431,3203,Hamilton Park,40.7275,-74.0442,24576,Customer,NULL,0
        """#

    /// New York in 2013 and 2015: everything in quotes, also what is missing.
    private static let allQuoted = #"""
        "tripduration","starttime","stoptime","start station id","start station name","start station latitude","start station longitude","end station id","end station name","end station latitude","end station longitude","bikeid","usertype","birth year","gender"
        "634","2013-07-01 00:00:00","2013-07-01 00:10:34","164","E 47 St & 2 Ave","40.75323098","-73.97032517","504","1 Ave & E 15 St","40.73221853","-73.98165557","16950","Customer","\N","0"
        "801","7/1/2013 0:00","7/1/2013 0:14","521","8 Ave & W 31 St","40.75044999","-73.99481051","423","W 54 St & 9 Ave","40.76584941","-73.98690506","17131","Customer","","0"
        "1547","2013-07-01 00:00:02","2013-07-01 00:25:49","388","W 26 St & 10 Ave","","","459","W 20 St & 11 Ave","40.746745","-74.007756","19816","Subscriber","1980","2"
        """#

    @Test(arguments: ["dev", "lite"]) func whatIsMissingInQuotesIsMissing(target: String) async throws {
        let (project, sample) = try Self.project()
        try Self.zip(
            [("2013-07 - Citi Bike trip data.csv", Self.allQuoted)],
            to: sample.file("bike_trips/201307-citibike-tripdata.zip"))
        let ingest = try await project.call(["ingest", "bike_trips", "--target", target])
        #expect(ingest.code == 0, "\(ingest.text)")
        let rows = try await project.rows(
            "select bike_id, birth_year as born, start_lat as latitude from raw.bike_trips order by 1", target: target,
            isLive: true)
        #expect(
            rows == [
                ["bike_id": "16950", "born": nil, "latitude": 40.75323098],
                ["bike_id": "17131", "born": nil, "latitude": 40.75044999],
                ["bike_id": "19816", "born": 1980, "latitude": nil],
            ])
    }

    @Test func monthsOfEverySchemaLoadWithTheirRowCounts() async throws {
        let (project, sample) = try Self.project()
        try Self.zip(
            [
                ("JC-202402-citibike-tripdata.csv", Self.jerseyCity),
                ("__MACOSX/._JC-202402-citibike-tripdata.csv", "x"),
            ],
            to: sample.file("bike_trips/JC-202402-citibike-tripdata.csv.zip"))
        try Self.zip(
            [("JC-202012-citibike-tripdata.csv", Self.jerseyCityOld)],
            to: sample.file("bike_trips/JC-202012-citibike-tripdata.csv.zip"))
        try Self.zip(
            [("JC-201610-citibike-tripdata.csv", Self.oldest)],
            to: sample.file("bike_trips/JC-201610-citibike-tripdata.csv.zip"))
        let ingest = try await project.call("ingest bike_trips")
        #expect(ingest.code == 0, "\(ingest.text)")
        #expect(ingest.output.contains("raw.bike_trips: 7 rows read, 7 new"))
        let rows = try await project.rows(
            """
            select ride_id as id, cast(started_at as text) as started, start_station_id as "from", end_station_id as "to",
              member_casual as rider, birth_year as born, gender
            from raw.bike_trips order by started_at
            """, isLive: true)
        #expect(
            rows.map { $0["id"]?.string } == [
                "legacy-24575-1475280007000", "legacy-24576-1477958399000", "legacy-40382-1606781256456",
                "legacy-42495-1606802462000", "4D2A6C7B1F0E9A88", "7E1B5A0C9D3F2241", "0F9E8D7C6B5A4932",
            ])
        #expect(
            rows.map { $0["started"]?.string?.prefix(19) } == [
                "2016-10-01 00:00:07", "2016-10-31 23:59:59", "2020-12-01 00:07:36", "2020-12-01 06:01:02",
                "2024-02-03 08:15:00", "2024-02-03 23:58:01", "2024-02-29 12:00:00",
            ])
        #expect(rows.map { $0["from"]?.string } == ["3186", "3186", "3792", "3639", "JC115", "HB102", "JC003"])
        #expect(rows.map { $0["to"]?.string } == ["3203", "3203", "3214", "3209", "JC008", nil, "JC003"])
        #expect(
            rows.map { $0["rider"]?.string } == [
                "member", "casual", "member", "casual", "member", "casual", "casual",
            ])
        #expect(rows.map { $0["born"]?.integer } == [1978, nil, 1989, 1969, nil, nil, nil])
        #expect(rows.map { $0["gender"]?.string } == ["female", "unknown", "male", "unknown", nil, nil, nil])
    }

    /// 32 °F are 0 °C, 50 are 10, 1 inch is 25.4 mm and 2.54 cm, 10 mph are 16.09344 km/h.
    private static let fahrenheit = """
        {"latitude":41.862915,"longitude":-87.64877,"generationtime_ms":0.2,"utc_offset_seconds":-21600,
        "timezone":"America/Chicago","timezone_abbreviation":"GMT-6","elevation":180.0,
        "hourly_units":{"time":"iso8601","weather_code":"wmo code","temperature_2m":"°F","relative_humidity_2m":"%",
        "precipitation":"inch","rain":"inch","snowfall":"inch","wind_speed_10m":"mp/h"},
        "hourly":{"time":["2024-01-15T00:00","2024-01-15T01:00"],"weather_code":[3,71],"temperature_2m":[50.0,32.0],
        "relative_humidity_2m":[80,81],"precipitation":[0.0,0.1],"rain":[0.0,null],"snowfall":[0.0,1.0],
        "wind_speed_10m":[10.0,0.0]},
        "daily_units":{"time":"iso8601","weather_code":"wmo code","temperature_2m_max":"°F","temperature_2m_min":"°F",
        "temperature_2m_mean":"°F","precipitation_sum":"inch","rain_sum":"inch","snowfall_sum":"inch",
        "wind_speed_10m_max":"mp/h"},
        "daily":{"time":["2024-01-15"],"weather_code":[71],"temperature_2m_max":[50.0],"temperature_2m_min":[32.0],
        "temperature_2m_mean":[41.0],"precipitation_sum":[1.0],"rain_sum":[0.5],"snowfall_sum":[1.0],
        "wind_speed_10m_max":[10.0]}}
        """

    @Test(arguments: ["dev", "lite"]) func weatherInOtherUnitsBecomesMetric(target: String) async throws {
        let (project, sample) = try Self.project()
        try sample.write(Self.fahrenheit, to: "weather/chicago.json")
        let ingest = try await project.call(["ingest", "weather", "--target", target])
        #expect(ingest.code == 0, "\(ingest.text)")
        let days = try await project.rows(
            """
            select temperature_max_celsius as a, temperature_min_celsius as b, temperature_mean_celsius as c,
              precipitation_mm as d, rain_mm as e, snowfall_cm as f, wind_speed_max_kmh as g from raw.weather_daily
            """, target: target, isLive: true)
        let day: JSONValue = ["a": 10, "b": 0, "c": 5, "d": 25.4, "e": 12.7, "f": 2.54, "g": 16.09344]
        let difference = CellComparison.difference([day], days)
        #expect(difference == nil, "\(difference ?? "")")
        let hours = try await project.rows(
            """
            select temperature_celsius as a, precipitation_mm as b, rain_mm as c, snowfall_cm as d, wind_speed_kmh as e
            from raw.weather_hourly order by time
            """, target: target, isLive: true)
        let expected: [JSONValue] = [
            ["a": 10, "b": 0, "c": 0, "d": 0, "e": 16.09344], ["a": 0, "b": 2.54, "c": nil, "d": 2.54, "e": 0],
        ]
        let hourly = CellComparison.difference(expected, hours)
        #expect(hourly == nil, "\(hourly ?? "")")
    }

    private static func project() throws -> (TrialProject, TemporaryDirectory) {
        let sample = try TemporaryDirectory(prefix: "weir-formats")
        for source in ["bike_trips", "weather"] {
            try FileManager.default.createDirectory(at: sample.file(source), withIntermediateDirectories: true)
        }
        return (try TrialProject(sample: sample.url), sample)
    }

    private static func zip(_ members: [(String, String)], to file: URL) throws {
        let writer = try ArchiveWriter(.zip)
        for (path, text) in members { try writer.add(path, Array((text + "\n").utf8)) }
        try DurableFile.write(try writer.finish(), to: file)
    }
}
