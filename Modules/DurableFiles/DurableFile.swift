import Diagnostics
import Foundation

/// Whole files that survive a power cut and are never seen half written. Every call blocks.
public enum DurableFile {
    /// Replaces or creates the file with this content, and creates the folders on the way.
    @discardableResult
    public static func write(_ content: some ContiguousBytes, to file: URL) throws -> DurableWriter.Receipt {
        let writer = try DurableWriter(to: file)
        try writer.write(content)
        return try writer.finish()
    }

    /// Replaces or creates the file with this text as UTF-8, and creates the folders on the way.
    @discardableResult
    public static func write(_ text: String, to file: URL) throws -> DurableWriter.Receipt {
        try write(Array(text.utf8), to: file)
    }

    /// Moves a file or folder over another path on the same disk, and flushes the folders that changed.
    public static func rename(_ old: URL, to new: URL) throws {
        guard Foundation.rename(old.path, new.path) == 0 else {
            throw WeirError.fileFailure(errno: errno, "renamed to '\(new.path)'", path: old.path)
        }
        let folders = Set([old, new].map { $0.deletingLastPathComponent().standardizedFileURL.path })
        for folder in folders { try syncFolder(URL(filePath: folder)) }
    }

    /// Puts a symbolic link into its place in one step, replacing the one that stands there.
    ///
    /// `target` is kept as it is written: relative to the link's folder, or absolute.
    public static func replaceLink(at link: URL, target: String) throws {
        let partial = partial(for: link)
        try createFolder(link.deletingLastPathComponent())
        guard symlink(target, partial.path) == 0 else {
            throw WeirError.fileFailure(errno: errno, "linked", path: link.path)
        }
        do { try rename(partial, to: link) } catch {
            unlink(partial.path)
            throw error
        }
    }

    /// Creates a folder with all above it, and flushes the folder that received it.
    public static func createFolder(_ folder: URL) throws {
        let folder = folder.standardizedFileURL
        if mkdir(folder.path, 0o755) == 0 {
            try syncFolder(folder.deletingLastPathComponent())
        } else if errno == ENOENT {
            let above = folder.deletingLastPathComponent()
            guard above.path != folder.path else {
                throw WeirError.fileFailure(errno: ENOENT, "created", path: folder.path)
            }
            try createFolder(above)
            try createFolder(folder)
        } else {
            var status = stat()
            let isFolder = errno == EEXIST && stat(folder.path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
            guard !isFolder else { return }
            let reason = errno == EEXIST ? ENOTDIR : errno
            throw WeirError.fileFailure(errno: reason, "used as a folder", path: folder.path)
        }
    }

    /// Flushes a file's content that something else wrote.
    public static func sync(_ file: URL) throws { try sync(file, O_RDONLY) }

    /// Flushes a folder's list of names, so that a rename inside of it survives a power cut.
    public static func syncFolder(_ folder: URL) throws { try sync(folder, O_RDONLY | O_DIRECTORY) }

    /// Removes what writers left in a folder when they were killed; returns how many files that were.
    ///
    /// Call it only while nothing else writes there: under the lock that guards the folder.
    @discardableResult
    public static func removePartials(in folder: URL) throws -> Int {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let left = names.filter { $0.hasPrefix(".") && $0.hasSuffix(partialSuffix) }
        for name in left { unlink(folder.appending(path: name).path) }
        return left.count
    }

    private static let partialSuffix = ".partial"

    static func partial(for file: URL) -> URL {
        let mark = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        return file.deletingLastPathComponent().appending(
            path: ".\(file.lastPathComponent.prefix(100)).\(mark)\(partialSuffix)")
    }

    private static func sync(_ item: URL, _ flags: Int32) throws {
        let descriptor = try SystemCalls.open(item.path, flags, "flushed to the disk")
        defer { close(descriptor) }
        try SystemCalls.sync(descriptor, path: item.path)
    }
}
