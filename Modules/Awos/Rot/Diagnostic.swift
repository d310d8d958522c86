import Diagnostics
import JSON

/// One contradiction or one piece of rot: what is wrong, where, how bad, and the cure.
public struct Diagnostic: Sendable, Hashable {
    /// How bad it is.
    public enum Severity: String, Sendable, Hashable, CaseIterable {
        /// Something that is said is not so: `awos check` fails.
        case error
        /// Something that somebody should look at.
        case warning
    }

    /// How bad it is.
    public let severity: Severity
    /// Its code, sentence, place and cure.
    public let problem: WeirError

    /// A diagnostic; an error if nothing else is said.
    public init(_ problem: WeirError, _ severity: Severity = .error) {
        (self.problem, self.severity) = (problem, severity)
    }

    /// As a JSON object: severity, then the fields of every error.
    public var json: JSONValue {
        var object: JSONObject = ["severity": .string(severity.rawValue)]
        for (key, value) in problem.json.object?.pairs ?? [] where key != "retryable" { object[key] = value }
        return .object(object)
    }

    /// By file, line and column; what stands at one place in the order in which it was found.
    static func inOrder(_ all: [Diagnostic]) -> [Diagnostic] {
        all.enumerated().sorted { left, right in
            let (one, other) = (left.element.problem.location, right.element.problem.location)
            return (one?.file ?? "", one?.line ?? 0, one?.column ?? 0, left.offset)
                < (other?.file ?? "", other?.line ?? 0, other?.column ?? 0, right.offset)
        }.map(\.element)
    }
}

extension [Diagnostic] {
    /// How many are errors.
    public var errorCount: Int { count { $0.severity == .error } }
}
