import Diagnostics
import Foundation
import Snapshots
import Warehouse

/// The current snapshot of a target, opened once and again when a newer one is published.
///
/// Views that still read an older one keep it open until they are done.
public actor SnapshotSource: PublishedSource {
    private let store: SnapshotStore
    private let open: @Sendable (URL) async throws -> any Engine
    private var held: (file: URL, data: PublishedData)?
    private var opening: Task<PublishedData, any Error>?

    /// The snapshots of a store; `open` opens a file for reading only.
    public init(_ store: SnapshotStore, open: @escaping @Sendable (URL) async throws -> any Engine) {
        self.store = store
        self.open = open
    }

    /// The current snapshot; nil before the first publication.
    public func current() async throws -> PublishedData? {
        guard let file = store.currentFile else {
            held = nil
            return nil
        }
        if let held, held.file == file { return held.data }
        // Of several views that meet a new snapshot one opens it, the others wait.
        let work = opening ?? Task { [store, open] in try await Self.opened(store, open) }
        opening = work
        defer { opening = nil }
        let data = try await work.value
        held = (URL(filePath: data.id), data)
        return data
    }

    private static func opened(
        _ store: SnapshotStore, _ open: @Sendable (URL) async throws -> any Engine
    ) async throws -> PublishedData {
        let (snapshot, engine) = try await store.openCurrent { OpenedEngine(base: try await open($0)) }
        return PublishedData(
            id: snapshot.file.path, run: snapshot.runID, publishedAt: snapshot.publishedAt.date, engine: engine.base)
    }

    /// An engine whose type is known to whoever lends a connection only.
    private struct OpenedEngine: Engine {
        let base: any Engine
        var dialect: any SQLDialect { base.dialect }

        func withConnection<Result: Sendable>(
            _ body: @escaping @Sendable (any EngineConnection) throws -> Result
        ) async throws -> Result {
            try await base.withConnection(body)
        }
    }
}
