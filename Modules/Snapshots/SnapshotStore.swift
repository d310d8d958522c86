import Diagnostics
import DurableFiles
import Foundation
import Warehouse

/// The published snapshots of one target: files of which one is current.
///
///     .weir/published/dev/current -> 2024-06-01-a1b2.duckdb
///     .weir/published/dev/2024-06-01-a1b2.duckdb
///
/// A snapshot is written beside the others and becomes current by one rename; whoever is killed on the way leaves the old one
/// current. One publication a target at a time: whoever publishes holds the warehouse.
public struct SnapshotStore: Sendable, Hashable {
    /// The folder of the target: `.weir/published/dev`.
    public let folder: URL
    /// The target's name.
    public let target: String
    /// What file names end with: `duckdb` or `sqlite`.
    public let fileExtension: String
    /// How many snapshots are kept, the current one among them.
    public let kept: Int

    /// The snapshots in a folder; the last five are kept.
    public init(folder: URL, target: String, fileExtension: String = "duckdb", kept: Int = 5) {
        self.folder = folder
        self.target = target
        self.fileExtension = fileExtension
        self.kept = max(1, kept)
    }

    /// The current snapshot's file, its link resolved; nil before the first publication.
    public var currentFile: URL? {
        guard let name = try? FileManager.default.destinationOfSymbolicLink(atPath: link.path) else { return nil }
        let file = folder.appending(path: name)
        return FileManager.default.fileExists(atPath: file.path) ? file : nil
    }

    /// Opens the current snapshot by `open`, which must open for reading only, and reads what it is.
    ///
    /// Throws `snapshots.none` before the first publication. A snapshot that is open stays readable when it is replaced and
    /// removed.
    public func openCurrent<Opened: Engine>(
        _ open: (URL) async throws -> Opened
    ) async throws -> (snapshot: Snapshot, engine: Opened) {
        guard let file = currentFile else { throw WeirError.nonePublished(target) }
        let engine: Opened
        do { engine = try await open(file) } catch {
            // Another publication may have replaced and removed it since the link was read.
            guard let newer = currentFile, newer != file else { throw error }
            return try await openCurrent(open)
        }
        return (try await describe(file, engine), engine)
    }

    /// The snapshots' files, newest first.
    public func files() throws -> [URL] {
        let keys: [URLResourceKey] = [.contentModificationDateKey]
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: keys)
            .filter { $0.pathExtension == fileExtension && !$0.lastPathComponent.hasPrefix(".") }
            .map { (file: $0, time: try $0.resourceValues(forKeys: Set(keys)).contentModificationDate ?? .distantPast) }
            .sorted { ($0.time, $0.file.lastPathComponent) > ($1.time, $1.file.lastPathComponent) }
            .map(\.file)
    }

    private func describe(_ file: URL, _ engine: any Engine) async throws -> Snapshot {
        let table = try await engine.read("select run_id, target, published_at from \(Snapshot.table)")
        guard table.rowCount == 1, let runID = table[0, 0].text, let target = table[0, 1].text else {
            throw WeirError.notASnapshot(file)
        }
        guard let publishedAt = table[0, 2].timestamp else { throw WeirError.notASnapshot(file) }
        return Snapshot(runID: runID, target: target, publishedAt: publishedAt, file: file)
    }

    /// The link that names the current snapshot.
    var link: URL { folder.appending(path: "current") }
}
