/// A place in a text file that a person wrote.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
    /// The file as the person knows it: relative to the project where possible.
    public var file: String
    /// Line, from 1; nil when the whole file is meant.
    public var line: Int?
    /// Column in characters, from 1.
    public var column: Int?
    /// How many characters are meant, for the underline.
    public var length: Int
    /// The text of the line, shown below the place.
    public var excerpt: String?
    /// Words behind the underline: `did you mean 'trip_count'?`.
    public var remark: String?

    /// A place from its parts.
    public init(
        file: String, line: Int? = nil, column: Int? = nil, length: Int = 1, excerpt: String? = nil,
        remark: String? = nil
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.length = length
        self.excerpt = excerpt
        self.remark = remark
    }

    /// The place that lies `utf8Offset` bytes into `source`, with its line as excerpt.
    public init(file: String, source: String, utf8Offset: Int, length: Int = 1, remark: String? = nil) {
        let utf8 = source.utf8
        let place = utf8.index(utf8.startIndex, offsetBy: max(0, utf8Offset), limitedBy: utf8.endIndex) ?? utf8.endIndex
        let lineStart = utf8[..<place].lastIndex(of: 0x0A).map { utf8.index(after: $0) } ?? utf8.startIndex
        var lineEnd = utf8[place...].firstIndex(of: 0x0A) ?? utf8.endIndex
        if lineEnd > place, utf8[utf8.index(before: lineEnd)] == 0x0D { lineEnd = utf8.index(before: lineEnd) }
        self.init(
            file: file, line: utf8[..<place].count { $0 == 0x0A } + 1,
            column: String(decoding: utf8[lineStart..<place], as: UTF8.self).count + 1, length: length,
            excerpt: String(decoding: utf8[lineStart..<lineEnd], as: UTF8.self), remark: remark)
    }

    public var description: String {
        ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
    }
}
