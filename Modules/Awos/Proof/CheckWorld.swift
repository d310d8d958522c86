import Diagnostics
import DurableFiles
import Foundation

/// The data of a check: the small sample, an empty warehouse, and the steps upstream that came before it.
///
/// Its clock stands at noon of the day after the sample's last one, and requests stay on this machine: what comes out depends
/// neither on the day of the check nor on what others serve.
/// Everything lies in the check slot's `.weir`. It is made anew for every list of steps, and after every check that may
/// have changed it.
struct CheckWorld: Sendable {
    /// What in a project's `.weir` is no data: links to libraries and packages.
    static let kept = ["python", "lib", "web", "browser", "check-sample"]
    /// How the sample is made.
    static let sample = ["sample", "--months", "1", "--trips", "2000", "--seed", "7"]
    /// Where its clock stands: at noon of the day after the sample's last one.
    static let now = "2021-02-01T12:00:00Z"
    /// What every program of a check is told of its world.
    static let variables = ["WEIR_NOW": now, "WEIR_OFFLINE": "1"]

    private let root: URL
    private let main: URL
    private var made: [[String]]?
    /// The digest of what the sample is made from.
    private var origin = ""

    /// The world in this slot of a repository.
    init(slot: URL, main: URL) {
        root = slot.appending(path: ".weir", directoryHint: .isDirectory)
        self.main = main.appending(path: ".weir", directoryHint: .isDirectory)
    }

    /// The next check needs a new one.
    mutating func spoil() { made = nil }

    /// The next check needs a new one, with a sample that is made from this.
    mutating func spoil(sample origin: String) { (made, self.origin) = (nil, origin) }

    /// Makes a world in which these steps have run; the run that failed, or nil.
    mutating func make(
        after steps: [[String]], call: ([String]) async throws -> BoundedProgram.Run
    ) async throws -> BoundedProgram.Run? {
        if made == steps { return nil }
        made = nil
        try clear()
        if let failed = try await makeSample(call) { return failed }
        for step in steps {
            let run = try await call(step)
            guard run.isSuccess else { return run }
        }
        made = steps
        return nil
    }

    /// Puts the sample into the world: the one that was made before, as long as it is made from the same.
    private func makeSample(
        _ call: ([String]) async throws -> BoundedProgram.Run
    ) async throws -> BoundedProgram.Run? {
        let kept = root.appending(path: "check-sample", directoryHint: .isDirectory)
        let (files, mark) = (kept.appending(path: "files"), kept.appending(path: "origin"))
        if (try? String(contentsOf: mark, encoding: .utf8)) != origin {
            try? FileManager.default.removeItem(at: kept)
            let run = try await call(Self.sample + ["--out", files.path])
            guard run.isSuccess else { return run }
            // Last: a sample that was cut off has no mark.
            try DurableFile.write(origin, to: mark)
        }
        if FileManager.default.fileExists(atPath: files.path) {
            try FileManager.default.copyItem(at: files, to: root.appending(path: "sample"))
        }
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
