import Diagnostics
import JSON

extension Notebook {
    /// Reads a notebook's text: nbformat 4, minor version 0 to 5.
    ///
    /// Cells of older minor versions get an id from their place. Throws with the place when the text is no JSON or no notebook.
    public init(parsing text: String, file: String) throws {
        let document: JSONValue
        do {
            document = try JSONValue.parse(text)
        } catch {
            throw WeirError.notebookSyntax(error, file: file, text: text)
        }
        guard var object = document.object, let list = object["cells"]?.array else {
            throw WeirError.notNotebook(file: file, because: "it has no list 'cells'")
        }
        let version = object["nbformat"]?.integer ?? 0
        guard version == 4 else {
            throw WeirError.notNotebook(file: file, because: "its format is \(version), 4 is read")
        }
        self.file = file
        metadata = object["metadata"]?.object ?? [:]
        cells = try list.enumerated().map { try NotebookCell(parsing: $0.element, number: $0.offset + 1, file: file) }
        for key in ["cells", "metadata", "nbformat", "nbformat_minor"] { object[key] = nil }
        rest = object
    }

    /// The notebook as the text of an `.ipynb` file, in the layout that Jupyter writes: one space a level, a newline at the end.
    public var text: String {
        var object: JSONObject = ["cells": .array(cells.map(\.json)), "metadata": .object(metadata)]
        object["nbformat"] = 4
        object["nbformat_minor"] = 5
        for (key, value) in rest.pairs { object[key] = value }
        return JSONValue.object(object).text(.indented(spaces: 1)) + "\n"
    }
}

extension NotebookCell {
    init(parsing value: JSONValue, number: Int, file: String) throws {
        guard var object = value.object, let kind = object["cell_type"]?.string.flatMap(Kind.init(rawValue:)) else {
            throw WeirError.notNotebook(file: file, because: "cell \(number) has no known 'cell_type'")
        }
        guard let source = Self.multiline(object["source"]) else {
            throw WeirError.notNotebook(file: file, because: "cell \(number) has no 'source'")
        }
        self.init(
            id: object["id"]?.string ?? "cell-\(number)", kind: kind, source: source,
            metadata: object["metadata"]?.object ?? [:])
        outputs = object["outputs"]?.array ?? []
        executionCount = object["execution_count"]?.integer.map { Int($0) }
        for key in ["cell_type", "source", "id", "metadata", "outputs", "execution_count"] { object[key] = nil }
        rest = object
    }

    var json: JSONValue {
        var object: JSONObject = ["cell_type": .string(kind.rawValue)]
        if kind == .code { object["execution_count"] = .optional(executionCount) }
        object["id"] = .string(id)
        object["metadata"] = .object(metadata)
        if kind == .code { object["outputs"] = .array(outputs) }
        object["source"] = Self.lines(source)
        for (key, value) in rest.pairs { object[key] = value }
        return .object(object)
    }

    /// A text that nbformat writes as one string or as a list of lines.
    static func multiline(_ value: JSONValue?) -> String? {
        value?.string ?? value?.array.map { $0.compactMap(\.string).joined() }
    }

    /// A text as nbformat's list of lines, each but the last with its newline.
    static func lines(_ text: String) -> JSONValue {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) + "\n" }
        if let last = lines.popLast(), last != "\n" { lines.append(String(last.dropLast())) }
        return .array(lines.map(JSONValue.string))
    }
}
