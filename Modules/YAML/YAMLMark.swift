/// A place in a YAML text, both parts counted in characters from 1.
public struct YAMLMark: Sendable, Hashable, CustomStringConvertible {
    /// Line, from 1.
    public let line: Int
    /// Column in characters, from 1.
    public let column: Int

    /// A place from its line and column.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public var description: String { "\(line):\(column)" }
}
