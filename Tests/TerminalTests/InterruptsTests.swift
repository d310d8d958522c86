import Foundation
import Testing

@testable import Terminal

/// One after the other: a process has one set of signal handlers.
@Suite(.serialized) struct InterruptsTests {
    @Test func theFirstSignalCancelsTheWork() async {
        let code = await Interrupts.cancelling {
            kill(getpid(), SIGINT)
            do {
                try await Task.sleep(for: .seconds(600))
                return 0
            } catch { return 130 }
        }
        #expect(code == 130)
    }

    @Test func theCodeOfTheWorkIsTheResult() async {
        #expect(await Interrupts.cancelling { 7 } == 7)
    }

    @Test(arguments: [SIGPIPE, SIGXFSZ]) func signalsOfFailingWritesAreIgnored(number: Int32) async throws {
        _ = await Interrupts.cancelling { 0 }
        let status = try String(contentsOf: URL(filePath: "/proc/self/status"), encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("SigIgn:") })
        let mask = try #require(UInt64(line.dropFirst(7).trimmingCharacters(in: .whitespaces), radix: 16))
        #expect(mask & (1 << UInt64(number - 1)) != 0)
    }
}
