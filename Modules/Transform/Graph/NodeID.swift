/// The unique name of a node: `model.weir.fct_trips`, `source.weir.raw.bike_trips`, `test.weir.not_null_….0123456789`.
public struct NodeID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// What kinds of nodes there are.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A query that becomes a view, a table, or part of other queries.
        case model
        /// A table that somebody else writes.
        case source
        /// A query whose rows are failures.
        case test
    }

    /// What the node is.
    public let kind: Kind
    /// The kind, the project and the name, joined by dots.
    public let text: String

    init(_ kind: Kind, project: String, _ rest: String) {
        self.kind = kind
        text = "\(kind.rawValue).\(project).\(rest)"
    }

    public static func < (left: NodeID, right: NodeID) -> Bool { left.text < right.text }

    public var description: String { text }
}
