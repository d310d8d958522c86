/// How a SQLite file is opened.
public struct SQLiteSettings: Sendable, Hashable {
    /// What may be done with the file.
    public enum Access: Sendable, Hashable {
        /// Read and write; a missing file is created.
        case create
        /// Read and write a file that exists.
        case readWrite
        /// Read a file that exists; nothing can be attached beside it.
        case readOnly
    }

    /// How a commit reaches the disk.
    public enum Journal: String, Sendable, Hashable {
        /// A write-ahead log: readers and the writer do not wait for each other.
        case wal
        /// A rollback journal: the file stands alone once it is closed.
        case delete
    }

    /// When a commit waits for the disk.
    public enum Synchronous: String, Sendable, Hashable {
        /// Never: for files that are written anew after a crash.
        case off
        /// At checkpoints only. With a write-ahead log a killed process loses nothing; a power cut may lose the last
        /// commits, and never damages the file.
        case normal
        /// At each commit: what was committed survives a power cut.
        case full
    }

    /// What may be done with the file.
    public var access: Access
    /// How a commit reaches the disk.
    public var journal: Journal
    /// When a commit waits for the disk.
    public var synchronous: Synchronous
    /// How long a statement waits for another connection's lock before it fails as busy, in seconds.
    public var busyTimeoutSeconds: Double
    /// What the file holds, said when it is damaged and has to be moved away: `the history of runs`.
    public var contents: String

    /// Settings with these parts: by default created when missing, write-ahead log, commits on the disk, 5 s of patience.
    public init(
        access: Access = .create, journal: Journal = .wal, synchronous: Synchronous = .full,
        busyTimeoutSeconds: Double = 5, contents: String = "its tables"
    ) {
        self.access = access
        self.journal = journal
        self.synchronous = synchronous
        self.busyTimeoutSeconds = busyTimeoutSeconds
        self.contents = contents
    }
}
