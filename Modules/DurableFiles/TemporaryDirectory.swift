import Foundation

/// A fresh folder that removes itself, with all it holds, when nothing refers to it any more.
///
/// For tests and for work that must leave nothing behind. It lies in the system's folder for temporary files, unless another one is
/// named.
public final class TemporaryDirectory: Sendable {
    /// The folder, with symbolic links resolved.
    public let url: URL

    /// Creates a folder whose name begins with this prefix.
    public init(prefix: String = "weir", in parent: URL? = nil) throws {
        let name = "\(prefix)-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
        let created = (parent ?? FileManager.default.temporaryDirectory).appending(
            path: name, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: created, withIntermediateDirectories: true)
        url = try ConfinedRoot(created).folder
    }

    deinit {
        // Nobody is left to tell: the folder is in the system's place for what may be swept away.
        try? FileManager.default.removeItem(at: url)
    }

    /// The place of a path inside, whether or not it exists.
    public func file(_ path: String) -> URL { url.appending(path: path) }

    /// Writes a text file inside, and returns its place.
    @discardableResult
    public func write(_ text: String, to path: String) throws -> URL {
        let place = file(path)
        try DurableFile.write(text, to: place)
        return place
    }
}
