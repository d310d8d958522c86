import JSON

/// A notebook: cells in order, with the outputs of their last run (nbformat 4.5).
public struct Notebook: Sendable, Hashable {
    /// The file's name without its folder, for messages.
    public let file: String
    /// The cells in order.
    public var cells: [NotebookCell]
    /// Metadata of the whole notebook, kept as it was found.
    public var metadata: JSONObject
    /// Other keys of the document, kept as they were found.
    var rest: JSONObject

    /// A notebook of these cells.
    public init(file: String, cells: [NotebookCell], metadata: JSONObject = [:]) {
        (self.file, self.cells, self.metadata) = (file, cells, metadata)
        rest = [:]
    }

    /// The first heading of a Markdown cell, else the file's name.
    public var title: String {
        for cell in cells where cell.kind == .markdown {
            for line in cell.source.split(separator: "\n") where line.hasPrefix("# ") {
                return String(line.dropFirst(2)).trimmed
            }
        }
        return file.hasSuffix(".ipynb") ? String(file.dropLast(6)) : file
    }

    /// The same notebook without outputs and counts, as it should be kept in git when results are not wanted there.
    public var withoutOutputs: Notebook {
        var notebook = self
        for index in cells.indices {
            notebook.cells[index].outputs = []
            notebook.cells[index].executionCount = nil
        }
        return notebook
    }
}

extension StringProtocol {
    /// The text without spaces and newlines at both ends.
    var trimmed: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return String(rest)
    }
}
