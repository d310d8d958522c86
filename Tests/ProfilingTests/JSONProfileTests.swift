import Foundation
import JSON
import Testing

@testable import Profiling

/// Where records stand in JSON, and what becomes of what is nested in them.
@Suite struct JSONProfileTests {
    private let bench: ProfilingBench

    init() async throws { bench = try await ProfilingBench() }

    private static func record(_ number: Int) -> String {
        """
        {"id": \(number), "station": {"name": "S \(number % 5)", "geo": {"lat": \(50 + number).5}}, "code": "\(padded(number, 3))", \
        "at": "2024-01-\(padded(number % 28 + 1, 2))T0\(number % 9):00:00Z", "big": 1234567890123456789012}
        """
    }

    private static let records = "[" + (0..<40).map(record).joined(separator: ",\n") + "]"
    private static let names = ["id", "station_name", "station_geo_lat", "code", "at", "big"]

    @Test(
        arguments: [
            ("root.json", records, JSONFormat.Layout.records, []),
            (
                "path.json", "{\"meta\": {\"links\": [{\"rel\": \"next\"}]}, \"data\": {\"a/b\": \(records)}}",
                .records, ["data", "a/b"]
            ),
            ("after.json", "{\"data\": \(records), \"paging\": {\"next\": null}}", .records, ["data"]),
        ] as [(String, String, JSONFormat.Layout, [String])])
    func recordsAreFoundWhereverTheyStand(
        _ name: String, _ text: String, _ layout: JSONFormat.Layout, _ path: [String]
    ) async throws {
        let resource = try await bench.resource(text, named: name)
        #expect(resource.json?.layout == layout)
        #expect(resource.json?.path.value == path)
        try check(resource)
    }

    private func check(_ resource: ResourceProfile) throws {
        #expect(resource.rows == 40)
        #expect(resource.names == Self.names)
        #expect(resource["station_geo_lat"]?.path == ["station", "geo", "lat"])
        #expect(resource["station_geo_lat"]?.original == "station.geo.lat")
        #expect(resource["code"]?.type.value == .text)
        #expect(resource["at"]?.type.value == .timestamp)
        #expect(resource["big"]?.type.value == .decimal(precision: 38, scale: 0))
        #expect(resource.key.value == ["id"])
    }

    @Test func oneRecordALineIsRead() async throws {
        let text = lines(0..<40) { Self.record($0) }
        let resource = try await bench.resource(text, named: "sample.ndjson")
        #expect(resource.format == .jsonLines)
        try check(resource)
        try check(try await bench.resource("\u{FEFF}" + text, named: "marked.txt"))
    }

    @Test func aDocumentInUTF16IsRead() async throws {
        let bytes = [0xFF, 0xFE] + Array(try #require(Self.records.data(using: .utf16LittleEndian)))
        try check(try await bench.resource(bytes, named: "wide.json"))
    }

    @Test func keysThatComeLateAreColumns() async throws {
        let text =
            "[" + (0..<9000).map { "{\"id\": \($0)\($0 == 8000 ? ", \"late\": 1" : "")}" }.joined(separator: ",") + "]"
        let resource = try await bench.resource(text, named: "late.json")
        #expect(resource.rows == 9000)
        #expect(resource["late"]?.nulls == 8999)
    }

    @Test func featuresHavePropertiesAndAPlace() async throws {
        let features = (0..<30).map {
            """
            {"type":"Feature","id":"f\($0)","properties":{"name":"n\($0)","mag":\($0).5},\
            "geometry":{"type":"Point","coordinates":[\(8 + $0).5,\(40 + $0).25]}}
            """
        }
        let text = "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
        let resource = try await bench.resource(text, named: "quakes.geojson")
        #expect(resource.json?.layout == .features)
        #expect(resource.rows == 30)
        #expect(resource.names == ["id", "name", "mag", "longitude", "latitude"])
        #expect(resource["longitude"]?.role.value == .longitude)
        #expect(resource["longitude"]?.path == ["geometry", "coordinates", "0"])
    }

    @Test func arraysSideBySideAreColumns() async throws {
        let times = (0..<48).map { "\"2024-01-0\($0 / 24 + 1)T\(padded($0 % 24, 2)):00\"" }.joined(separator: ",")
        let values = (0..<48).map { $0 == 5 ? "null" : "\($0).5" }.joined(separator: ",")
        let text = """
            {"latitude": 52.5, "hourly_units": {"time": "iso8601", "temperature_2m": "°C"}, \
            "hourly": {"time": [\(times)], "temperature_2m": [\(values)]}}
            """
        let resource = try await bench.resource(text, named: "weather.json")
        #expect(resource.json?.layout == .columns)
        #expect(resource.rows == 48)
        #expect(resource.names == ["time", "temperature_2m_celsius"])
        #expect(resource.columns[1].nulls == 1)
        #expect(resource.key.value == ["time"])
        #expect(resource.cadence?.value == "hourly")
    }

    @Test func objectsUnderKeysAreRecords() async throws {
        let text =
            "{" + (0..<20).map { "\"k\\\"\($0)\": {\"name\": \"n\($0)\", \"v\": \($0)}" }.joined(separator: ",") + "}"
        let resource = try await bench.resource(text, named: "keyed.json")
        #expect(resource.json?.layout == .keyed)
        #expect(resource.rows == 20)
        #expect(resource.names == ["key", "name", "v"])
        #expect(resource.key.value == ["key"])
        #expect(resource.columns[0].lengths == 3...4)
    }

    @Test func rowsOfArraysAreNamedByTheFirst() async throws {
        let text =
            "[[\"NAME\",\"POP\",\"state\"],"
            + (0..<20).map { "[\"S \($0)\",\"\($0 * 100)\",\"\(padded($0, 2))\"]" }.joined(separator: ",") + "]"
        let resource = try await bench.resource(text, named: "census.json")
        #expect(resource.json?.layout == .rows)
        #expect(resource.rows == 20)
        #expect(resource.names == ["name", "pop", "state"])
        #expect(resource.types == ["text", "integer", "text"])
    }

    @Test func listsOfRecordsAreTablesOfTheirOwn() async throws {
        let orders = (0..<20).map { order in
            let items = (0..<(order % 4)).map {
                "{\"sku\": \"x\($0)\", \"qty\": \($0 + 1), \"parts\": [{\"p\": \($0)}]}"
            }
            return "{\"id\": \(order), \"tags\": [\"a\", \"b\"], \"items\": [\(items.joined(separator: ","))]}"
        }
        try bench.write("{\"orders\": [\(orders.joined(separator: ","))]}", to: "orders.json")
        let profile = try await bench.profile("orders.json")
        #expect(profile.resources.map(\.name.value) == ["orders", "orders_items", "orders_items_parts"])
        #expect(profile.resources.map(\.rows) == [20, 30, 30])
        let items = profile.resources[1]
        #expect(items.names == ["order_id", "position", "sku", "qty"])
        #expect(items.key.value == ["order_id", "position"])
        #expect(items.parent == NestedIn(resource: "orders", path: ["items"], parentKey: ["order_id"]))
        #expect(items.foreignKeys.map(\.references) == ["id"])
        #expect(profile.resources[0]["tags"]?.type.value == .json)
    }

    @Test func oneObjectIsOneRow() async throws {
        let resource = try await bench.resource(
            "{\"id\": 5, \"name\": \"x\", \"at\": \"2024-01-01\"}", named: "one.json")
        #expect(resource.json?.layout == .single)
        #expect(resource.rows == 1)
        #expect(resource.names == ["id", "name", "at"])
    }

    @Test func aPathThatAPersonNamesIsTaken() async throws {
        let text = "{\"small\": [{\"id\": 1}, {\"id\": 2}], \"large\": \(Self.records)}"
        var profile = try SourceProfile(yaml: try await profiled(text).yaml, file: "p.yml")
        guard case .json(var format) = profile.resources[0].format else { throw CancellationError() }
        #expect(format.path.others == [["small"]])
        format.path.overruled = ["small"]
        profile.resources[0].format = .json(format)
        let again = try await bench.profile("two.json", keeping: profile)
        #expect(again.resources[0].rows == 2)
        #expect(again.resources[0].json?.path.made == ["large"])
        #expect(again.resources[0].json?.path.value == ["small"])
    }

    private func profiled(_ text: String) async throws -> SourceProfile {
        try bench.write(text, to: "two.json")
        return try await bench.profile("two.json")
    }

    @Test(arguments: [
        ("{\"error\": \"not found\", \"status\": 404}", "profiling.error_instead_of_data"),
        ("[{\"a\": 1}, {\"a\": 2}", "profiling.cut_json"),
        ("{\"data\": [{\"a\": 1}, ]]}", "profiling.broken_json"), ("[]", "profiling.no_records"),
        ("{}", "profiling.no_records"),
        ("[{\"a\": 1}, {\"a\": nothing}]", "profiling.broken_json"),
    ])
    func brokenDocumentsAreRefused(_ text: String, _ code: String) async throws {
        try bench.write(text, to: "bad.json")
        let error = await bench.refusal("bad.json")
        #expect(error?.code.rawValue == code)
        #expect(error?.exitCode == 2)
    }

    @Test func aTextThatOnlyBeginsWithABracketIsNoJSON() async throws {
        let resource = try await bench.resource("[id],[name]\n" + lines(0..<20) { "\($0),n\($0)" })
        #expect(resource.names == ["id", "name"])
    }
}
