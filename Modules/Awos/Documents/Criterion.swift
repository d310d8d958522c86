import Diagnostics

/// One acceptance criterion: what has to be true, and the checks that prove it.
///
/// In a document it is a list item with a box and an id, and below it fenced blocks of the kind `check`:
///
///     - [ ] **AC-1** Given the sample, when it is loaded twice, then no row is there twice.
///
///       ```check
///       sql: select id from raw.readings group by id having count(*) > 1
///       empty: true
///       after: [ingest readings, ingest readings]
///       ```
public struct Criterion: Sendable, Hashable {
    /// Its name in the spec: `AC-1`.
    public let id: String
    /// The sentence: Given, when, then.
    public let statement: String
    /// Whether the box is ticked, whoever did it.
    public let isTicked: Bool
    /// The line of the box, from 0.
    public let line: Int
    /// What proves it; none makes it vague.
    public let checks: [Check]
    /// Where it stands.
    public let location: SourceLocation

    /// A criterion without a check is an intention that nobody can hold.
    public var isVague: Bool { checks.isEmpty }
}

/// A criterion of some spec: `003/AC-4`.
public struct CriterionReference: Sendable, Hashable, CustomStringConvertible {
    /// The spec.
    public let spec: SpecNumber
    /// The criterion there.
    public let id: String

    /// A reference as it is written; nil for anything else.
    public init?(_ text: String) {
        guard let match = text.wholeMatch(of: /(\d{3,})\/(AC-\d+)/), let spec = SpecNumber(match.1) else { return nil }
        (self.spec, id) = (spec, String(match.2))
    }

    public var description: String { "\(spec)/\(id)" }
}
