import Diagnostics
import Foundation
import JSON
import Subprocesses

/// The running Python program, and the socket to it: a pipe's write to a dead program would raise a signal.
///
/// Only `ChartPainter` holds one, on its own executor.
final class PainterProgram {
    private let program: Subprocess
    private let socket: Int32
    private let limitSeconds: Double
    private var unread: [UInt8] = []

    init(_ setup: ChartPainter.Setup) throws {
        limitSeconds = setup.limitSeconds
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw WeirError.painterMissing(python: setup.python, reason: String(cString: strerror(errno)))
        }
        defer { close(ends[1]) }
        socket = ends[0]
        var environment = ProcessInfo.processInfo.environment
        environment["PYTHONPATH"] = setup.packages
        environment["PYTHONNOUSERSITE"] = "1"
        let launch = SubprocessLaunch(
            setup.python, ["-c", String(decoding: PackageResources.painter_py, as: UTF8.self)],
            environment: environment)
        do {
            program = try Subprocess(
                launch, input: .descriptor(ends[1]), output: .descriptor(ends[1]),
                messages: .kept(lastBytes: 1 << 14))
        } catch {
            close(socket)
            throw WeirError.painterMissing(python: setup.python, reason: WeirError(wrapping: error).message)
        }
    }

    deinit {
        end()
        close(socket)
    }

    /// Sends one request and reads one answer.
    func ask(_ request: JSONValue) throws -> JSONValue {
        try send(Array((request.text() + "\n").utf8))
        let line = try readLine()
        do { return try JSONValue.parse(utf8: line) } catch {
            throw WeirError.painterFailed("its answer is no JSON (\(error))")
        }
    }

    func end() {
        shutdown(socket, Int32(SHUT_RDWR))
        // It has nothing to lose.
        program.send(SIGKILL)
    }

    private func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ended() }
            rest = rest.dropFirst(count)
        }
    }

    private func readLine() throws -> [UInt8] {
        let deadline = ContinuousClock.now + .seconds(limitSeconds)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if let end = unread.firstIndex(of: 0x0A) {
                defer { unread.removeSubrange(...end) }
                return Array(unread[..<end])
            }
            let left = (deadline - ContinuousClock.now).components.seconds
            var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            guard left >= 0, poll(&descriptor, 1, Int32(left * 1000 + 999)) != 0 else {
                throw WeirError.painterSlow(seconds: limitSeconds)
            }
            let count = read(socket, &buffer, buffer.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { throw ended() }
            unread += buffer.prefix(count)
        }
    }

    /// The error of a program that is gone, with the last line that it left.
    private func ended() -> WeirError {
        program.send(SIGKILL)
        program.blockUntilEnd()
        return .painterEnded(program.messages.split(separator: "\n").last.map(String.init) ?? "")
    }
}
