import Foundation
import JSON
import Orchestrate
import RunStore
import Terminal

/// A run as `weir run` and `weir runs show` print it: a line about the run, a table of its steps, why it failed.
struct RunSummary {
    private let details: RunDetails
    private let explainsFailures: Bool

    /// A summary; without `explainsFailures` the caller throws the errors, which says more.
    init(_ details: RunDetails, explainsFailures: Bool = true) {
        self.details = details
        self.explainsFailures = explainsFailures
    }

    func print(on console: Console) {
        let run = details.run
        let took = run.finishedAt.map { " in " + Quantity.seconds($0.timeIntervalSince(run.startedAt)) } ?? ""
        let status = console.paint(run.status.rawValue, run.status.style)
        console.print("run \(run.id) of \(run.request.pipeline) on \(run.request.target): \(status)\(took)")
        console.print("")
        let columns: [TextTable.Column] = [
            .init("step"), .init("status", isVital: true), .init("took", .right), .init("rows", .right),
            .init("result"),
        ]
        console.print(TextTable(columns, rows: details.steps.map(\.cells)))
        for step in details.steps where explainsFailures {
            guard let error = step.error else { continue }
            console.print("")
            console.print("step '\(step.name)' failed: \(error.message)")
            if let hint = error.hint { console.print("  hint: \(hint)") }
        }
        if run.status.isResumable, ProjectParts.current.pipelines.contains(where: { $0.name == run.request.pipeline }) {
            console.print("")
            console.print("take it up with `weir runs resume \(run.id)`")
        }
    }
}

extension RunStatus {
    var style: Console.Style {
        switch self {
        case .succeeded: .green
        case .failed: .red
        case .running, .interrupted: .yellow
        }
    }
}

extension RunStep {
    fileprivate var cells: [String] {
        let attempts = attempts.count > 1 ? " (\(attempts.count) attempts)" : ""
        return [
            name, status.rawValue + attempts, seconds.map(Quantity.seconds) ?? "",
            result.rows.map { Quantity.count($0) } ?? "", result.summary ?? reason ?? error?.message ?? "",
        ]
    }

    /// How long its last attempt took, in seconds.
    fileprivate var seconds: Double? {
        guard let last = attempts.last, let finished = last.finishedAt else { return nil }
        return finished.timeIntervalSince(last.startedAt)
    }
}
