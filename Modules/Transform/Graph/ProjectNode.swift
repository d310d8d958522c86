import Diagnostics
import Jinja
import Warehouse

/// A model, a source's table or a test, with all that is known after parsing.
public struct ProjectNode: Sendable {
    /// The unique name.
    public let id: NodeID
    /// The name by which people select it.
    public let name: String
    /// The project, the folders below the configured one, the name.
    public let fullName: [String]
    /// The file that it stands in, from the project's folder.
    public let path: String
    /// The file as messages show it.
    public let shownPath: String
    /// Where it begins.
    public let location: SourceLocation
    /// How it is configured.
    public internal(set) var config: NodeConfig
    /// What it is; empty when nobody said.
    public internal(set) var description = ""
    /// What is said about its columns.
    public internal(set) var columns: [ColumnProperties] = []
    /// Where it stands in the warehouse; nil for a test.
    public internal(set) var relation: TableName?
    /// What it reads, in the order in which its text names it, each once.
    public internal(set) var parents: [NodeID] = []
    /// The macros that it called while it was parsed, by unique name.
    public internal(set) var macros: [String] = []
    /// For a test: the column that it is about.
    public internal(set) var column: String?
    let body: NodeBody

    /// What the node is.
    public var kind: NodeID.Kind { id.kind }

    /// The name that `ls` prints and that selects just this node: `weir.core.fct_trips`, `source:weir.raw.bike_trips`.
    public var selector: String {
        guard case .source(let table) = body else { return fullName.joined(separator: ".") }
        return "source:\(fullName.first ?? "").\(table.sourceName).\(table.name)"
    }

    /// How a model is built: `view`, `table`, `incremental`, `ephemeral`.
    public var materialization: String { config.string("materialized") ?? "view" }
}

/// What a node is made of.
enum NodeBody: Sendable {
    /// SQL in a file of its own: a model, a singular test.
    case template(Template, ProjectFile)
    case genericTest(GenericTest)
    case source(SourceTableProperties)
}

/// A test that a macro writes: its macro, what it is attached to, its arguments.
struct GenericTest: Sendable {
    let macro: String
    /// The model or the source's table that it tests.
    let attached: NodeID
    let properties: TestProperties
    /// The full name: `accepted_values_stg_trips_member_casual__member__casual`.
    let fullName: String
}
