import JSON
import Warehouse

/// What a run would do, in order: a value that can be printed, compared and tested; making it reads nothing but the project.
public struct TransformPlan: Sendable {
    /// What a run is for.
    public enum Command: String, Sendable, Hashable, CaseIterable {
        /// Models and their tests.
        case build
        /// Models alone.
        case run
        /// Tests alone.
        case test
        /// The SQL of both, written to files and not run.
        case compile
    }

    /// What is done with a node.
    public enum Action: Sendable, Hashable, CustomStringConvertible {
        case createView
        case createTable
        case updateTable(strategy: String)
        case inline
        case test

        /// `view`, `table`, `incremental (merge)`, `ephemeral`, `test`.
        public var description: String {
            switch self {
            case .createView: "view"
            case .createTable: "table"
            case .updateTable(let strategy): "incremental (\(strategy))"
            case .inline: "ephemeral"
            case .test: "test"
            }
        }
    }

    /// One node of a plan.
    public struct Step: Sendable, Hashable {
        /// The node.
        public let id: NodeID
        /// Its name.
        public let name: String
        /// What is done with it.
        public let action: Action
        /// Where it is built; nil for tests and what is inlined.
        public let relation: TableName?
        /// The nodes of this plan that must be done before.
        public let after: [NodeID]
    }

    /// What the run is for.
    public let command: Command
    /// The nodes in an order in which they can be done.
    public let steps: [Step]
    /// Whether incremental models are built from nothing.
    public let isFullRefresh: Bool

    /// The plan as a person reads it: a line a node.
    public var text: String {
        if steps.isEmpty { return "nothing to do" }
        let width = steps.map(\.action.description.count).max() ?? 0
        return steps.map { step in
            let action = step.action.description
            let padding = String(repeating: " ", count: width - action.count)
            return "\(action)\(padding)  \(step.relation?.description ?? step.name)"
        }.joined(separator: "\n")
    }

    /// The plan for programs.
    public var json: JSONValue {
        [
            "command": .string(command.rawValue), "full_refresh": .bool(isFullRefresh),
            "steps": .array(
                steps.map { step in
                    [
                        "unique_id": .string(step.id.text), "name": .string(step.name),
                        "action": .string(step.action.description), "relation": .optional(step.relation?.description),
                        "after": .array(step.after.map { .string($0.text) }),
                    ]
                }),
        ]
    }
}
