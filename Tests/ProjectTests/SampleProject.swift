import Diagnostics
import DurableFiles
import Foundation

@testable import Project

/// A project in a temporary folder.
struct SampleProject {
    static let text = """
        name: rides
        default_target: dev
        targets:
          dev: {engine: duckdb, warehouse: .weir/warehouse.duckdb, threads: 2, memory_limit: 512MB}
          lite: {engine: sqlite, warehouse: .weir/warehouse.sqlite}
          live:
            engine: duckdb
            warehouse: /data/live.duckdb
            sources:
              trips: {location: "https://example.org/feed"}
        sources:
          trips: {location: trips, token: "Bearer ${TRIPS_TOKEN}"}
          trips_old: {location: old}
          weather: {latitude: 40.7128}
        publish: [marts, core]
        schedule: {catch_up: false, concurrency: 3}
        execution: {mode: autonomous}

        """

    let folder: TemporaryDirectory

    init(_ text: String = SampleProject.text) throws {
        folder = try TemporaryDirectory()
        try folder.write(text, to: "weir.yml")
    }

    func load(_ environment: [String: String] = [:]) throws -> WeirProject {
        try WeirProject.load(folder.url, environment: environment)
    }

    func write(secrets: String, mode: Int) throws {
        let file = try folder.write(secrets, to: ".weir/secrets.yml")
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }
}
