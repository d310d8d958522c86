import Diagnostics
import Foundation
import Warehouse

/// A snapshot that is open for reading: everything that one view of a page reads.
public struct PublishedData: Sendable {
    /// What tells this snapshot from every other.
    public let id: String
    /// The run that published it.
    public let run: String?
    /// When it was published.
    public let publishedAt: Date
    /// The engine that reads it.
    public let engine: any Engine

    /// A snapshot from its parts.
    public init(id: String, run: String?, publishedAt: Date, engine: any Engine) {
        (self.id, self.run, self.publishedAt, self.engine) = (id, run, publishedAt, engine)
    }
}

/// Where the current snapshot comes from.
public protocol PublishedSource: Sendable {
    /// The current snapshot, open; nil before the first publication. Called for every view, so it has to be quick when
    /// nothing changed.
    func current() async throws -> PublishedData?
}

/// One snapshot that never changes: for tests.
public struct FixedSource: PublishedSource {
    private let data: PublishedData?

    /// A source of this snapshot, or of none.
    public init(_ data: PublishedData?) { self.data = data }

    public func current() -> PublishedData? { data }
}
