import Diagnostics
import JSON

/// What a run of a notebook did.
public struct NotebookReport: Sendable, Hashable {
    /// The notebook's file name.
    public let file: String
    /// How many code cells ran to their end.
    public var cellsRun = 0
    /// How many rows the results held together.
    public var rows = 0
    /// How many charts were made.
    public var charts = 0
    /// The error of the cell that stopped the run, and its number in the notebook, from 1.
    public var failure: (cell: Int, error: WeirError)?

    init(file: String) { self.file = file }

    /// The report as a JSON object: notebook, status, cells, rows, charts, and the failed cell with its error.
    public var json: JSONValue {
        var object: JSONObject = [
            "notebook": .string(file), "status": failure == nil ? "succeeded" : "failed",
            "cells": .integer(Int64(cellsRun)), "rows": .integer(Int64(rows)), "charts": .integer(Int64(charts)),
        ]
        object["failed_cell"] = failure.map { .integer(Int64($0.cell)) }
        object["error"] = failure?.error.json
        return .object(object)
    }

    public static func == (left: NotebookReport, right: NotebookReport) -> Bool { left.json == right.json }

    public func hash(into hasher: inout Hasher) { hasher.combine(json) }
}
