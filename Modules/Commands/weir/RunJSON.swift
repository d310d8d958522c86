import Foundation
import JSON
import RunStore

extension Date {
    /// The moment in UTC, to the second: `2024-05-01 06:00:00`.
    var shownUTC: String { String(iso8601.replacing("T", with: " ").prefix(19)) }
}

extension Run {
    /// The run for programs; moments are ISO 8601 in UTC.
    var json: JSONValue {
        [
            "id": .string(id.text), "pipeline": .string(request.pipeline), "target": .string(request.target),
            "status": .string(status.rawValue), "started_by": .string(request.startedBy),
            "started_at": .string(startedAt.iso8601), "finished_at": .optional(finishedAt?.iso8601),
            "seconds": .optional(finishedAt?.timeIntervalSince(startedAt)), "resumes": .integer(Int64(resumes)),
            "error": error?.json ?? .null,
        ]
    }
}

extension KeptError {
    /// The error for programs.
    var json: JSONValue { ["code": .string(code), "message": .string(message), "hint": .optional(hint)] }
}

extension RunDetails {
    /// The run with its steps for programs.
    var json: JSONValue {
        guard case .object(var object) = run.json else { return .null }
        object["steps"] = .array(steps.map(\.json))
        return .object(object)
    }
}

extension RunStep {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "kind": .string(kind), "status": .string(status.rawValue),
            "reason": .optional(reason), "started_at": .optional(startedAt?.iso8601),
            "finished_at": .optional(finishedAt?.iso8601), "rows": .optional(result.rows),
            "summary": .optional(result.summary), "artifacts": .array(result.artifacts.map(JSONValue.string)),
            "attempts": .integer(Int64(attempts.count)), "error": error?.json ?? .null,
        ]
    }
}
