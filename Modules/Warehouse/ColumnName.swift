/// The name of a column: validated, quoted by the dialect, never spliced as text.
public struct ColumnName: Sendable, Hashable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The name without quotes.
    public let name: String

    /// A column of this name; throws when it cannot be an identifier.
    public init(_ name: String) throws {
        try Identifier.validate(name, as: "column name")
        self.name = name
    }

    /// A column named in code; a wrong name is a mistake of the programmer and traps.
    public init(stringLiteral name: String) {
        precondition(Identifier.problem(of: name) == nil, "'\(name)' is no column name")
        self.name = name
    }

    public static func < (left: ColumnName, right: ColumnName) -> Bool { left.name < right.name }

    public var description: String { name }
}
