import Diagnostics
import DurableFiles
import Foundation
import Ingest
import JSON
import Orchestrate
import Quality
import Warehouse

@testable import Terminal
@testable import WeirCommand

/// A project in a temporary folder, with the models, pages and notebooks of this checkout; calls commands in process.
struct WeirFixture: Sendable {
    static let settings = """
        name: rides
        default_target: dev
        targets:
          dev: {engine: duckdb, warehouse: .weir/warehouse.duckdb, threads: 2}
          lite: {engine: sqlite, warehouse: .weir/warehouse.sqlite}
        sources:
          bike_trips: {location: .weir/sample/bike_trips}
          weather:
            {location: .weir/sample/weather, latitude: 40.7128, longitude: -74.0060, timezone: America/New_York, name: new_york}
        publish: [marts, core]

        """

    /// What a call came to.
    struct Call: Sendable {
        let output: String
        let messages: String
        let code: Int32

        var json: JSONValue { (try? JSONValue.parse(output)) ?? .null }
    }

    let folder: TemporaryDirectory

    init(settings: String = Self.settings) throws {
        folder = try TemporaryDirectory()
        try folder.write(settings, to: "weir.yml")
        try HouseFiles.copy(from: Self.checkout, to: folder.url)
    }

    /// A project with all models, pages and notebooks of this checkout: for the program itself, which knows all its pipelines.
    static func whole() throws -> WeirFixture {
        let fixture = try WeirFixture()
        for folder in ["Modules/Transform/Models", "Modules/Serve/Pages", "Modules/Notebooks/Library"] {
            let place = fixture.folder.file(folder)
            try FileManager.default.removeItem(at: place)
            try FileManager.default.copyItem(at: checkout.appending(path: folder), to: place)
        }
        return fixture
    }

    /// What the house brings, whatever a project adds to its lists.
    static let house = ProjectParts(
        sources: [.bikeTrips, .weather],
        suites: SuiteCatalog(SourceSuites.all.filter { ["bike_trips", "weather", "city_bikes"].contains($0.source) }),
        pipelines: [.bikeTrips, .weather, .cityBikes])

    static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What says where DuckDB's library and other programs are.
    private static let inherited = ProcessInfo.processInfo.environment.filter {
        ["HOME", "PATH", "WEIR_DUCKDB_LIBRARY"].contains($0.key)
    }

    /// Calls a command with these words in the project's folder, or in `directory`.
    func call(
        _ words: [String], width: Int? = nil, environment: [String: String] = [:], in directory: URL? = nil,
        parts: ProjectParts = Self.house
    ) async -> Call {
        let (output, messages) = (CollectedText(), CollectedText())
        let console = Console(output: output, messages: messages, width: width, errorWidth: width, color: false)
        let code = await ProjectParts.$current.withValue(parts) {
            await Program(WeirProgram.root).run(
                words, console: console, environment: Self.inherited.merging(environment) { $1 },
                directory: directory ?? folder.url)
        }
        return Call(output: output.text, messages: messages.text, code: code)
    }

    /// Calls a command on a console of the test's own; the exit code.
    func call(_ words: [String], on console: Console) async -> Int32 {
        await ProjectParts.$current.withValue(Self.house) {
            await Program(WeirProgram.root).run(
                words, console: console, environment: Self.inherited, directory: folder.url)
        }
    }

    /// Calls a command whose words have no spaces.
    func call(_ line: String, width: Int? = nil) async -> Call {
        await call(line.split(separator: " ").map(String.init), width: width)
    }

    /// The project as commands see it.
    func session(
        machine: any WallClock = SystemWallClock(), environment: [String: String] = [:]
    ) throws -> Session {
        let words = try CommandParser.parse(["runs"], root: WeirProgram.root, globals: GlobalOptions.all)
        guard case .run(let parsed) = words else { throw WeirError("test.no_session", "no session") }
        let invocation = Invocation(
            root: WeirProgram.root, words: parsed,
            console: Console(output: CollectedText(), messages: CollectedText()),
            environment: Self.inherited.merging(environment) { $1 }, directory: folder.url)
        return try ProjectParts.$current.withValue(Self.house) { try Session(invocation, machine: machine) }
    }

    /// Changes the warehouse by hand, and publishes it when asked to.
    func prepare(_ statements: [SQL], publish: Bool = false) async throws {
        let session = try session()
        let state = try await session.openState()
        try await session.withWarehouse(.write) { engine in
            for statement in statements { _ = try await engine.run(statement) }
            if publish { try await session.publish(from: engine, runID: "run-1", state: state) }
        }
    }

    /// A project with 600 sample trips and the weather of two months on disk, nothing loaded.
    static func sampled() async throws -> WeirFixture {
        let fixture = try WeirFixture()
        let call = await fixture.call("sample --months 2 --trips 600 --seed 7")
        guard call.code == 0 else { throw WeirError("test.no_sample", call.messages) }
        return fixture
    }

    /// A project with both sources loaded.
    static func loaded() async throws -> WeirFixture {
        let fixture = try await sampled()
        for source in ["bike_trips", "weather"] {
            let call = await fixture.call("ingest \(source)")
            guard call.code == 0 else { throw WeirError("test.not_loaded", call.messages) }
        }
        return fixture
    }
}
