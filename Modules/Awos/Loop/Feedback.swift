/// What the next attempt is told of the last one: what failed, at most about 1,000 tokens, the first error first.
struct Feedback: Sendable, Hashable {
    /// 1,000 tokens of 3.5 bytes.
    static let largestBytes = 3_500

    /// The text; nil when there is nothing to tell.
    let text: String?

    init(_ text: String) {
        guard text.utf8.count > Self.largestBytes else {
            self.text = text.isEmpty ? nil : text
            return
        }
        var kept = ""
        var bytes = 0
        for character in text {
            bytes += character.utf8.count
            guard bytes <= Self.largestBytes else { break }
            kept.append(character)
        }
        self.text = kept + "\n…"
    }

    /// What the ledger still knows of the last attempt: after an awos that was ended.
    init(of task: TaskID, in ledger: Ledger) {
        var lines: [String] = []
        var tails: [String] = []
        for entry in ledger.entries {
            switch entry.event {
            case .started(task, _, _, _, _): tails = []
            case .checked(let evidence) where evidence.subject == "\(task)" && evidence.outcome != .passed:
                tails += [evidence.check] + evidence.tail
            case .failed(task, _, "awos.attempt_interrupted", _, _): break
            case .failed(task, _, _, let message, _): lines = [message] + tails
            case .undone(let subject, _) where subject == "\(task)" || subject == "\(task.spec)": lines = []
            default: break
            }
        }
        self.init(lines.joined(separator: "\n"))
    }
}
