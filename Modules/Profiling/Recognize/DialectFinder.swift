/// Finds the signs that divide a text into the table that it is.
///
/// Every pair of delimiter and quote divides the sample; the pair wins under which most records have one number of fields
/// and most cells look like values. The idea that cells tell is CleverCSV's (van den Burg et al., "Wrangling messy CSV
/// files by detecting row and type patterns").
struct DialectFinder {
    struct Finding {
        var signs: DelimitedSigns
        /// The number of fields that most records have.
        var width: Int
        var reason: String
        var quoteReason: String
        /// Delimiters that would do nearly as well.
        var others: [UInt8] = []
    }

    private static let delimiters: [(byte: UInt8, weight: Double)] = [
        (UInt8(ascii: ","), 1), (UInt8(ascii: ";"), 1), (0x09, 1), (UInt8(ascii: "|"), 1), (0x1F, 1), (0x01, 1),
        (UInt8(ascii: "^"), 0.9), (UInt8(ascii: "~"), 0.9), (UInt8(ascii: ":"), 0.35), (0x20, 0.45),
    ]
    private static let sampleBytes = 1 << 16
    private static let sampleRows = 300

    let head: [UInt8]
    let isCut: Bool

    /// The text as UTF-8 without a mark in front.
    init(head: [UInt8], isCut: Bool) {
        self.head = Array(head.prefix(Self.sampleBytes))
        self.isCut = isCut || head.count > Self.sampleBytes
    }

    /// - Parameters:
    ///   - delimiter: the one that a person named.
    ///   - quote: the one that a person named; a nil inside says that there is none.
    func find(delimiter: UInt8? = nil, quote: UInt8?? = nil) -> Finding {
        let escape = escape
        let quotes = quote.map { [$0] } ?? candidateQuotes
        var scored: [(score: Double, finding: Finding)] = []
        for (byte, weight) in Self.delimiters where delimiter == nil || byte == delimiter {
            scored += quotes.map { score(DelimitedSigns(byte, quote: $0, escape: $0 == nil ? nil : escape), weight) }
        }
        if scored.isEmpty, let delimiter {
            scored += quotes.map { score(DelimitedSigns(delimiter, quote: $0, escape: $0 == nil ? nil : escape), 1) }
        }
        scored.sort { $0.score > $1.score }
        guard var best = scored.first?.finding else { return single }
        guard best.width > 1 || delimiter != nil else { return single }
        let good = scored.filter { $0.score > 0.8 * scored[0].score && $0.finding.width > 1 }.map(
            \.finding.signs.delimiter)
        best.others = good.reduce(into: []) { if $1 != best.signs.delimiter, !$0.contains($1) { $0.append($1) } }
        return best
    }

    /// A text without a delimiter: one column.
    private var single: Finding {
        let quote = candidateQuotes.first ?? UInt8(ascii: "\"")
        return Finding(
            signs: DelimitedSigns(UInt8(ascii: ","), quote: quote), width: 1,
            reason: "no sign divides its lines evenly: one column", quoteReason: "the usual one")
    }

    private func score(_ signs: DelimitedSigns, _ weight: Double) -> (score: Double, finding: Finding) {
        let sample = DelimitedParser.sample(head, signs, isCut: isCut, atMost: Self.sampleRows)
        let counts = Dictionary(grouping: sample.rows, by: \.cells.count).mapValues(\.count)
        let (width, even) = counts.filter { $0.key > 1 }.max { ($0.value, $0.key) < ($1.value, $1.key) } ?? (1, 0)
        let finding = Finding(
            signs: signs, width: width,
            reason:
                "\(even) of \(sample.rows.count) sampled rows have \(width) fields by it, and they look like values",
            quoteReason: quoteReason(signs, sample))
        guard width > 1, !sample.rows.isEmpty else { return (0, finding) }
        let share = Double(even) / Double(sample.rows.count)
        let cells = sample.rows.filter { $0.cells.count == width }.prefix(100).flatMap(\.cells)
        let clean = cells.reduce(0) { $0 + Self.cleanness($1) } / Double(max(1, cells.count))
        let broken = Double(sample.textAfterQuote) / Double(max(1, sample.rows.count))
        let penalty = (sample.endsInQuotes && !isCut ? 0.3 : 1) * max(0.5, 1 - broken)
        let columns = Double(width - 1) / Double(width)
        // Spaces and colons stand within texts and times: they divide a table only where they divide every row.
        let isDoubtful = weight < 0.5 && (share < 0.95 || width < 3 || sample.rows.count < 3)
        return (isDoubtful ? 0 : weight * share * clean * clean * columns.squareRoot() * penalty, finding)
    }

    /// How much a cell looks like one value: 1 for numbers, dates and nothing, 0 for what holds another delimiter.
    private static func cleanness(_ cell: String) -> Double {
        if CellKind.of(cell) != .text { return 1 }
        let bytes = cell.utf8
        if bytes.contains(where: { $0 == 0x09 || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "|") }) { return 0.2 }
        // A quote at an end is one that was not understood.
        for quote in [UInt8(ascii: "\""), UInt8(ascii: "'")] where bytes.first == quote || bytes.last == quote {
            return 0.3
        }
        return bytes.contains(UInt8(ascii: ",")) ? 0.6 : 0.95
    }

    /// Double quotes always; single ones and none where the text gives a reason.
    private var candidateQuotes: [UInt8?] {
        var quotes: [UInt8?] = [UInt8(ascii: "\"")]
        if opensFields(UInt8(ascii: "'")) { quotes.append(UInt8(ascii: "'")) }
        if head.contains(UInt8(ascii: "\"")) { quotes.append(nil) }
        return quotes
    }

    /// Whether a sign stands at the beginning of many fields and at the end of as many.
    private func opensFields(_ sign: UInt8) -> Bool {
        let borders = Self.delimiters.map(\.byte) + [0x0A, 0x0D]
        var (opened, closed) = (0, 0)
        for index in head.indices where head[index] == sign {
            if index == 0 || borders.contains(head[index - 1]) { opened += 1 }
            if index + 1 == head.count || borders.contains(head[index + 1]) { closed += 1 }
        }
        return opened > 3 && closed > 3
    }

    /// A backslash where it stands before quotes and quotes are not doubled.
    private var escape: UInt8? {
        var (backslashes, doubled) = (0, 0)
        for index in head.indices.dropFirst() where head[index] == UInt8(ascii: "\"") {
            if head[index - 1] == UInt8(ascii: "\\") { backslashes += 1 }
            let isEscaped = index > 1 && head[index - 2] == UInt8(ascii: "\\")
            if head[index - 1] == UInt8(ascii: "\""), !isEscaped { doubled += 1 }
        }
        return backslashes > 1 && doubled == 0 ? UInt8(ascii: "\\") : nil
    }

    private func quoteReason(_ signs: DelimitedSigns, _ sample: DelimitedParser.Sample) -> String {
        guard let quote = signs.quote else { return "quotes in it do not stand around fields" }
        if !head.contains(quote) { return "the usual one; the sample has none" }
        return sample.hasBreaks ? "fields with line breaks stand in it" : "fields stand in it"
    }
}
