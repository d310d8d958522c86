import Archive
import CSV
import Foundation

@testable import SampleData

/// Reads a sample's zips back as somebody who does not know how they were made.
struct SampleReader {
    /// Rows by member file, as dictionaries from column to text.
    var rows: [(file: String, values: [String: String])] = []

    init(_ folder: URL) throws {
        let zips = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "bike_trips").path)
            .sorted()
        for zip in zips {
            var found: [(String, [UInt8])] = []
            try ArchiveReader(file: folder.appending(path: "bike_trips/\(zip)")).read(where: { _ in true }) {
                entry, content in found.append((entry.path, try content.bytes()))
            }
            for (path, bytes) in found {
                let reader = CSVReader(bytes: bytes)
                let header = try reader.header()
                while try reader.next() {
                    rows.append((path, Dictionary(uniqueKeysWithValues: zip2(header, reader.strings))))
                }
            }
        }
    }

    private func zip2(_ names: [String], _ values: [String]) -> [(String, String)] { Array(zip(names, values)) }
}

extension [String: String] {
    /// What tells a trip from others: its ride, or bike and start in the old columns.
    var tripKey: String { self["ride_id"] ?? "\(self["bikeid"] ?? "")-\(self["starttime"] ?? "")" }
    var start: String { self["started_at"] ?? self["starttime"] ?? "" }
    var end: String { self["ended_at"] ?? self["stoptime"] ?? "" }
    var isMember: Bool { self["member_casual"] == "member" || self["usertype"] == "Subscriber" }
}
