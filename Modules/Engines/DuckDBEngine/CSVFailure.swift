import Diagnostics

/// A line of a delimited file that DuckDB could not read, without the line itself: rows hold people.
struct CSVFailure {
    private let line: Int?
    private let file: String?
    private let problem: String

    /// The failure in a message of DuckDB's CSV reader; nil when the message is another one.
    init?(_ message: String) {
        guard message.hasPrefix("CSV Error on Line: ") else { return nil }
        let lines = message.split(separator: "\n").map(String.init)
        line = Int(lines[0].dropFirst("CSV Error on Line: ".count))
        file = lines.first { $0.hasPrefix("  file = ") }.map { String($0.dropFirst("  file = ".count)) }
        if let match = message.firstMatch(of: /Column (.+) is being converted as type (.+)/) {
            problem = "column '\(match.1)' holds a value that is no \(match.2.lowercased())"
        } else if let match = message.firstMatch(of: /Expected Number of Columns: (\d+) Found: (\d+)/) {
            problem = "it has \(match.2) fields where \(match.1) are expected"
        } else if message.contains("Invalid unicode") {
            problem = "it is not UTF-8"
        } else if message.contains("unterminated quote") {
            problem = "a quote is not closed"
        } else if message.contains("Maximum line size") {
            problem = "it is longer than a line may be"
        } else {
            problem = "it cannot be read as delimited text"
        }
    }

    var error: WeirError { .badLine(line, of: file, because: problem) }
}
