import Diagnostics

/// The name of a table or view, with its schema: typed and validated, quoted by the dialect, never spliced as text.
public struct TableName: Sendable, Hashable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The attached database, where it is not the main one.
    public let catalog: String?
    /// The schema; nil is the engine's default one.
    public let schema: String?
    /// The name without schema.
    public let name: String

    /// A name from its parts; throws when a part cannot be an identifier.
    public init(catalog: String? = nil, schema: String? = nil, name: String) throws {
        for part in [catalog, schema, name] {
            if let part { try Identifier.validate(part, as: "table name") }
        }
        (self.catalog, self.schema, self.name) = (catalog, schema, name)
    }

    /// A name written as `name` or `schema.name`; throws on anything else.
    public init(parsing text: String) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        switch parts.count {
        case 1: try self.init(name: parts[0])
        case 2: try self.init(schema: parts[0], name: parts[1])
        default: throw WeirError.badIdentifier(text, as: "table name", because: "it has more than one dot")
        }
    }

    /// A name written in code as `name` or `schema.name`; a wrong one is a mistake of the programmer and traps.
    public init(stringLiteral text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        precondition(
            (1...2).contains(parts.count) && parts.allSatisfy { Identifier.problem(of: $0) == nil },
            "'\(text)' is no table name")
        (catalog, schema, name) = (nil, parts.count == 2 ? parts[0] : nil, parts[parts.count - 1])
    }

    /// The same table with another name, in the same schema: `fct_trips` to `fct_trips__dbt_tmp`.
    public func suffixed(_ suffix: String) throws -> TableName {
        try TableName(catalog: catalog, schema: schema, name: name + suffix)
    }

    /// The same table in an attached database.
    public func inCatalog(_ catalog: String) throws -> TableName {
        try TableName(catalog: catalog, schema: schema, name: name)
    }

    public static func < (left: TableName, right: TableName) -> Bool { left.description < right.description }

    /// The parts joined by dots, unquoted: for people, not for SQL.
    public var description: String { [catalog, schema, name].compactMap { $0 }.joined(separator: ".") }
}

/// What a name must be to stand in SQL, quoted.
enum Identifier {
    /// Why this text cannot be an identifier, or nil.
    static func problem(of text: String) -> String? {
        if text.isEmpty { return "it is empty" }
        if text.utf8.count > 255 { return "it is longer than 255 bytes" }
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return "it has a control character"
        }
        return nil
    }

    static func validate(_ text: String, as role: String) throws {
        if let problem = problem(of: text) { throw WeirError.badIdentifier(text, as: role, because: problem) }
    }
}

extension WeirError {
    static func badIdentifier(_ text: String, as role: String, because problem: String) -> WeirError {
        let shown = String(text.prefix(60).unicodeScalars.filter { $0.properties.generalCategory != .control })
        return WeirError(
            "warehouse.bad_identifier", "'\(shown)' cannot be a \(role): \(problem)",
            hint: "use letters, digits and underscores", kind: .usage)
    }
}
