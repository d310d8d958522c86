import Diagnostics
import DurableFiles
import Foundation
import Synchronization

/// What many tests begin with, made by the first one that asks: a small sample, and a project that has run on it.
enum MadeOnce {
    /// Three months of sample data with 3,000 trips, both schemas; nobody changes it.
    static func sample() async throws -> URL { try await made.value.sample }

    /// A copy of a project after one green `weir run city_bikes` on dev; its sources have nothing new for it.
    static func ranProject() async throws -> TrialProject { try await made.value.ran.copy() }

    /// A project that has loaded nothing yet.
    static func freshProject(settings: String = "") async throws -> TrialProject {
        try TrialProject(sample: try await sample(), settings: settings)
    }

    /// The figures of all tables after a run that nobody disturbed.
    static func undisturbed() async throws -> Fingerprint { try await made.value.fingerprint }

    private struct Made: Sendable {
        let folder: TemporaryDirectory
        let ran: TrialProject
        let fingerprint: Fingerprint

        var sample: URL { folder.file("sample") }
    }

    /// The folders that stand until the tests are over; they are taken away when the process ends.
    private static let leftovers: Mutex<[URL]> = {
        atexit { MadeOnce.clean() }
        return Mutex([])
    }()

    private static func clean() {
        for folder in leftovers.withLock({ $0 }) { try? FileManager.default.removeItem(at: folder) }
    }

    private static let made = Task {
        let folder = try TemporaryDirectory(prefix: "weir-sample")
        let ran = try TrialProject(sample: folder.file("sample"))
        leftovers.withLock { $0 += [folder.url, ran.folder.url] }
        for words in [
            ["sample", "--months", "3", "--trips", "3000", "--seed", "7", "--out", folder.file("sample").path],
            ["run", "city_bikes"],
        ] {
            let ending = try await ran.call(words)
            guard ending.code == 0 else { throw WeirError("test.not_made", "\(words): \(ending.text)") }
        }
        return Made(folder: folder, ran: ran, fingerprint: try await .of(ran))
    }
}
