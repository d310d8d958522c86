import Diagnostics

/// Why a CSV file cannot be read, and where; the closed error of `CSVReader`.
public struct CSVError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Sendable, Hashable {
        /// A record has another number of fields than the first one.
        case ragged(expected: Int, found: Int)
        /// A quote is never closed.
        case unclosedQuote
        /// Something other than a delimiter or a line end follows a closing quote.
        case textAfterQuote
        /// A record is longer than this many bytes.
        case recordTooLong(limitBytes: Int)
        /// The system refused to read the file.
        case unreadable(reason: String)
    }

    /// What is wrong.
    public let reason: Reason
    /// The line on which the record begins, from 1; for an open quote the line of the quote.
    public let line: Int

    /// What is wrong, in one sentence without the place.
    public var message: String {
        switch reason {
        case .ragged(let expected, let found):
            "a record has \(found) \(found == 1 ? "field" : "fields") where \(expected) are expected"
        case .unclosedQuote: "a quoted field is never closed"
        case .textAfterQuote: "text follows the closing quote of a field"
        case .recordTooLong(let limit): "a record is longer than \(limit) bytes"
        case .unreadable(let reason): "the file cannot be read: \(reason)"
        }
    }

    public var description: String { "\(line): \(message)" }

    /// The error as a person meets it, with the file's name and the line; the content is not shown.
    public func inFile(_ file: String) -> WeirError {
        let hint =
            switch reason {
            case .ragged: "check the delimiter, and whether the file was cut short"
            case .unclosedQuote: "check whether the file was cut short"
            case .textAfterQuote: "double the quotes inside of a quoted field"
            case .recordTooLong: "check that this is a CSV file, and its quotes"
            case .unreadable: "check that the file exists and may be read"
            }
        let code: WeirError.Code = if case .unreadable = reason { "csv.unreadable" } else { "csv.malformed" }
        return WeirError(
            code, "'\(file)' is not the CSV that was expected: \(message)", at: SourceLocation(file: file, line: line),
            hint: hint)
    }
}
