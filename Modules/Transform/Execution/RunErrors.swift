import Diagnostics
import Warehouse

/// All wording of this module's errors while it runs.
extension WeirError {
    static func referenceOnlyAtRun(_ name: String, from node: ProjectNode, at location: SourceLocation) -> WeirError {
        WeirError(
            "transform.late_reference",
            "\(node.kind) '\(node.name)' reads '\(name)' only while it runs, so that the order of building does not know it",
            at: location, hint: "add a line `-- depends_on: {{ ref('\(name)') }}`", kind: .usage)
    }

    static func failedNode(_ node: ProjectNode, _ error: WeirError, at location: SourceLocation?) -> WeirError {
        var failed = error
        failed.message = "\(node.kind) '\(node.name)' failed: \(error.message)"
        failed.location = error.location ?? location
        failed.statementOffset = nil
        return failed
    }

    static func unknownColumn(
        _ column: String, in node: ProjectNode, parents: [String], hint: String?, at location: SourceLocation?
    ) -> WeirError {
        let owner =
            parents.count == 1 ? "which '\(parents[0])' does not have" : "which nothing that it reads has"
        return WeirError(
            "transform.unknown_column", "\(node.kind) '\(node.name)' reads column '\(column)', \(owner)", at: location,
            hint: hint)
    }

    static func missingParent(
        _ parent: ProjectNode, of node: ProjectNode, at location: SourceLocation?
    ) -> WeirError {
        let name = parent.relation?.description ?? parent.name
        let (verb, hint) =
            parent.kind == .source
            ? ("loaded", "run `weir ingest` for the source that fills it")
            : ("built", "run `weir transform build --select +\(node.name)`")
        return WeirError(
            "transform.missing_table", "\(node.kind) '\(node.name)' reads '\(name)', which is not \(verb) yet",
            at: location, hint: hint)
    }

    static func testFailed(_ node: ProjectNode, failures: Int, isWarning: Bool) -> WeirError {
        WeirError(
            isWarning ? "transform.test_warned" : "transform.test_failed",
            "test '\(node.name)' found \(failures) \(failures == 1 ? "failure" : "failures")", at: node.location,
            hint: "run `weir transform show \(node.name)` to see the rows")
    }

    static func strangeTestResult(_ node: ProjectNode) -> WeirError {
        WeirError(
            "transform.strange_test_result", "test '\(node.name)' did not give a number of failures", at: node.location,
            hint: "look at its fail_calc, warn_if and error_if")
    }

    static func schemaChanged(
        _ node: ProjectNode, added: [String], removed: [String], retyped: [String], at location: SourceLocation?
    ) -> WeirError {
        let notes = [("added", added), ("removed", removed), ("of another type", retyped)]
            .filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1.joined(separator: ", "))" }
        return WeirError(
            "transform.schema_changed", "the columns of incremental model '\(node.name)' are not those of its table",
            at: location ?? node.location,
            hint: "build it with --full-refresh, or set on_schema_change='sync_all_columns'", notes: notes)
    }

    static func vanishedColumns(_ node: ProjectNode, _ columns: [String]) -> WeirError {
        WeirError(
            "transform.columns_vanished",
            "incremental model '\(node.name)' no longer gives \(columns.map { "'\($0)'" }.joined(separator: ", "))",
            at: node.location, hint: "build it with --full-refresh, or set on_schema_change='sync_all_columns'")
    }

    static func missingKeyColumn(_ node: ProjectNode, _ column: String, known: [String]) -> WeirError {
        WeirError(
            "transform.unknown_key_column",
            "model '\(node.name)' has no column '\(column)', which is in its unique_key",
            at: node.config.location(of: "unique_key") ?? node.location,
            hint: NearMiss.question(column, in: known) ?? "columns: \(known.joined(separator: ", "))", kind: .usage)
    }

    static func doubledKey(_ node: ProjectNode, keys: Int) -> WeirError {
        WeirError(
            "transform.doubled_key",
            "\(keys) keys stand more than once in the new rows of model '\(node.name)', and a merge needs each once",
            at: node.config.location(of: "unique_key") ?? node.location,
            hint: "choose one row a key in the model, or make unique_key finer")
    }

    static func notShowable(_ name: String) -> WeirError {
        WeirError(
            "transform.not_showable", "'\(name)' means several nodes or none that can be shown",
            hint: "name one model or one test", kind: .usage)
    }

    static func unwritable(_ file: String, _ reason: String) -> WeirError {
        WeirError(
            "transform.unwritable", "'\(file)' cannot be written: \(reason)", hint: "check the disk and its permissions"
        )
    }
}
