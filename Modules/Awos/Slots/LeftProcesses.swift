import Foundation

/// Programs that an agent started and left running, found by the lease in their environment.
///
/// A program that takes the lease out of its environment is not found: a slot is a scope, not a sandbox.
enum LeftProcesses {
    /// One program.
    struct Found: Sendable, Hashable, CustomStringConvertible {
        let processID: Int32
        let name: String
        var description: String { "\(name) (process \(processID))" }
    }

    /// The programs whose lease begins so.
    static func all(leaseBeginsWith prefix: String) -> [Found] {
        let wanted = Array("\(AgentEnvironment.lease)=\(prefix)".utf8)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { $0 != getpid() }.sorted().compactMap { processID in
            guard let environment = read("/proc/\(processID)/environ"),
                environment.split(separator: 0).contains(where: { $0.starts(with: wanted) })
            else { return nil }
            let name = String(decoding: read("/proc/\(processID)/comm") ?? [], as: UTF8.self).trimmed
            return Found(processID: processID, name: name.isEmpty ? "a program" : name)
        }
    }

    /// Ends them, and those that they start meanwhile; returns all that were found.
    static func end(leaseBeginsWith prefix: String) -> [Found] {
        var ended: [Found] = []
        for _ in 0..<50 {
            let found = all(leaseBeginsWith: prefix)
            if found.isEmpty { break }
            for process in found { kill(process.processID, SIGKILL) }
            ended += found.filter { !ended.contains($0) }
            usleep(2_000)
        }
        return ended
    }

    private static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = Foundation.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return count == 0 ? bytes : nil }
            bytes += buffer[..<count]
        }
    }
}
