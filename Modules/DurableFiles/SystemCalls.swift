import Diagnostics
import Foundation

/// The system calls of this module, each repeated when a signal interrupts it, each failing with the reason.
enum SystemCalls {
    static func open(_ path: String, _ flags: Int32, mode: mode_t = 0o644, _ verb: String, named name: String? = nil)
        throws -> Int32
    {
        let descriptor = repeating { Foundation.open(path, flags | O_CLOEXEC, mode) }
        guard descriptor >= 0 else { throw WeirError.fileFailure(errno: errno, verb, path: name ?? path) }
        return descriptor
    }

    static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = repeating { Foundation.write(descriptor, rest.baseAddress, rest.count) }
            guard count > 0 else { throw WeirError.fileFailure(errno: errno, "written", path: path) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, path: String) throws -> Int {
        let count = repeating { Foundation.read(descriptor, buffer.baseAddress, buffer.count) }
        guard count >= 0 else { throw WeirError.fileFailure(errno: errno, "read", path: path) }
        return count
    }

    static func sync(_ descriptor: Int32, path: String) throws {
        guard repeating({ fsync(descriptor) }) == 0 else {
            throw WeirError.fileFailure(errno: errno, "flushed to the disk", path: path)
        }
    }

    static func repeating<Number: SignedInteger>(_ call: () -> Number) -> Number {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }
}
