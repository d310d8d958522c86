import CSpawn
import Diagnostics
import Foundation
import Synchronization

/// What a program writes into memory: the reading ends of its pipes, and the last bytes that came out of each.
final class KeptOutput: Sendable {
    /// The two ends of a pipe that no child inherits.
    struct Ends: Sendable {
        let reading: Int32
        let writing: Int32

        init() throws {
            var ends: [Int32] = [-1, -1]
            let error = weir_pipe(&ends)
            guard error == 0 else { throw WeirError.noDescriptor(nil, errorNumber: error) }
            (reading, writing) = (ends[0], ends[1])
        }
    }

    /// One pipe that is read here.
    final class Stream: Sendable {
        let descriptor: Int32
        private let lastBytes: Int?
        private let bytes = Mutex<[UInt8]>([])

        init(_ descriptor: Int32, lastBytes: Int?) {
            self.descriptor = descriptor
            self.lastBytes = lastBytes
        }

        var text: String {
            bytes.withLock { bytes in String(decoding: lastBytes.map { bytes.suffix($0) } ?? bytes[...], as: UTF8.self)
            }
        }

        func append(_ more: ArraySlice<UInt8>) {
            bytes.withLock { bytes in
                bytes += more
                // Cut when twice too much is there: what is kept is moved seldom.
                if let lastBytes, bytes.count > 2 * lastBytes { bytes.removeFirst(bytes.count - lastBytes) }
            }
        }
    }

    /// What fits into a pipe on Linux: one read after the program's end takes all that it left.
    private static let pipeBytes = 1 << 16

    private let streams: [Stream]
    private let end: Ends

    /// Takes the streams, and a pipe that tells the program's end; `readAll` and `noteEnd` close them.
    init(_ streams: [Stream], end: Ends) {
        self.streams = streams
        self.end = end
    }

    /// Tells `readAll` that the program is over.
    func noteEnd() { close(end.writing) }

    /// Reads until every writer is gone, or until the program is over and what it left is read; then closes.
    func readAll() {
        var open = streams
        var buffer = [UInt8](repeating: 0, count: Self.pipeBytes)
        var isOver = false
        while !open.isEmpty, !isOver {
            var polled = (open.map(\.descriptor) + [end.reading]).map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            guard poll(&polled, nfds_t(polled.count), -1) >= 0 || errno == EINTR else { break }
            isOver = polled[open.count].revents != 0
            if isOver { _ = poll(&polled, nfds_t(open.count), 0) }
            let ready = Set(polled.filter { $0.revents != 0 }.map(\.fd))
            open.removeAll { stream in
                guard ready.contains(stream.descriptor) else { return false }
                let count = read(stream.descriptor, &buffer, buffer.count)
                if count > 0 { stream.append(buffer[..<count]) }
                guard count == 0 || count < 0 && errno != EINTR else { return false }
                close(stream.descriptor)
                return true
            }
        }
        for stream in open { close(stream.descriptor) }
        close(end.reading)
    }
}
