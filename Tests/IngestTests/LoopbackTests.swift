import Diagnostics
import DurableFiles
import Foundation
import HTTPClient
import HTTPServer
import Ingest
import SampleData
import Testing
import Warehouse

/// Sources over real connections.
@Suite struct LoopbackTests {
    /// A feed that lists the sample's zips and serves them with marks and ranges.
    private func feed(_ bench: IngestBench, trips: Int) async throws -> (server: ScriptedServer, sample: SampleReport) {
        let sample = try await SamplePlan(SampleOptions(months: 2, trips: trips, seed: 5), in: bench.input).apply()
        let zips = sample.files.filter { $0.path.hasSuffix(".zip") }.map {
            (name: String($0.path.split(separator: "/")[1]), sha256: $0.sha256, path: $0.path)
        }
        let server = try ScriptedServer()
        let contents = zips.map {
            "<Contents><Key>\($0.name)</Key><ETag>&quot;\($0.sha256)&quot;</ETag></Contents>"
        }
        server.script(
            "/tripdata",
            [
                .init { _ in
                    .bytes(
                        Array("<ListBucketResult>\(contents.joined())</ListBucketResult>".utf8), type: "application/xml"
                    )
                }
            ])
        for zip in zips {
            let bytes = try [UInt8](Data(contentsOf: bench.input.appending(path: zip.path)))
            server.script(
                "/tripdata/\(zip.name)", [.init { _ in .bytes(bytes, type: "application/zip", tag: zip.sha256) }])
        }
        return (server, sample)
    }

    @Test func aFeedLoadsOnceAndACutDownloadGoesOn() async throws {
        let bench = try await IngestBench()
        let (server, sample) = try await feed(bench, trips: 3000)
        let name = "202101-citibike-tripdata.zip"
        let whole = try [UInt8](Data(contentsOf: bench.input.appending(path: "bike_trips/\(name)")))
        let mark = "\"\(try SHA256.hex(of: whole))\""
        var cut = WebResponse(body: .cutShort(Array(whole.prefix(1000)), promisedBytes: whole.count))
        cut.headers["ETag"] = mark
        server.script(
            "/tripdata/\(name)",
            [.response(cut), .init { _ in .bytes(whole, type: "application/zip", tag: try SHA256.hex(of: whole)) }])
        let settings = ["location": server.address + "/tripdata", "from": "2021-01"]
        let transport = try CurlTransport(environment: [:])
        let report = try await bench.run(.bikeTrips, settings, IngestRequest(), transport)
        #expect(report.rowsRead == sample.rows)
        #expect(try await bench.rows("select count(*) from raw.bike_trips") == ["\(sample.trips)"])
        let ranges = server.requests.filter { $0.path.hasSuffix(name) }.map { $0.headers["Range"] ?? "" }
        #expect(ranges == ["", "bytes=1000-"])
        let count = server.requests.count
        #expect(try await bench.run(.bikeTrips, settings, IngestRequest(), transport).loads.isEmpty)
        #expect(server.requests.count == count + 1)
        await server.stop()
    }

    @Test func theWeatherArchiveLoadsAfterItWasBusy() async throws {
        let bench = try await IngestBench()
        let server = try ScriptedServer()
        server.script("/v1/archive", [.status(429, headers: ["Retry-After": "3"]), .json(Answers.imperial)])
        let report = try await bench.run(
            .weather, ["location": server.address + "/v1/archive"], IngestRequest(from: "2024-05", to: "2024-05"),
            try CurlTransport(environment: [:]))
        #expect(report.rowsRead == 4)
        #expect(bench.clock.waitsSeconds == [3])
        #expect(server.requests.map { $0.query["timezone"] } == ["America/New_York", "America/New_York"])
        await server.stop()
    }
}
