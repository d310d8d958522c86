import Diagnostics
import Foundation
import HTTPClient
import Synchronization
import Testing
import Warehouse

@testable import Ingest

/// A bucket that lists its files and serves them.
private final class Bucket: Sendable {
    private let files: [String: [UInt8]]
    private let broken: Mutex<[String: [ScriptedTransport.Answer]]>

    init(_ files: [String: [UInt8]], first broken: [String: [ScriptedTransport.Answer]] = [:]) {
        self.files = files
        self.broken = Mutex(broken)
    }

    func answer(_ request: HTTPRequest) -> ScriptedTransport.Answer {
        let name = request.url.lastPathComponent
        if let answer = broken.withLock({ $0[name]?.isEmpty == false ? $0[name]?.removeFirst() : nil }) {
            return answer
        }
        if request.url.path.hasSuffix("/tripdata") || request.url.path.hasSuffix("/tripdata/") {
            let contents = files.keys.sorted().map { name in
                "<Contents><Key>\(name)</Key><ETag>&quot;\(files[name]!.count)-e&quot;</ETag><Size>\(files[name]!.count)</Size></Contents>"
            }
            return .text(
                "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>false</IsTruncated>\(contents.joined())</ListBucketResult>"
            )
        }
        guard let body = files[name] else { return .status(404) }
        return .response(status: 200, headers: ["ETag": "\"\(body.count)-e\""], body: body)
    }

    var transport: ScriptedTransport { ScriptedTransport { self.answer($0) } }
}

@Suite struct FeedTests {
    private let settings = ["location": "https://feed.test/tripdata"]

    private static func month(_ id: String, _ start: String) throws -> [UInt8] {
        try IngestBench.zipped([("\(id).csv", Trips.file(Trips.row(id, start)))])
    }

    private static func bucket(first broken: [String: [ScriptedTransport.Answer]] = [:]) throws -> Bucket {
        Bucket(
            [
                "202404-citibike-tripdata.zip": try month("A", "2024-04-01 09:00:00"),
                "202405-citibike-tripdata.zip": try month("BB", "2024-05-01 09:00:00"),
                "JC-202405-citibike-tripdata.csv.zip": try month("CCC", "2024-05-02 09:00:00"),
                "index.html": Array("<html>".utf8),
            ], first: broken)
    }

    @Test func takesTheNewestMonthFirstAndTheRestWhenAsked() async throws {
        let bench = try await IngestBench()
        let transport = try Self.bucket().transport
        let first = try await bench.run(.bikeTrips, settings, IngestRequest(), transport)
        #expect(first.rowsRead == 2)
        #expect(try await bench.rows("select ride_id from raw.bike_trips order by 1") == ["BB", "CCC"])
        let all = try await bench.run(.bikeTrips, settings, IngestRequest(from: "2024-04", to: "2024-05"), transport)
        #expect(all.rowsRead == 1)
        #expect(all.skippedFiles == 2)
        let count = transport.requests.count
        #expect(try await bench.run(.bikeTrips, settings, IngestRequest(), transport).loads.isEmpty)
        // What the listing's marks say is loaded is not downloaded again.
        #expect(transport.requests.count == count + 1)
        #expect(
            try await bench.rows("select address, etag from raw._weir_files order by 1 limit 1") == [
                "https://feed.test/tripdata/202404-citibike-tripdata.zip|\"\(try Self.month("A", "2024-04-01 09:00:00").count)-e\""
            ])
    }

    @Test func waitsWhenTheServerAsksAndGivesUpWhenItNeverRecovers() async throws {
        let bench = try await IngestBench()
        let patient = try Self.bucket(first: [
            "202405-citibike-tripdata.zip": [.status(429, headers: ["Retry-After": "5"]), .status(503)]
        ])
        #expect(try await bench.run(.bikeTrips, settings, IngestRequest(), patient.transport).rowsRead == 2)
        #expect(try #require(bench.clock.waitsSeconds.first) == 5)
        let never = try Self.bucket(first: ["202404-citibike-tripdata.zip": Array(repeating: .status(500), count: 10)])
        let error = try await bench.failure(
            .bikeTrips, settings, IngestRequest(from: "2024-04", to: "2024-04"), never.transport)
        #expect(error.code == "http.server_failed")
        #expect(error.message == "https://feed.test/tripdata/202404-citibike-tripdata.zip answered 500, 3 times")
        #expect(error.isRetryable)
        #expect(try await bench.rows("select count(*) from raw.bike_trips") == ["2"])
    }

    @Test(arguments: [
        (ScriptedTransport.Answer.text("<html>log in", headers: ["Content-Type": "text/html"]), "http.html_instead"),
        (.status(403), "http.credentials_refused"), (.status(404), "http.not_found"),
        (.failure(WeirError("http.timed_out", "too long", isRetryable: true)), "http.timed_out"),
    ])
    func aDownloadThatFailsNamesItsAddress(_ answer: ScriptedTransport.Answer, _ code: String) async throws {
        let bench = try await IngestBench()
        let bucket = try Self.bucket(first: ["202405-citibike-tripdata.zip": Array(repeating: answer, count: 3)])
        let error = try await bench.failure(.bikeTrips, settings, IngestRequest(), bucket.transport)
        #expect(error.code.rawValue == code)
        #expect(try bench.landings(of: .bikeTrips).compactMap { LandingManifest(in: $0) }.isEmpty)
    }

    @Test func whatWasDownloadedBeforeAFailureIsNotDownloadedAgain() async throws {
        let bench = try await IngestBench()
        let bucket = try Self.bucket(first: ["JC-202405-citibike-tripdata.csv.zip": [.status(404)]])
        let transport = bucket.transport
        _ = try await bench.failure(.bikeTrips, settings, IngestRequest(), transport)
        #expect(try await bench.run(.bikeTrips, settings, IngestRequest(), transport).rowsRead == 2)
        let names = transport.requests.map(\.url.lastPathComponent)
        #expect(
            names == [
                "tripdata", "202405-citibike-tripdata.zip", "JC-202405-citibike-tripdata.csv.zip", "tripdata",
                "JC-202405-citibike-tripdata.csv.zip",
            ])
        #expect(
            !FileManager.default.fileExists(atPath: bench.directory.file(".weir/landing/bike_trips/downloads").path))
    }

    @Test func readsLongListingsPageByPage() async throws {
        let page = { (key: String, next: String?) in
            ScriptedTransport.Answer.text(
                "<ListBucketResult><Contents><Key>\(key)</Key><Size>5</Size></Contents><Contents><Key>sub/x</Key></Contents>"
                    + (next.map {
                        "<IsTruncated>true</IsTruncated><NextContinuationToken>\($0)</NextContinuationToken>"
                    } ?? "<IsTruncated>false</IsTruncated>") + "</ListBucketResult>")
        }
        let transport = ScriptedTransport([page("b &amp; c.zip", "t+1/="), page("a.zip", nil)])
        let entries = try await FeedListing(
            fetcher: HTTPFetcher(transport), base: try #require(URL(string: "https://feed.test/tripdata"))
        ).entries()
        #expect(entries.map(\.name) == ["a.zip", "b & c.zip"])
        #expect(
            entries.map(\.address) == ["https://feed.test/tripdata/a.zip", "https://feed.test/tripdata/b%20&%20c.zip"])
        #expect(
            transport.requests.map(\.url.absoluteString) == [
                "https://feed.test/tripdata/?list-type=2",
                "https://feed.test/tripdata/?list-type=2&continuation-token=t%2B1%2F%3D",
            ])
    }

    @Test func readsAWebServersPageOfLinks() async throws {
        let transport = ScriptedTransport([
            .text(
                "<html><body><a href=\"../\">up</a><A class='f' HREF='202405-citibike-tripdata.zip'>x</a><a href=\"https://else.test/y.zip\">y</a><a href=\"?C=N\">sort</a><a href=\"x%2F..%2F..%2Fz.zip\">out</a><a href=\"%2e%2e\">up</a></body></html>"
            )
        ])
        let entries = try await FeedListing(
            fetcher: HTTPFetcher(transport), base: try #require(URL(string: "http://feed.test/files/"))
        ).entries()
        #expect(entries.map(\.address) == ["http://feed.test/files/202405-citibike-tripdata.zip"])
    }

    @Test func aNameThatLeadsOutOfTheLandingIsRefused() async throws {
        let bench = try await IngestBench()
        let (landing, lock) = try Landing.open(bench.directory.file("landing"), source: "s")
        defer { lock.release() }
        let folder = try landing.begin(at: bench.clock.now)
        let extractor = FileExtractor(
            landing: landing, folder: folder, fetcher: HTTPFetcher(ScriptedTransport([])),
            progress: IngestProgress(source: "s", clock: bench.clock, events: SilentSink()))
        var part = IngestPlan.Part(tables: [])
        part.files = [
            IngestPlan.File(
                name: "x/../../../out.csv", address: "a", months: [], bytes: 3, isPartial: false,
                origin: .local(try bench.directory.write("a\n1\n", to: "in.csv")), etag: nil)
        ]
        let error = await #expect(throws: WeirError.self) { try await extractor.extract(part, after: []) }
        #expect(error?.code == "files.outside_root")
    }

    @Test func anAddressWithoutAListingIsAnError() async throws {
        let bench = try await IngestBench()
        let error = try await bench.failure(.bikeTrips, settings, IngestRequest(), ScriptedTransport([.json("{}")]))
        #expect(error.code == "ingest.no_listing")
    }
}
