import Diagnostics
import JSON
import Warehouse

extension WeirError {
    static func notebookSyntax(_ error: JSONError, file: String, text: String) -> WeirError {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let excerpt = lines.indices.contains(error.line - 1) ? String(lines[error.line - 1]) : nil
        return WeirError(
            "notebooks.syntax", "the notebook '\(file)' is no JSON: \(error.message)",
            at: SourceLocation(file: file, line: error.line, column: error.column, excerpt: excerpt),
            hint: "restore it from git, or open it in Jupyter and save it again", kind: .usage)
    }

    static func notNotebook(file: String, because problem: String) -> WeirError {
        WeirError(
            "notebooks.not_a_notebook", "'\(file)' is not a notebook that can be run: \(problem)",
            at: SourceLocation(file: file), hint: "save it as nbformat 4 (Jupyter of this decade does)", kind: .usage)
    }

    static func badParameters(at location: SourceLocation, because problem: String) -> WeirError {
        WeirError(
            "notebooks.bad_parameters", "the parameters cell cannot be read: \(problem)", at: location,
            hint: "write one 'name: value' a line", kind: .usage)
    }

    static func unknownParameter(_ name: String, known: [String], file: String) -> WeirError {
        let list = known.isEmpty ? "it has no parameters" : "its parameters are \(known.joined(separator: ", "))"
        return WeirError(
            "notebooks.unknown_parameter", "the notebook '\(file)' has no parameter '\(name)'",
            hint: NearMiss.question(name, in: known).map { "\($0) (\(list))" } ?? list, kind: .usage)
    }

    static func parameterType(_ name: String, expected type: ColumnType, file: String) -> WeirError {
        let example =
            switch type {
            case .boolean: "true or false"
            case .integer: "a whole number"
            case .double: "a number"
            case .day: "a day, YYYY-MM-DD"
            default: type.description
            }
        return WeirError(
            "notebooks.parameter_type", "the value given for parameter '\(name)' of '\(file)' has the wrong type",
            hint: "give \(example)", kind: .usage)
    }

    static func unknownNotebook(_ name: String, known: [String], folder: String) -> WeirError {
        let list = known.isEmpty ? "there are none in \(folder)" : "notebooks are \(known.joined(separator: ", "))"
        return WeirError(
            "notebooks.unknown", "there is no notebook '\(name)'",
            hint: NearMiss.question(name, in: known).map { "\($0) (\(list))" } ?? list, kind: .usage)
    }

    static func noResult(named name: String?, known: [String], at location: SourceLocation) -> WeirError {
        guard let name else {
            return WeirError(
                "notebooks.no_result", "the chart has no data: no cell above it has a result", at: location,
                hint: "put a query above it, or say `data: name` after `%%sql name`", kind: .usage)
        }
        let list =
            known.isEmpty ? "no cell above names its result" : "named results are \(known.joined(separator: ", "))"
        return WeirError(
            "notebooks.no_result", "the chart reads '\(name)', which no cell above it gives", at: location,
            hint: NearMiss.question(name, in: known).map { "\($0) (\(list))" }
                ?? "\(list); begin the query's cell with `%%sql \(name)`",
            kind: .usage)
    }

    static func tooManyRows(_ limit: Int, at location: SourceLocation) -> WeirError {
        WeirError(
            "notebooks.too_many_rows", "the query gives more than \(limit) rows", at: location,
            hint: "aggregate it, or add a `limit`")
    }

    /// The error of a cell as the error of its notebook: with the cell's number in front.
    func inCell(_ number: Int, of file: String) -> WeirError {
        var error = self
        error.message = "cell \(number) of '\(file)': \(message)"
        return error
    }
}
