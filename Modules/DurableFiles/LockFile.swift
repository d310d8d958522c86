import Diagnostics
import Foundation
import Synchronization

/// A lock that one process at a time holds on a path, with who holds it written inside.
///
/// It is an advisory `flock`: the system releases it when the process ends, however it ends. A second lock on the same
/// path is refused within one process too. The file stays after release: removing it would let two holders in.
public final class LockFile: Sendable {
    /// Who holds a lock.
    public struct Holder: Sendable, Hashable {
        /// The process.
        public let processID: Int32
        /// Its command line as it gave it.
        public let command: String
    }

    /// The file that carries the lock.
    public let file: URL
    private let descriptor: Mutex<Int32?>

    private init(file: URL, descriptor: Int32) {
        self.file = file
        self.descriptor = Mutex(descriptor)
    }

    deinit { release() }

    /// Takes the lock at once, or throws `files.locked` (retryable), which names the holder.
    ///
    /// - Parameter command: what others are told about this process; by default its command line.
    public static func acquire(at file: URL, command: String = currentCommand) throws -> LockFile {
        try DurableFile.createFolder(file.deletingLastPathComponent())
        let descriptor = try SystemCalls.open(file.path, O_RDWR | O_CREAT, "locked")
        do {
            try lock(descriptor, file: file)
            let note = Array("\(getpid())\n\(command)\n".utf8)
            guard ftruncate(descriptor, 0) == 0 else {
                throw WeirError.fileFailure(errno: errno, "locked", path: file.path)
            }
            try note.withUnsafeBytes { try SystemCalls.writeAll($0, to: descriptor, path: file.path) }
        } catch {
            close(descriptor)
            throw error
        }
        return LockFile(file: file, descriptor: descriptor)
    }

    /// Takes the lock, waiting for it at most `waitSeconds` by `clock`; then throws `files.locked`.
    ///
    /// - Parameter onWait: called once with the holder when there is something to wait for.
    public static func acquire(
        at file: URL, command: String = currentCommand, waitSeconds: Double, clock: any WallClock,
        onWait: @Sendable (WeirError) -> Void = { _ in }
    ) async throws -> LockFile {
        let deadline = clock.now.addingTimeInterval(waitSeconds)
        var pauseSeconds = 0.05
        var isFirst = true
        while true {
            do { return try acquire(at: file, command: command) } catch let error as WeirError where error.isRetryable {
                let left = deadline.timeIntervalSince(clock.now)
                guard left > 0 else { throw error }
                if isFirst { onWait(error) }
                isFirst = false
                try await clock.sleep(seconds: min(pauseSeconds, left))
                pauseSeconds = min(pauseSeconds * 2, 1)
            }
        }
    }

    /// Gives the lock back; further calls do nothing.
    public func release() {
        descriptor.withLock { descriptor in
            if let open = descriptor {
                ftruncate(open, 0)
                Self.unlockAndClose(open)
            }
            descriptor = nil
        }
    }

    /// Who holds the lock on this path, or nil when nobody does; takes nothing.
    public static func holder(of file: URL) -> Holder? {
        guard let descriptor = try? SystemCalls.open(file.path, O_RDONLY, "read") else { return nil }
        defer { unlockAndClose(descriptor) }
        if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return nil }
        return note(in: file) ?? Holder(processID: 0, command: "unknown")
    }

    /// The command line of this process, its program without folders.
    public static var currentCommand: String {
        let words = CommandLine.arguments
        let program = words.first.map { URL(filePath: $0).lastPathComponent } ?? "unknown"
        return ([program] + words.dropFirst()).joined(separator: " ")
    }

    private static func lock(_ descriptor: Int32, file: URL, triesLeft: Int = 5) throws {
        guard SystemCalls.repeating({ flock(descriptor, LOCK_EX | LOCK_NB) }) != 0 else { return }
        switch errno {
        case EWOULDBLOCK:
            let holder = note(in: file)
            // Without a note the lock is being taken, given back or only looked at: look again.
            if holder == nil, triesLeft > 0 {
                usleep(2_000)
                return try lock(descriptor, file: file, triesLeft: triesLeft - 1)
            }
            throw WeirError.lockHeld(path: file.path, holder: holder)
        case ENOLCK, EOPNOTSUPP, ENOSYS: throw WeirError.lockUnsupported(path: file.path)
        default: throw WeirError.fileFailure(errno: errno, "locked", path: file.path)
        }
    }

    /// Closing alone is not enough: a program that another thread starts at this moment holds a copy of every descriptor
    /// until it is on its way, and the lock with it.
    private static func unlockAndClose(_ descriptor: Int32) {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func note(in file: URL) -> Holder? {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        let lines = text.split(separator: "\n", maxSplits: 1)
        guard lines.count == 2, let processID = Int32(lines[0]) else { return nil }
        return Holder(processID: processID, command: lines[1].trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
