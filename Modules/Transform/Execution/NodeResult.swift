import Diagnostics
import Foundation
import JSON

/// What became of one node.
public struct NodeResult: Sendable {
    /// How it ended, in dbt's words.
    public enum Status: String, Sendable, Hashable, CaseIterable {
        /// The model was built, or the SQL was written.
        case success
        /// The test found nothing.
        case pass
        /// The test found something and only warns.
        case warn
        /// The test found something.
        case fail
        /// It could not be run.
        case error
        /// Something above it failed.
        case skipped

        /// Whether what is below must not be built.
        public var isFailure: Bool { self == .fail || self == .error }
    }

    /// The node.
    public let id: NodeID
    /// Its name.
    public let name: String
    /// What was done: `view`, `table`, `incremental (merge)`, `ephemeral`, `test`.
    public let action: String
    /// How it ended.
    public let status: Status
    /// When it began.
    public let started: Date
    /// How long it took, in seconds.
    public let seconds: Double
    /// For a table: how many rows were written.
    public let rows: Int?
    /// For a test: how many failures it found.
    public let failures: Int?
    /// What went wrong, or what a test found.
    public let error: WeirError?
    /// For a skipped node: what failed above it.
    public let skippedBecause: String?
    /// The SQL that was run, without what is put around it.
    public let compiledSQL: String?
    /// The table or view, as the engine writes it.
    public let relation: String?
}
