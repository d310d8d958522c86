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

    /// Takes bytes up to one of the two, moves over that one and returns it; nil when the window ends before.
    mutating func run(until first: UInt8, or second: UInt8, into record: inout CSVFields) -> UInt8? {
        let start = position
        let end = end
        let place = window.withUnsafeBufferPointer { bytes in
            var place = start
            while place < end, bytes[place] != first, bytes[place] != second { place += 1 }
            record.append(UnsafeBufferPointer(rebasing: bytes[start..<place]))
            return place
        }
        position = min(place + 1, end)
        return place < end ? window[place] : nil
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
