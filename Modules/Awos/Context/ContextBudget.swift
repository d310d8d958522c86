/// Fills a prompt: first what it must hold, then what is worth most per token, each in the largest form that fits.
struct ContextBudget {
    /// What is left.
    private(set) var bytes: Int
    private(set) var chosen: [(place: Int, part: ContextPart)] = []
    private(set) var leftOut: [LeftOutContext] = []

    init(tokens: Int) { bytes = TokenCount.bytes(of: tokens) }

    /// What is left, in whole tokens.
    var tokens: Int { max(0, bytes) * 2 / 7 }

    /// Takes a part whether it fits or not.
    mutating func require(_ part: ContextPart, place: Int) {
        guard !part.text.isEmpty else { return }
        bytes -= part.rendered.utf8.count
        chosen.append((place, part))
    }

    /// Keeps bytes back for what is written last.
    mutating func reserve(bytes reserved: Int) { bytes -= reserved }

    /// Takes candidates by worth per token; equal ones by name.
    mutating func fill(_ candidates: [ContextCandidate]) {
        let offered = candidates.filter { !$0.forms.isEmpty }.sorted {
            ($0.density, $1.name) > ($1.density, $0.name)
        }
        for candidate in offered { take(candidate) }
    }

    /// Takes the largest form of a candidate that fits, and writes down what is missing.
    mutating func take(_ candidate: ContextCandidate) {
        guard let best = candidate.forms.first else { return }
        let left = tokens
        let form = candidate.forms.first { $0.rendered.utf8.count <= bytes }
        if let form { require(form, place: candidate.place) }
        guard form != best else { return }
        let outcome = form.map { "; it stands as \($0.extent == .outline ? "an outline" : "an excerpt")" } ?? ""
        leftOut.append(
            LeftOutContext(
                name: candidate.name, tokens: best.tokens,
                reason: "needs \(best.tokens) tokens, \(left) were left\(outcome)"))
    }

    /// Writes down what has no place in a prompt at all.
    mutating func refuse(_ name: String, tokens: Int, because reason: String) {
        leftOut.append(LeftOutContext(name: name, tokens: tokens, reason: reason))
    }

    /// The parts in the order of the prompt.
    var parts: [ContextPart] {
        chosen.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
            .map(\.element.part)
    }
}
