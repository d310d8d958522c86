import Foundation

/// The bytes that a reader reads: a window of 1 MiB over a file, or all of them in memory.
struct CSVInput {
    private var window: [UInt8]
    private var position = 0
    private var end: Int
    private let handle: FileHandle?

    init(bytes: [UInt8]) {
        window = bytes
        end = bytes.count
        handle = nil
    }

    init(file: URL) throws(CSVError) {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.unreadable(line: 1) }
        window = [UInt8](repeating: 0, count: 1 << 20)
        end = 0
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Replaces a window that was read to its end by the next one; false at the end of the file.
    mutating func refill(line: Int) throws(CSVError) -> Bool {
        guard let handle else { return false }
        let count = window.withUnsafeMutableBytes { buffer in
            while true {
                let count = Foundation.read(handle.fileDescriptor, buffer.baseAddress, buffer.count)
                if count >= 0 || errno != EINTR { return count }
            }
        }
        guard count >= 0 else { throw Self.unreadable(line: line) }
        position = 0
        end = count
        return count > 0
    }

    /// The next byte, without moving on; nil at the end of the file.
    mutating func peek(line: Int) throws(CSVError) -> UInt8? {
        if position == end, try !refill(line: line) { return nil }
        return window[position]
    }

    /// Moves over the byte that `peek` gave.
    mutating func advance() { position += 1 }

    /// Takes bytes as long as they match, then moves over the one that does not and returns it; nil when the window ends.
    @inline(__always)
    mutating func run(
        while matches: (UInt8) -> Bool, into take: (UnsafeBufferPointer<UInt8>) -> Void
    ) -> UInt8? {
        let start = position
        var place = position
        let end = end
        let stop: UInt8? = window.withUnsafeBufferPointer { bytes in
            while place < end, matches(bytes[place]) { place += 1 }
            take(UnsafeBufferPointer(rebasing: bytes[start..<place]))
            return place < end ? bytes[place] : nil
        }
        position = stop == nil ? place : place + 1
        return stop
    }

    /// Moves over these bytes if the file begins with them.
    mutating func skip(_ prefix: [UInt8]) throws(CSVError) -> Bool {
        if position == end, try !refill(line: 1) { return false }
        guard end - position >= prefix.count, window[position..<(position + prefix.count)].elementsEqual(prefix) else {
            return false
        }
        position += prefix.count
        return true
    }

    private static func unreadable(line: Int) -> CSVError {
        CSVError(reason: .unreadable(reason: String(cString: strerror(errno)).lowercased()), line: line)
    }
}
