import Diagnostics
import DurableFiles
import Foundation

/// A tree of the AWOS framework, and what it becomes here: read first, written on request, nothing overwritten.
public struct Adoption: Sendable {
    /// A file and its place here.
    public struct File: Sendable, Hashable {
        /// What becomes of it.
        public enum State: String, Sendable, Hashable {
            /// It is written.
            case new
            /// It stands here already, as it would be written.
            case there
            /// It gets ids and claims where it stands: the tree is this repository's own.
            case changed
            /// Another file stands in its place and stays.
            case kept
        }

        /// Its path in the other tree.
        public let source: String
        /// Its path here.
        public let target: String
        /// What becomes of it.
        public let state: State
        let content: Data
    }

    /// A spec, by what its documents say.
    public struct Spec: Sendable, Hashable {
        /// The name of its folder there.
        public let source: String
        /// The name of its folder here.
        public let name: String
        /// The status in the document: `Completed`; nil without one.
        public let status: String?
        /// How many criteria it has, and how many are ticked there.
        public let criteria: (count: Int, claimed: Int)
        /// How many tasks it has, and how many boxes of its list, slices included, are ticked there.
        public let tasks: (count: Int, claimed: Int)
        /// The agents that its tasks name.
        public let agents: [String]

        public static func == (left: Spec, right: Spec) -> Bool { left.name == right.name }
        public func hash(into hasher: inout Hasher) { hasher.combine(name) }
    }

    /// Every spec, by number.
    public let specs: [Spec]
    /// Every file that has a place here.
    public let files: [File]
    /// The paths there that have none.
    public let leftOut: [String]

    /// Writes what is new; how many files that were.
    public func write(to root: URL) throws -> Int {
        let new = files.filter { $0.state == .new || $0.state == .changed }
        for file in new { try DurableFile.write(file.content, to: root.appending(path: file.target)) }
        return new.count
    }
}
