import Foundation

/// Which process this is, so that a later one can tell whether it is still there: a number alone is used again.
public struct ProcessIdentity: Sendable, Hashable {
    /// The process's number.
    public var processID: Int32
    /// The machine's boot and the process's start within it, in the system's words; empty where the system says neither.
    public var start: String

    /// An identity from its parts.
    public init(processID: Int32, start: String) { (self.processID, self.start) = (processID, start) }

    /// This process.
    public static var current: ProcessIdentity {
        let processID = getpid()
        return ProcessIdentity(processID: processID, start: Self.start(of: processID) ?? "")
    }

    /// Whether the process is still there: one of this number that started at that time.
    public var isAlive: Bool {
        if let found = Self.start(of: processID) { return start.isEmpty || found == start }
        return start.isEmpty && (kill(processID, 0) == 0 || errno == EPERM)
    }

    /// `<boot id>/<start in clock ticks>` from `/proc`; nil when there is no such process (or no `/proc`).
    private static func start(of processID: Int32) -> String? {
        guard let status = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8),
            let boot = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
        else { return nil }
        // The second field, the program's name in parentheses, may hold spaces; the start is the twenty-second.
        guard let name = status.lastIndex(of: ")") else { return nil }
        let fields = status[status.index(after: name)...].split(separator: " ")
        guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
        return boot.trimmingCharacters(in: .whitespacesAndNewlines) + "/" + fields[19]
    }
}
