import Diagnostics
import Terminal

/// Tells what a program that stays does, one line an event: its runs, the ends of their steps, what it skips.
struct Narrator: EventSink {
    private let console: Console

    /// A narrator on the messages of this console.
    init(on console: Console) { self.console = console }

    func send(_ event: Event) {
        let isTold = ["run.", "schedule."].contains(where: event.name.hasPrefix) || event.name == "step.finished"
        guard event.level >= .warning || isTold && event.level >= .info else { return }
        console.note("\(event.time.shownUTC)  \(event.message)")
    }
}
