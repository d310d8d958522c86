import Profiling
import Warehouse

/// Profiles as the profiler makes them, by hand.
enum ProfileFixture {
    static func column(
        _ name: String, original: String? = nil, _ type: ColumnType, _ role: ColumnRole, reading: Reading = .plain,
        nulls: Int = 0, distinct: Int = 700, range: ValueRange? = nil, unit: String? = nil,
        personal: PersonalKind = .none
    ) -> ColumnProfile {
        ColumnProfile(
            name: Choice(name, because: "the header"), original: original ?? name, type: Choice(type, because: "all"),
            reading: Choice(reading, because: "all"), nulls: nulls, distinct: distinct, range: range,
            unit: Choice(unit, because: "the header"), personal: Choice(personal, because: "the header"),
            role: Choice(role, because: "the header"))
    }

    static let csv = SampleFormat.delimited(
        DelimitedFormat(
            encoding: Choice("utf-8", because: "all"), delimiter: Choice(",", because: "all"),
            quote: Choice("\"", because: "all"), escape: "\"",
            layout: TableLayout(headerRow: Choice(1, because: "all"), footerRows: Choice(0, because: "all"))))

    /// Hourly measurements of stations, with places, a category, and numbers of each sort.
    static func airQuality(
        columns more: [ColumnProfile] = [], format: SampleFormat = csv, key: [String] = ["station_id", "measured_at"]
    ) -> SourceProfile {
        SourceProfile(
            name: "air_quality", sample: SampleOrigin(location: "air_quality.csv", bytes: 50_000),
            resources: [
                ResourceProfile(
                    name: Choice("air_quality", because: "the file"), files: ["air_quality.csv"], format: format,
                    rows: 720,
                    columns: [
                        column("station_id", .text, .identifier, distinct: 10),
                        column("measured_at", .timestamp, .time, distinct: 72),
                        column("status", .text, .category, nulls: 3, distinct: 3),
                        column(
                            "pm25_micrograms", original: "PM2.5 (µg/m³)", .double, .level, nulls: 20,
                            range: ValueRange(.double(1.5), .double(87)), unit: "µg/m³"),
                        column("readings", .integer, .additive, range: ValueRange(.integer(0), .integer(60))),
                        column("latitude", .double, .latitude, distinct: 10),
                        column("longitude", .double, .longitude, distinct: 10),
                    ] + more,
                    key: Choice(key, because: "unique and never null"),
                    cursor: Choice(.some("measured_at"), because: "a moment"),
                    cadence: Choice(.some("hourly"), because: "steps of an hour"))
            ])
    }
}
