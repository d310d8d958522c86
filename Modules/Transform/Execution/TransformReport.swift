import Diagnostics
import JSON

/// What a run came to: every node's result, printable and as JSON.
public struct TransformReport: Sendable {
    /// The results in the order of the plan.
    public let results: [NodeResult]
    /// How long the run took, in seconds.
    public let seconds: Double
    /// What the run was for.
    public let command: TransformPlan.Command
    /// Identifies the run in its artifacts.
    public let invocationID: String

    /// How many nodes ended in this way.
    public func count(_ status: NodeResult.Status) -> Int { results.count { $0.status == status } }

    /// Whether nothing failed; warnings are no failures.
    public var isSuccess: Bool { !results.contains { $0.status.isFailure } }

    /// What went wrong, one error a node, without warnings.
    public var errors: [WeirError] { results.filter { $0.status.isFailure }.compactMap(\.error) }

    /// What tests warn of.
    public var warnings: [WeirError] { results.filter { $0.status == .warn }.compactMap(\.error) }

    /// Throws the errors of the nodes that failed.
    public func throwIfFailed() throws { try WeirErrors.throwIfAny(errors) }

    /// One line: `12 models built, 40 tests passed, 1 failed, 3 skipped in 0.42 s`.
    public var summary: String {
        var parts: [String] = []
        func add(_ number: Int, _ words: String) { if number > 0 { parts.append("\(number) \(words)") } }
        let models = count(.success)
        if command == .compile {
            add(models, "compiled")
        } else {
            add(models, models == 1 ? "model built" : "models built")
        }
        add(count(.pass), count(.pass) == 1 ? "test passed" : "tests passed")
        add(count(.warn), "warned")
        add(count(.fail), "failed")
        add(count(.error), count(.error) == 1 ? "error" : "errors")
        add(count(.skipped), "skipped")
        return (parts.isEmpty ? "nothing to do" : parts.joined(separator: ", ")) + " in \(seconds.inSeconds)"
    }

    /// A line a node, then the summary.
    public var text: String {
        let width = results.map(\.name.count).max() ?? 0
        let lines = results.map { result in
            let padding = String(repeating: " ", count: max(0, width - result.name.count))
            let status = result.status.rawValue + String(repeating: " ", count: 7 - result.status.rawValue.count)
            var detail = result.rows.map { "  \($0) rows" } ?? ""
            if let failures = result.failures, failures > 0 { detail = "  \(failures) failures" }
            if let cause = result.skippedBecause { detail = "  because of \(cause)" }
            return "\(status)  \(result.name)\(padding)  \(result.seconds.inSeconds)\(detail)"
        }
        return (lines + [summary]).joined(separator: "\n")
    }

    /// The report for programs.
    public var json: JSONValue {
        [
            "command": .string(command.rawValue), "invocation_id": .string(invocationID), "success": .bool(isSuccess),
            "seconds": .number(seconds), "summary": .string(summary), "results": .array(results.map(\.json)),
        ]
    }
}

extension NodeResult {
    /// The result for programs.
    public var json: JSONValue {
        var object: JSONObject = [
            "unique_id": .string(id.text), "name": .string(name), "kind": .string(id.kind.rawValue),
            "action": .string(action), "status": .string(status.rawValue), "seconds": .number(seconds),
        ]
        object["rows"] = rows.map { .integer(Int64($0)) }
        object["failures"] = failures.map { .integer(Int64($0)) }
        object["relation"] = relation.map(JSONValue.string)
        object["skipped_because"] = skippedBecause.map(JSONValue.string)
        object["error"] = error?.json
        return .object(object)
    }
}

extension Double {
    /// `0.42 s`.
    fileprivate var inSeconds: String {
        let hundredths = Int((self * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) s"
    }
}
