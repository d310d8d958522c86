import Diagnostics
import Foundation

/// A folder that paths from outside must not leave: names in archives, requests to a server, settings.
public struct ConfinedRoot: Sendable, Hashable {
    /// The folder, with every symbolic link on the way to it resolved.
    public let folder: URL

    /// A root at a folder that exists.
    public init(_ folder: URL) throws {
        guard let real = Self.realPath(folder.path) else {
            throw WeirError.fileFailure(errno: errno, "opened", path: folder.path)
        }
        self.folder = URL(filePath: real, directoryHint: .isDirectory)
    }

    /// The place of a relative path below the root, whether or not it exists yet.
    ///
    /// Throws `files.outside_root` for an absolute path, a `..`, an empty path, a NUL, and for a symbolic link that leads
    /// out of the root or to nothing.
    public func file(_ relativePath: String) throws -> URL {
        let refuse = { WeirError.outsideRoot(relativePath, root: folder.path, because: $0) }
        if relativePath.hasPrefix("/") { throw refuse("it is absolute") }
        if relativePath.utf8.contains(0) { throw refuse("it holds a zero byte") }
        let names = relativePath.split(separator: "/").filter { $0 != "." }
        if names.isEmpty { throw refuse("it is empty") }
        if names.contains("..") { throw refuse("it climbs with '..'") }
        var path = rootPath
        for name in names {
            path += path == "/" ? String(name) : "/" + name
            guard Self.isLink(path) else { continue }
            guard let real = Self.realPath(path) else { throw refuse("a link in it leads to nothing") }
            guard contains(real) else { throw refuse("a link in it leads out") }
            path = real
        }
        return URL(filePath: path)
    }

    private var rootPath: String {
        folder.path.count > 1 && folder.path.hasSuffix("/") ? String(folder.path.dropLast()) : folder.path
    }

    private func contains(_ path: String) -> Bool {
        path == rootPath || path.hasPrefix(rootPath == "/" ? "/" : rootPath + "/")
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
