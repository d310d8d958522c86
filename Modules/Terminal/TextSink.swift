import Foundation
import Synchronization

/// Where text goes.
public protocol TextSink: Sendable {
    /// Takes a text as it is; never throws: a reader that went away is no failure of the work.
    func write(_ text: String)
}

/// A file descriptor; after the reader went away the rest is dropped.
public final class DescriptorSink: TextSink {
    private let descriptor: Int32
    private let isBroken = Mutex(false)

    /// A sink for this descriptor, which stays open.
    public init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Takes a text as it is.
    public func write(_ text: String) {
        isBroken.withLock { isBroken in
            var bytes = Array(text.utf8)[...]
            while !isBroken, !bytes.isEmpty {
                let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
                if written > 0 {
                    bytes = bytes.dropFirst(written)
                } else if errno != EINTR, errno != EAGAIN {
                    isBroken = true
                }
            }
        }
    }
}

/// Text kept in memory, for tests.
public final class CollectedText: TextSink {
    private let collected = Mutex("")

    /// An empty one.
    public init() {}

    /// Takes a text as it is.
    public func write(_ text: String) { collected.withLock { $0 += text } }

    /// Everything so far.
    public var text: String { collected.withLock { $0 } }
}
