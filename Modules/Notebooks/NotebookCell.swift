import JSON

/// One cell of a notebook.
public struct NotebookCell: Sendable, Hashable {
    /// What a cell is.
    public enum Kind: String, Sendable, Hashable {
        case code
        case markdown
        case raw
    }

    /// The cell's id, unique in its notebook (nbformat 4.5).
    public var id: String
    /// What it is.
    public var kind: Kind
    /// Its text, lines separated by newlines.
    public var source: String
    /// Metadata of Jupyter and of other tools, kept as it was found.
    public var metadata: JSONObject
    /// What running it gave; empty for cells that are not code.
    public var outputs: [JSONValue]
    /// The how many-th code cell of the last run it was, from 1; nil when it has not run.
    public var executionCount: Int?
    /// Other keys (attachments), kept as they were found.
    var rest: JSONObject

    /// A cell that has not run.
    public init(id: String, kind: Kind, source: String, metadata: JSONObject = [:]) {
        (self.id, self.kind, self.source, self.metadata) = (id, kind, source, metadata)
        (outputs, executionCount, rest) = ([], nil, [:])
    }

    /// The tags that people and tools put on the cell.
    public var tags: [String] { metadata["tags"]?.array?.compactMap(\.string) ?? [] }
}
