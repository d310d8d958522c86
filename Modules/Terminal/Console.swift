import Diagnostics
import Foundation
import JSON
import Synchronization

/// Where a command's results (standard output) and messages (standard error) go, and what may be drawn there.
public struct Console: Sendable {
    /// How a piece of text stands out.
    public enum Style: String, Sendable, Hashable {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case cyan = "36"
    }

    /// Cells in a line of the terminal; nil when results do not go to one.
    public let width: Int?
    /// Whether messages go to a terminal that lines can be redrawn on.
    public let drawsProgress: Bool
    /// Whether colours may be used in results.
    public let allowsColor: Bool
    /// Whether the caller wants one JSON document and nothing else.
    public let isJSON: Bool
    private let output: any TextSink
    private let messages: any TextSink
    private let colorsMessages: Bool
    private let documents: DocumentCount

    private final class DocumentCount: Sendable {
        let count = Mutex(0)
    }

    /// A console on these sinks; `width` and `errorWidth` are nil where there is no terminal.
    public init(
        output: any TextSink, messages: any TextSink, width: Int? = nil, errorWidth: Int? = nil, color: Bool = true,
        json: Bool = false
    ) {
        self.output = output
        self.messages = messages
        self.width = width
        drawsProgress = errorWidth != nil && !json
        allowsColor = width != nil && color && !json
        colorsMessages = errorWidth != nil && color && !json
        isJSON = json
        documents = DocumentCount()
        messageWidth = errorWidth ?? 80
    }

    /// Cells in a line of messages: the terminal's, or 80.
    public let messageWidth: Int

    /// The process's own console: no colour with `NO_COLOR` (when not empty) or a `TERM` of `dumb`.
    public static func standard(environment: [String: String], json: Bool = false, noColor: Bool = false) -> Console {
        let isPlain = noColor || !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        return Console(
            output: DescriptorSink(STDOUT_FILENO), messages: DescriptorSink(STDERR_FILENO),
            width: terminalWidth(STDOUT_FILENO),
            errorWidth: environment["TERM"] == "dumb" ? nil : terminalWidth(STDERR_FILENO), color: !isPlain, json: json)
    }

    /// The same console with these wishes of the caller.
    public func with(json: Bool, noColor: Bool) -> Console {
        Console(
            output: output, messages: messages, width: width, errorWidth: drawsProgress ? messageWidth : nil,
            color: (allowsColor || colorsMessages) && !noColor, json: json)
    }

    /// The cells in a line of the terminal at `descriptor`; 80 when it does not say, nil when it is none.
    private static func terminalWidth(_ descriptor: Int32) -> Int? {
        guard isatty(descriptor) == 1 else { return nil }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}

extension Console {
    /// Writes a line of a result.
    public func print(_ line: String) { output.write(line + "\n") }

    /// Writes lines of a result with one write.
    public func print(_ lines: [String]) { output.write(lines.map { $0 + "\n" }.joined()) }

    /// Writes a table, cut to the terminal's width.
    public func print(_ table: TextTable) { print(table.lines(width: width) { paint($0, .bold) }) }

    /// Writes a text of a result as it is.
    public func write(_ text: String) { output.write(text) }

    /// Writes the one JSON document: indented, with a line break at its end.
    public func print(_ document: JSONValue) {
        documents.count.withLock { $0 += 1 }
        output.write(document.text(.indented(spaces: 2)) + "\n")
    }

    /// Writes a line for the person at the terminal; nothing with `--json`.
    public func note(_ line: String) { if !isJSON { messages.write(line + "\n") } }

    /// Writes a text for the terminal as it is.
    func draw(_ text: String) { messages.write(text) }

    /// Text in a style, where colours may be used in results.
    public func paint(_ text: String, _ style: Style) -> String {
        allowsColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// Writes errors on standard error; with `--json` also as the document `{"errors": […]}`, unless there was one.
    public func report(_ errors: [WeirError]) {
        messages.write(errors.map { $0.text(colored: colorsMessages) + "\n" }.joined(separator: "\n"))
        if isJSON, documents.count.withLock({ $0 }) == 0 { print(["errors": .array(errors.map(\.json))]) }
    }
}
