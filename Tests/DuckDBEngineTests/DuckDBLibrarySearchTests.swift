import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import DuckDBEngine

@Suite struct DuckDBLibrarySearchTests {
    @Test func placesAreTriedInOrder() {
        let search = DuckDBLibrary.Search(
            project: URL(filePath: "/project"), environment: ["HOME": "/home/me"], checkout: URL(filePath: "/checkout"))
        #expect(
            search.candidates.map(\.path) == [
                "/project/.weir/lib/libduckdb.so", "/project/.weir/lib/libduckdb.dylib",
                "/project/.weir/lib/libduckdb-wheel.so",
                "/checkout/.weir/lib/libduckdb.so", "/checkout/.weir/lib/libduckdb.dylib",
                "/checkout/.weir/lib/libduckdb-wheel.so",
                "/home/me/.cache/weir/2.0.1/lib/libduckdb.so", "/home/me/.cache/weir/2.0.1/lib/libduckdb.dylib",
                "/home/me/.cache/weir/2.0.1/lib/libduckdb-wheel.so",
                "libduckdb.so", "libduckdb.dylib",
            ])
    }

    @Test func aLibraryThatTheEnvironmentNamesIsTheOnlyOne() throws {
        let folder = try TemporaryDirectory()
        let named = DuckDBLibrary.Search(environment: ["WEIR_DUCKDB_LIBRARY": "/opt/libduckdb.so"])
        #expect(named.candidates.map(\.path) == ["/opt/libduckdb.so"])
        let inFolder = DuckDBLibrary.Search(environment: ["WEIR_DUCKDB_LIBRARY": folder.url.path])
        #expect(inFolder.candidates.map(\.path).first == folder.url.path + "/libduckdb.so")
        #expect(inFolder.candidates.count == 3)
    }

    @Test func aMissingLibraryListsEveryPlace() {
        let search = DuckDBLibrary.Search(
            project: URL(filePath: "/nowhere"), environment: ["HOME": "/nobody"], checkout: nil, includesSystem: false)
        let error = #expect(throws: WeirError.self) { try search.find() }
        #expect(error?.code == "engine.library_missing")
        #expect(error?.kind == .usage)
        #expect(error?.hint?.contains("make setup") == true)
        #expect(
            error?.notes == [
                "looked at /nowhere/.weir/lib/libduckdb.so", "looked at /nowhere/.weir/lib/libduckdb.dylib",
                "looked at /nowhere/.weir/lib/libduckdb-wheel.so",
                "looked at /nobody/.cache/weir/2.0.1/lib/libduckdb.so",
                "looked at /nobody/.cache/weir/2.0.1/lib/libduckdb.dylib",
                "looked at /nobody/.cache/weir/2.0.1/lib/libduckdb-wheel.so",
            ])
    }

    @Test func aFileThatIsNoLibraryIsNamed() throws {
        let folder = try TemporaryDirectory()
        let file = try folder.write("no library", to: "libduckdb.so")
        let search = DuckDBLibrary.Search(environment: ["WEIR_DUCKDB_LIBRARY": file.path])
        let error = #expect(throws: WeirError.self) { try search.find() }
        #expect(error?.code == "engine.library_unusable")
        #expect(error?.message.contains(file.path) == true)
    }

    @Test func aLibraryOfSomethingElseNamesTheFirstFunctionThatItLacks() throws {
        // The stub is a library that is surely there, and not DuckDB.
        let stub = try #require(
            DuckDBLibrary.Search(includesSystem: false).candidates.compactMap(\.pythonNames).first {
                FileManager.default.fileExists(atPath: $0)
            })
        let search = DuckDBLibrary.Search(environment: ["WEIR_DUCKDB_LIBRARY": stub])
        let error = #expect(throws: WeirError.self) { try search.find() }
        #expect(error?.code == "engine.library_unusable")
        #expect(error?.message.hasSuffix("cannot be used: it has no 'duckdb_library_version'") == true)
    }

    @Test func thePinnedVersionIsTheOneThatSetUpInstalls() throws {
        let file = DuckDBLibrary.Search.builtFrom.appending(path: "Scripts/versions.env")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.contains("DUCKDB_VERSION=\(DuckDBLibrary.pinnedVersion)"))
        #expect(try DuckDBLibrary.load().version == "v\(DuckDBLibrary.pinnedVersion)")
    }
}
