import Foundation
import Testing

@testable import Diagnostics

@Suite final class LogFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "weir-log-\(UUID().uuidString)")

    deinit { try? FileManager.default.removeItem(at: folder) }

    private var file: URL { folder.appending(path: "runs.jsonl") }

    private func log(limitBytes: Int = 20, kept: Int = 2) throws -> LogFile {
        try LogFile(appendingTo: file, limitBytes: limitBytes, kept: kept)
    }

    private func append(_ words: String..., to log: LogFile) {
        for word in words { #expect(log.append(Array("\(word)\n".utf8))) }
    }

    /// The files' texts by name.
    private var texts: [String: String] {
        get throws {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            return Dictionary(
                uniqueKeysWithValues: try names.map {
                    ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
                })
        }
    }

    @Test func aFullFileIsPutAsideAndTheOldestGoes() throws {
        let log = try log()
        append("line one", "line two", to: log)
        #expect(try texts == ["runs.jsonl": "line one\nline two\n"])
        append("three", to: log)
        #expect(try texts == ["runs.1.jsonl": "line one\nline two\n", "runs.jsonl": "three\n"])
        append("a line that is longer than a file may be", "five", "six", to: log)
        #expect(
            try texts == [
                "runs.2.jsonl": "three\n", "runs.1.jsonl": "a line that is longer than a file may be\n",
                "runs.jsonl": "five\nsix\n",
            ])
    }

    @Test func whoWasKilledWhilePuttingAsideCostsNothing() throws {
        let log = try log()
        append("line one", "line two", "line three", to: log)
        try FileManager.default.moveItem(
            at: folder.appending(path: "runs.1.jsonl"), to: folder.appending(path: "runs.2.jsonl"))
        append("line four", to: log)
        #expect(
            try texts == [
                "runs.2.jsonl": "line one\nline two\n", "runs.1.jsonl": "line three\n", "runs.jsonl": "line four\n",
            ])
    }

    @Test func aFileThatWasRemovedBeginsAnew() throws {
        let log = try log()
        append("one", to: log)
        try FileManager.default.removeItem(at: file)
        append("two", to: log)
        #expect(try texts == ["runs.jsonl": "two\n"])
    }

    @Test func severalWritersLoseNoLine() async throws {
        let logs = try (0..<4).map { _ in try log(limitBytes: 2500, kept: 9) }
        await withTaskGroup(of: Void.self) { group in
            for (number, log) in logs.enumerated() {
                group.addTask { Self.fill(log, "writer \(number)", lines: 125) }
            }
        }
        try expectEveryLine(of: (0..<4).map { "writer \($0)" }, lines: 125, limitBytes: 2500)
    }

    @Test func severalProcessesLoseNoLine() async throws {
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<3 {
                group.addTask { [path = file.path] in
                    await #expect(processExitsWith: .success) { [path = path as String, number = number as Int] in
                        let log = try LogFile(appendingTo: URL(filePath: path), limitBytes: 2500, kept: 9)
                        LogFileTests.fill(log, "writer \(number)", lines: 160)
                    }
                }
            }
        }
        try expectEveryLine(of: (0..<3).map { "writer \($0)" }, lines: 160, limitBytes: 2500)
    }

    /// Writes lines of 40 bytes.
    private static func fill(_ log: LogFile, _ name: String, lines: Int) {
        for number in 0..<lines {
            #expect(
                log.append(Array("\(name) \(number)".padding(toLength: 39, withPad: ".", startingAt: 0).utf8) + [10]))
        }
    }

    private func expectEveryLine(of writers: [String], lines: Int, limitBytes: Int) throws {
        let texts = try texts
        // 62 lines fit: who puts aside a file that is not full, or one that was put aside already, makes more files.
        #expect(texts.count == (writers.count * lines + 61) / 62)
        for (name, text) in texts { #expect(text.utf8.count <= limitBytes, "\(name)") }
        let all = texts.values.flatMap { $0.split(separator: "\n") }
        #expect(all.allSatisfy { $0.utf8.count == 39 })
        let expected = writers.flatMap { writer in (0..<lines).map { "\(writer) \($0)" } }
        #expect(all.map { $0.trimmingCharacters(in: ["."]) }.sorted() == expected.sorted())
    }

    @Test(arguments: [
        (100, "line one\nline two\nline three\nline four\n"), (18, "e three\nline four\n"), (5, "four\n"),
        (30, "line two\nline three\nline four\n"),
    ])
    func theTailReachesIntoFilesThatWerePutAside(bytes: Int, text: String) throws {
        #expect(try LogTail.read(file, bytes: bytes).isEmpty)
        append("line one", "line two", "line three", "line four", to: try log(limitBytes: 18))
        #expect(try texts.count == 3)
        #expect(String(decoding: try LogTail.read(file, bytes: bytes), as: UTF8.self) == text)
    }
}
