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
}
