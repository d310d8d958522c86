import JSON
import Warehouse

/// One file of a sample.
public struct SampleFile: Sendable, Hashable {
    /// Relative to the sample's folder.
    public let path: String
    /// Its length.
    public let bytes: Int
    /// The SHA-256 of the file; for a zip it depends on the version of zlib.
    public let sha256: String
    /// The SHA-256 of what is inside, in order: the same on every machine.
    public let contentSHA256: String
    /// Rows below the headers of its CSVs, or days of weather.
    public let rows: Int

    /// The file as a JSON object.
    public var json: JSONValue {
        [
            "path": .string(path), "bytes": .integer(Int64(bytes)), "rows": .integer(Int64(rows)),
            "sha256": .string(sha256), "content_sha256": .string(contentSHA256),
        ]
    }
}

/// What a sample holds, to compare with what a warehouse holds.
public struct SampleReport: Sendable, Hashable {
    /// What was asked for.
    public let options: SampleOptions
    /// Distinct trips; raw.bike_trips has this many rows after a load.
    public let trips: Int
    /// Distinct trips of members.
    public let memberTrips: Int
    /// Rows of all CSV files, repeated ones counted.
    public let rows: Int
    /// Days of weather, each with 24 hours.
    public let weatherDays: Int
    /// Days whose rain reading is missing.
    public let daysWithoutRainReading: Int
    /// What is wrong on purpose.
    public let defects: SampleDefects
    /// The first and the last day on which a trip starts.
    public let firstDay: CalendarDay
    /// The last day on which a trip may start.
    public let lastDay: CalendarDay
    /// The files in order of their paths.
    public let files: [SampleFile]

    /// The report as JSON: what `sample.json` holds and `weir sample --json` prints.
    public var json: JSONValue {
        [
            "months": .integer(Int64(options.months)), "seed": .integer(Int64(bitPattern: options.seed)),
            "trips": .integer(Int64(trips)), "member_trips": .integer(Int64(memberTrips)),
            "rows": .integer(Int64(rows)), "first_day": .string(firstDay.description),
            "last_day": .string(lastDay.description), "weather_days": .integer(Int64(weatherDays)),
            "days_without_rain_reading": .integer(Int64(daysWithoutRainReading)),
            "defects": [
                "negative_durations": .integer(Int64(defects.negativeDurations)),
                "ends_months_later": .integer(Int64(defects.endsMonthsLater)),
                "missing_start_stations": .integer(Int64(defects.missingStartStations)),
                "missing_end_stations": .integer(Int64(defects.missingEndStations)),
                "duplicate_rows": .integer(Int64(defects.duplicateRows)),
            ],
            "files": .array(files.map(\.json)),
        ]
    }
}
