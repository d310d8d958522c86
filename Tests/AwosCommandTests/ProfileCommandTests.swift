import DurableFiles
import Foundation
import JSON
import Terminal
import Testing

@testable import AwosCommand

@Suite struct ProfileCommandTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func call(_ line: String) async -> (code: Int32, output: String, messages: String) {
        let (output, messages) = (CollectedText(), CollectedText())
        let code = await Program(AwosProgram.root, globals: AwosProgram.globals).run(
            line.split(separator: " ").map(String.init), console: Console(output: output, messages: messages),
            environment: ProcessInfo.processInfo.environment, directory: folder.url)
        return (code, output.text, messages.text)
    }

    private static let sample =
        "station,at,pm25\n"
        + (0..<40).map { "S\($0 % 2),2024-01-01 \($0 / 2 < 10 ? "0" : "")\($0 / 2):00,\($0).5\n" }.joined()

    @Test func itShowsColumnsKeyAndQuestions() async throws {
        try folder.write(Self.sample, to: "air.csv")
        let call = await call("profile air.csv")
        #expect(call.code == 0)
        #expect(call.output.contains("air: 40 rows, csv (air.csv)"))
        #expect(call.output.contains("  key: station, at (no two of 40 rows share all 2"))
        #expect(call.output.contains("question: air: in which time zone"))
        #expect(call.messages == "answer questions in a file: awos profile air.csv --write source-profile.yml\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["air.csv"])
    }

    @Test func itPrintsOneDocument() async throws {
        try folder.write(Self.sample, to: "air.csv")
        let call = await call("profile air.csv --json")
        let resource = try JSONValue.parse(call.output)["resources"]?[0]
        #expect(resource?["key"]?.array == ["station", "at"])
        #expect(resource?["cursor"] == "at")
        #expect(resource?["rows"] == 40)
        #expect(call.messages.isEmpty)
    }

    @Test func whatWasOverruledStays() async throws {
        try folder.write(Self.sample, to: "air.csv")
        #expect(await call("profile air.csv --write p/source-profile.yml").messages == "wrote p/source-profile.yml\n")
        let file = folder.file("p/source-profile.yml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let answered = text.replacing(
            "    time_zone:\n      choice: UTC\n",
            with: "    time_zone:\n      choice: UTC\n      overrule: Europe/Berlin\n")
        #expect(answered != text)
        try DurableFile.write(answered, to: file)
        let again = await call("profile air.csv --write p/source-profile.yml")
        #expect(again.code == 0)
        #expect(again.output.contains("time zone: Europe/Berlin (overruled)"))
        #expect(!again.output.contains("question:"))
        #expect(try String(contentsOf: file, encoding: .utf8).contains("overrule: Europe/Berlin"))
    }

    @Test func aMistakeInTheFileWritesNothing() async throws {
        try folder.write(Self.sample, to: "air.csv")
        try folder.write("version: 1\nsource: air\n", to: "p.yml")
        let call = await call("profile air.csv --write p.yml")
        #expect(call.code == 2)
        #expect(try String(contentsOf: folder.file("p.yml"), encoding: .utf8) == "version: 1\nsource: air\n")
    }

    @Test(arguments: ["gone.csv", "http://127.0.0.1:1/x.csv", "page.csv"])
    func whatIsNoSampleIsAWrongCall(_ place: String) async throws {
        try folder.write("<!doctype html><html></html>", to: "page.csv")
        let call = await call("profile \(place) --write p.yml")
        #expect(call.code == 2)
        #expect(call.messages.hasPrefix("error: "))
        #expect(!FileManager.default.fileExists(atPath: folder.file("p.yml").path))
    }

    @Test func insideAddressesAreReachedOnDemandOnly() async {
        // Nothing listens there: the error is another one than the refusal.
        let call = await call("profile http://127.0.0.1:1/x.csv --allow-private")
        #expect(call.code == 2)
        #expect(call.messages.contains("no connection to http://127.0.0.1:1/x.csv"))
    }
}
