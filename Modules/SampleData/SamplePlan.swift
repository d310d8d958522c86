import Diagnostics
import DurableFiles
import Foundation
import JSON

/// What writing a sample will do to a folder; made by reading only.
public struct SamplePlan: Sendable, Hashable {
    /// What was asked for.
    public let options: SampleOptions
    /// The folder that receives the files.
    public let folder: URL
    /// The files that will be there, relative to the folder.
    public let writes: [String]
    /// Files of an earlier sample that go away, relative to the folder.
    public let removes: [String]

    /// The name of the report in the folder.
    static let manifestName = "sample.json"

    /// Plans a sample: looks at what an earlier one left in the folder.
    public init(_ options: SampleOptions, in folder: URL) throws {
        self.options = options
        self.folder = folder
        let writes = options.allMonths.flatMap { [Self.tripPath($0), Self.weatherPath($0)] }.sorted()
        self.writes = writes
        removes = try Self.written(in: folder).filter { !writes.contains($0) }.sorted()
    }

    /// The plan as JSON.
    public var json: JSONValue {
        [
            "folder": .string(folder.path), "writes": .array(writes.map(JSONValue.string)),
            "removes": .array(removes.map(JSONValue.string)),
        ]
    }

    static func tripPath(_ month: SampleMonth) -> String { "bike_trips/\(month.compact)-citibike-tripdata.zip" }
    static func weatherPath(_ month: SampleMonth) -> String { "weather/new_york-\(month).json" }

    /// The paths in the report of an earlier sample.
    private static func written(in folder: URL) throws -> [String] {
        let manifest = folder.appending(path: manifestName)
        guard FileManager.default.fileExists(atPath: manifest.path) else { return [] }
        guard let text = try? String(contentsOf: manifest, encoding: .utf8), let json = try? JSONValue.parse(text),
            let files = json["files"]?.array
        else { throw WeirError.unreadableManifest(manifest.path) }
        let root = try ConfinedRoot(folder)
        return try files.compactMap { $0["path"]?.string }.filter {
            FileManager.default.fileExists(atPath: try root.file($0).path)
        }
    }
}
