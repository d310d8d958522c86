import Diagnostics
import Foundation
import HTTPClient
import HTTPServer
import Testing

@testable import Profiling

/// What is no sample: exit code 2, one message, nothing left behind.
@Suite struct BadInputTests {
    private let bench: ProfilingBench

    init() async throws { bench = try await ProfilingBench() }

    @Test(arguments: [
        ("", "profiling.empty"), (" \n\n", "profiling.empty"), ("\u{FEFF}", "profiling.empty"),
        ("a,b,c\n", "profiling.no_rows"),
        ("\n<!DOCTYPE html>\n<html></html>", "profiling.page_instead_of_data"),
        ("<html><body>502</body>", "profiling.page_instead_of_data"),
        ("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "profiling.error_instead_of_data"),
        ("<?xml version=\"1.0\"?><list><a/></list>", "profiling.not_data"), ("%PDF-1.4\nx", "profiling.not_data"),
        (
            "Dear all,\n\nplease find attached, as promised, the report.\nIt has many lines.\nRegards, me\n",
            "profiling.no_table"
        ),
        ("404: Not Found", "profiling.no_table"),
        ("{\"error\": \"no\", \"message\": \"x\"}", "profiling.error_instead_of_data"),
        ("a\u{0}b\u{1}\u{0}\u{0}\u{0}\u{0}c\u{0}\u{0}\u{0}\u{2}\u{0}\u{0}d", "profiling.not_data"),
    ])
    func whatIsNoDataIsNamed(_ text: String, _ code: String) async throws {
        try bench.write(text, to: "sample.csv")
        let error = await bench.refusal("sample.csv")
        #expect(error?.code.rawValue == code)
        #expect(error?.exitCode == 2)
        #expect(error?.message.contains("'sample.csv'") == true)
        #expect(error?.hint != nil)
        #expect(try bench.leftovers().isEmpty)
    }

    @Test func whatIsNotThereIsNamed() async throws {
        #expect(
            await bench.refusal("nothing.csv")?.message == "'nothing.csv' cannot be read: no such file or directory")
        #expect(await bench.refusal("ftp://host/x")?.code == "profiling.unknown_scheme")
        #expect(await bench.refusal("/dev/null")?.code == "profiling.no_file")
        try FileManager.default.createDirectory(at: bench.folder.file("bare"), withIntermediateDirectories: true)
        #expect(await bench.refusal("bare")?.code == "profiling.empty_folder")
    }

    @Test func aLinkOutOfAFolderIsNotFollowed() async throws {
        try bench.write("id,v\n1,2\n2,3\n", to: "elsewhere/secret.csv")
        try bench.write("id,v\n1,2\n2,3\n", to: "data/open.csv")
        try FileManager.default.createSymbolicLink(
            at: bench.folder.file("data/link.csv"), withDestinationURL: bench.folder.file("elsewhere/secret.csv"))
        #expect(try await bench.profile("data").resources.map(\.files) == [["open.csv"]])
    }

    @Test func aFileThatDoesNotFitTheDiskIsRefused() async throws {
        let file = bench.folder.file("large.csv")
        let rows = lines(0..<40_000) { "\($0),\($0)" }
        try bench.write("id,v\n" + rows, to: "large.csv")
        // A hole between two ends makes it large without filling the disk.
        let handle = try FileHandle(forWritingTo: file)
        try handle.seek(toOffset: 10 << 30)
        try handle.write(contentsOf: Data(rows.utf8))
        try handle.close()
        let error = await bench.refusal("large.csv", freeBytes: 1 << 30)
        #expect(error?.code == "profiling.disk_too_small")
        #expect(error?.exitCode == 2)
    }

    // MARK: Addresses

    private static let csv = "id,v\n" + lines(0..<20) { "\($0),\($0).5" }

    @Test func anAddressIsFetched() async throws {
        let server = ScriptedTransport([.text(Self.csv)])
        let profile = try await bench.profile("https://data.test/files/readings.csv?token=abc", transport: server)
        #expect(profile.name == "readings")
        #expect(profile.resources[0].rows == 20)
        #expect(profile.sample.location == "https://data.test/files/readings.csv?token=***")
    }

    @Test func aLinkedAddressIsFollowed() async throws {
        let server = ScriptedTransport([
            .status(302, headers: ["Location": "https://cdn.test/x.csv"]), .text(Self.csv),
        ])
        #expect(try await bench.profile("https://data.test/latest.csv", transport: server).resources[0].rows == 20)
    }

    @Test(arguments: [
        (ScriptedTransport.Answer.status(403), "http.credentials_refused"), (.status(404), "http.not_found"),
        (.text("<!doctype html><html>", headers: ["Content-Type": "text/html"]), "http.html_instead"),
        (.status(302, headers: ["Location": "file:///etc/passwd"]), "http.bad_redirect"),
        (.text(""), "profiling.empty"),
    ])
    func anAddressWithoutDataIsAWrongCall(_ answer: ScriptedTransport.Answer, _ code: String) async throws {
        let error = await bench.refusal("https://data.test/x.csv", transport: ScriptedTransport([answer]))
        #expect(error?.code.rawValue == code)
        #expect(error?.exitCode == 2)
        #expect(try bench.leftovers().isEmpty)
    }

    @Test(arguments: [
        "http://127.0.0.1:9/x.csv", "http://localhost:9/x.csv", "http://169.254.169.254/latest", "http://[::1]:9/x",
    ])
    func addressesOfTheInsideAreRefused(_ address: String) async throws {
        let transport = try CurlTransport(environment: [:], addresses: AddressGuard())
        let error = await bench.refusal(address, transport: transport)
        #expect(error?.code == "http.private_address")
        #expect(error?.exitCode == 2)
    }

    @Test func aFileThatIsTooLargeForTheDiskIsNotFetched() async throws {
        let server = ScriptedTransport([.text(Self.csv, headers: ["Content-Length": "10000000000"])])
        let error = await bench.refusal("https://data.test/x.csv", transport: server, freeBytes: 1 << 30)
        #expect(error?.code == "http.file_too_large")
        #expect(error?.exitCode == 2)
    }
}
