import Diagnostics
import Foundation
import JSON
import Testing

@Suite struct EventSinkTests {
    let time = Date(timeIntervalSince1970: 1_714_543_200.25)

    @Test func aLineIsOneObjectWithTheRunOnIt() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "weir-events-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "logs/runs.jsonl")
        let sink = ScopedSink(try JSONLinesSink(appendingTo: file, masker: Masker([Secret("hunter22")]))) {
            $0.correlationID = "run-1"
        }
        sink.send(Event("a.b", "used hunter22", at: time, fields: ["rows": 3, "event": "kept out"]))
        sink.send(Event("a.progress", "moving", at: time, level: .progress))
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 1)
        let expected: JSONValue = [
            "time": "2024-05-01T06:00:00.250Z", "level": "info", "event": "a.b", "run": "run-1", "message": "used ***",
            "rows": 3,
        ]
        #expect(try JSONValue.parse(String(lines[0])) == expected)
    }

    @Test func linesOfSeveralWritersDoNotMix() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "weir-events-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "runs.jsonl")
        let sinks = try (0..<4).map { _ in try JSONLinesSink(appendingTo: file) }
        await withTaskGroup(of: Void.self) { group in
            for sink in sinks {
                group.addTask {
                    for number in 0..<100 {
                        sink.send(
                            Event(
                                "e", String(repeating: "x", count: 300), at: time,
                                fields: ["n": .integer(Int64(number))]))
                    }
                }
            }
        }
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 400)
        for line in lines { _ = try JSONValue.parse(String(line)) }
    }

    @Test func aFolderThatCannotBeMadeIsAnErrorWithAHint() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "weir-\(UUID().uuidString)")
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(throws: (any Error).self) { try JSONLinesSink(appendingTo: file.appending(path: "x/runs.jsonl")) }
    }

    @Test func fansOutToEverySink() {
        let sinks = [CollectingSink(), CollectingSink()]
        FanOutSink(sinks).send(Event("a", "b", at: time))
        #expect(sinks.map(\.events.count) == [1, 1])
    }
}
