import Diagnostics
import Testing

@testable import Terminal

@Suite struct ProgressBoardTests {
    @Test(arguments: [
        (Progress("load"), "load"),
        (Progress("load", elapsedSeconds: 3.2), "load  3 s"),
        (Progress("load", bytes: 500_000), "load  500.0 kB"),
        (
            Progress("load", bytes: 25_000_000, totalBytes: 100_000_000, elapsedSeconds: 2),
            "load  25.0 MB of 100.0 MB  12.5 MB/s  6 s left"
        ),
        (Progress("load", rows: 90_000, elapsedSeconds: 2), "load  90,000 rows  45,000 rows/s"),
        (Progress("load", bytes: 10, totalBytes: 10, elapsedSeconds: 2), "load  10 B of 10 B  5 B/s"),
    ])
    func aLineSaysWhatIsKnown(progress: Progress, text: String) { #expect(progress.text == text) }

    @Test func linesAreRedrawnInPlaceAndFinishedOnesStay() {
        let messages = CollectedText()
        let clock = ManualClock()
        let board = ProgressBoard(
            on: Console(output: CollectedText(), messages: messages, errorWidth: 20), clock: clock)
        board.update("a", Progress("a"))
        board.update("b", Progress("b"))
        board.update("a", Progress("dropped: too soon"))
        clock.advance(seconds: 0.2)
        board.update("b", Progress("b goes on and on and on"))
        board.finish("a", "a done")
        board.clear()
        #expect(
            messages.text == "\r\u{1B}[Ja\n" + "\u{1B}[1A\r\u{1B}[Ja\nb\n"
                + "\u{1B}[2A\r\u{1B}[Jdropped: too soon\nb goes on and on a…\n"
                + "\u{1B}[2A\r\u{1B}[Ja done\nb goes on and on a…\n" + "\u{1B}[1A\r\u{1B}[J")
    }

    @Test func remarksStandAboveTheBoard() {
        let messages = CollectedText()
        let console = Console(output: CollectedText(), messages: messages, errorWidth: 20)
        let board = ProgressBoard(on: console, clock: ManualClock())
        board.update("a", "working")
        board.say("a remark")
        board.update("a", "done", atOnce: true)
        #expect(
            messages.text == "\r\u{1B}[Jworking\n" + "\u{1B}[1A\r\u{1B}[Ja remark\nworking\n"
                + "\u{1B}[1A\r\u{1B}[Jdone\n")
    }

    @Test func remarksAreMessagesWithoutATerminal() {
        let messages = CollectedText()
        ProgressBoard(on: Console(output: CollectedText(), messages: messages), clock: ManualClock()).say("a remark")
        #expect(messages.text == "a remark\n")
    }

    @Test(arguments: [(nil, false), (80, true)] as [(Int?, Bool)])
    func nothingIsDrawnWithoutATerminalOrWithJSON(width: Int?, json: Bool) {
        let messages = CollectedText()
        let board = ProgressBoard(
            on: Console(output: CollectedText(), messages: messages, errorWidth: width, json: json),
            clock: ManualClock())
        board.update("a", Progress("a"))
        board.finish("a", "done")
        #expect(messages.text == "")
    }
}
