import Diagnostics
import DurableFiles
import Foundation

/// The data of a check: the small sample, an empty warehouse, and the steps upstream that came before it.
///
/// Everything lies in the check slot's `.weir`. It is made anew for every list of steps, and after every check that may
/// have changed it.
struct CheckWorld: Sendable {
    /// What in a project's `.weir` is no data: links to libraries and packages.
    static let kept = ["python", "lib", "web", "browser", "check-sample"]
    /// How the sample is made.
    static let sample = ["sample", "--months", "1", "--trips", "2000", "--seed", "7"]

    private let root: URL
    private let main: URL
    private var made: [[String]]?

    /// The world in this slot of a repository.
    init(slot: URL, main: URL) {
        root = slot.appending(path: ".weir", directoryHint: .isDirectory)
        self.main = main.appending(path: ".weir", directoryHint: .isDirectory)
    }

    /// The next check needs a new one.
    mutating func spoil() { made = nil }

    /// Makes a world in which these steps have run; the run that failed, or nil.
    mutating func make(
        after steps: [[String]], call: ([String]) async throws -> BoundedProgram.Run
    ) async throws -> BoundedProgram.Run? {
        if made == steps { return nil }
        made = nil
        try clear()
        let sample = root.appending(path: "check-sample")
        if !FileManager.default.fileExists(atPath: sample.path) {
            let partial = root.appending(path: "check-sample.partial")
            try? FileManager.default.removeItem(at: partial)
            let run = try await call(Self.sample + ["--out", partial.path])
            guard run.isSuccess else { return run }
            if FileManager.default.fileExists(atPath: partial.path) { try DurableFile.rename(partial, to: sample) }
        }
        if FileManager.default.fileExists(atPath: sample.path) {
            try FileManager.default.copyItem(at: sample, to: root.appending(path: "sample"))
        }
        for step in steps {
            let run = try await call(step)
            guard run.isSuccess else { return run }
        }
        made = steps
        return nil
    }

    /// Removes all data, and links the libraries that the main checkout has.
    private func clear() throws {
        let files = FileManager.default
        try DurableFile.createFolder(root)
        for name in try files.contentsOfDirectory(atPath: root.path) where !Self.kept.contains(name) {
            try files.removeItem(at: root.appending(path: name))
        }
        for name in Self.kept where name != "check-sample" {
            let (link, target) = (root.appending(path: name).path, main.appending(path: name).path)
            guard files.fileExists(atPath: target), !files.fileExists(atPath: link) else { continue }
            try? files.removeItem(atPath: link)
            try files.createSymbolicLink(atPath: link, withDestinationPath: target)
        }
    }
}
