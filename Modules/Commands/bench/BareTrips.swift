import Foundation
import Warehouse

/// The trips of plain CSV files as somebody would select them by hand: the same columns, types and expressions as the
/// source `bike_trips`.
struct BareTrips {
    let files: [URL]

    /// All trips, the files in their order.
    var query: SQL {
        let (legacy, modern) = (files.filter(Self.isLegacy), files.filter { !Self.isLegacy($0) })
        return [legacy.isEmpty ? nil : Self.legacy(legacy), modern.isEmpty ? nil : Self.modern(modern)]
            .compactMap(\.self).joined(separator: " union all ")
    }

    /// The columns in order.
    static let columns: SQL = """
        ride_id, rideable_type, started_at, ended_at, start_station_name, start_station_id, end_station_name, \
        end_station_id, start_lat, start_lng, end_lat, end_lng, member_casual, bike_id, birth_year, gender, \
        _weir_load_id, _weir_file
        """

    private static func isLegacy(_ file: URL) -> Bool { file.lastPathComponent < "202102" }

    private static func scan(_ files: [URL], _ columns: [(String, String)]) -> SQL {
        let paths = files.map { "'\($0.path)'" }.joined(separator: ", ")
        let types = columns.map { "'\($0)': '\($1)'" }.joined(separator: ", ")
        return SQL(
            raw: """
                read_csv([\(paths)], header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', \
                nullstr = ['', 'NULL', '\\N'], allow_quoted_nulls = true, columns = {\(types)}, filename = 'path')
                """)
    }

    private static func modern(_ files: [URL]) -> SQL {
        let texts = ["ride_id", "rideable_type"].map { ($0, "varchar") }
        let times = ["started_at", "ended_at"].map { ($0, "timestamp") }
        let stations = ["start_station_name", "start_station_id", "end_station_name", "end_station_id"].map {
            ($0, "varchar")
        }
        let places = ["start_lat", "start_lng", "end_lat", "end_lng"].map { ($0, "double") }
        return """
            select ride_id, rideable_type, started_at, ended_at, start_station_name, start_station_id,
              end_station_name, end_station_id, start_lat, start_lng, end_lat, end_lng, member_casual,
              cast(null as varchar) as bike_id, cast(null as bigint) as birth_year, cast(null as varchar) as gender,
              'bare' as _weir_load_id, parse_filename(path) as _weir_file
            from \(scan(files, texts + times + stations + places + [("member_casual", "varchar")]))
            """
    }

    private static func legacy(_ files: [URL]) -> SQL {
        let moment = { (name: String) in
            SQL(
                raw: """
                    coalesce(try_cast(\(name) as timestamp), \
                    strptime(\(name), ['%m/%d/%Y %H:%M:%S', '%m/%d/%Y %H:%M'])) as \(name)
                    """)
        }
        let columns: [(String, String)] = [
            ("duration", "varchar"), ("starts", "varchar"), ("stops", "varchar"), ("start_station_id", "varchar"),
            ("start_station_name", "varchar"), ("start_lat", "double"), ("start_lng", "double"),
            ("end_station_id", "varchar"), ("end_station_name", "varchar"), ("end_lat", "double"),
            ("end_lng", "double"), ("bike_id", "varchar"), ("user_type", "varchar"), ("birth_year", "double"),
            ("gender", "varchar"),
        ]
        return """
            select 'legacy-' || bike_id || '-' || epoch_ms(starts) as ride_id,
              cast(null as varchar) as rideable_type, starts as started_at, stops as ended_at, start_station_name,
              start_station_id, end_station_name, end_station_id, start_lat, start_lng, end_lat, end_lng,
              case user_type when 'Subscriber' then 'member' when 'Customer' then 'casual' end as member_casual,
              bike_id, cast(birth_year as bigint) as birth_year,
              case gender when '1' then 'male' when '2' then 'female' when '0' then 'unknown' end as gender,
              'bare' as _weir_load_id, parse_filename(path) as _weir_file
            from (select * replace (\(moment("starts")), \(moment("stops"))) from \(scan(files, columns)))
            """
    }
}
