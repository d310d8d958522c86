import Diagnostics
import DurableFiles
import Foundation
import HTTPClient
import JSON
import Warehouse

/// Runs sources: plans, extracts to the landing folder, loads into the warehouse.
///
///     let ingestion = Ingestion(engine: engine, root: project, transport: try CurlTransport())
///     print(try await ingestion.run(.bikeTrips, settings: ["location": ".weir/sample/bike_trips"]))
///
/// A run may be killed at any moment: the next one loads what had landed whole, forgets the rest, and goes on.
public struct Ingestion: Sendable {
    /// The warehouse.
    public var engine: any Engine
    /// The folder that relative paths in settings start from.
    public var root: URL
    /// The folder of landings; by default `.weir/landing` in `root`.
    public var landing: URL
    /// What carries requests.
    public var transport: any HTTPTransport
    /// When failed requests are tried again.
    public var retry: HTTPRetry
    /// The time, for load ids, waits and yesterday.
    public var clock: any WallClock
    /// Where events go.
    public var events: any EventSink
    /// How many loaded landings of a source are kept.
    public var keepsLandings: Int

    /// An ingestion into `engine`.
    public init(
        engine: any Engine, root: URL, landing: URL? = nil, transport: any HTTPTransport,
        retry: HTTPRetry = HTTPRetry(), clock: any WallClock = SystemWallClock(),
        events: any EventSink = SilentSink(), keepsLandings: Int = 3
    ) {
        self.engine = engine
        self.root = root
        self.landing = landing ?? root.appending(path: ".weir/landing", directoryHint: .isDirectory)
        self.transport = transport
        self.retry = retry
        self.clock = clock
        self.events = events
        self.keepsLandings = keepsLandings
    }

    /// What a run would take, without landings that an earlier run left to be loaded. Writes nothing.
    public func plan(
        _ source: Source, settings: [String: String], _ request: IngestRequest = IngestRequest()
    ) async throws -> IngestPlan {
        try await plan(source, SettingValues(source, settings), request)
    }

    /// Brings the tables of a source up to date.
    ///
    /// - Parameter settings: the texts under `sources.<name>` of the target.
    public func run(
        _ source: Source, settings: [String: String], _ request: IngestRequest = IngestRequest()
    ) async throws -> IngestReport {
        let run = SourceRun(ingestion: self, source: source, settings: try SettingValues(source, settings))
        return try await run.run(request)
    }

    func plan(_ source: Source, _ settings: SettingValues, _ request: IngestRequest) async throws -> IngestPlan {
        try await Planner(
            source: source, settings: settings, request: request, books: try await books(source), root: root,
            fetcher: try fetcher(settings), clock: clock
        ).plan()
    }

    /// What the books say; of tables that are gone they say nothing.
    func books(_ source: Source) async throws -> BookkeepingState {
        try await engine.withConnection { connection in
            var books = try Bookkeeping.read(source.name, connection)
            for resource in source.resources where try !connection.exists(resource.table) {
                books.forget(resource.table)
            }
            return books
        }
    }

    func fetcher(_ settings: SettingValues) throws -> HTTPFetcher {
        try settings.fetcher(HTTPFetcher(transport, retry: retry, clock: clock, events: events))
    }
}
