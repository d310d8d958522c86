import Foundation

/// Knows how much of the thread's stack a rendering may still use, whatever size that stack has.
struct StackGuard {
    /// The address of the stack where the rendering began.
    private let top = address()
    /// The lowest address that may be reached; worked out when the rendering has used a little.
    private var lowest: UInt?

    /// Whether templates, macros and expressions have nested so deeply that the stack comes to an end.
    ///
    /// A quarter of it is left to native functions; no rendering gets more than 4 MiB.
    mutating func isExhausted() -> Bool {
        let here = StackGuard.address()
        let used = top > here ? top - here : 0
        guard used > 64 << 10 else { return false }
        if lowest == nil { lowest = StackGuard.bounds().map { $0.lowest + $0.size / 4 } ?? here - min(here, 512 << 10) }
        return used > 4 << 20 || here < lowest ?? 0
    }

    @inline(never)
    private static func address() -> UInt {
        var marker: UInt8 = 0
        return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
    }

    /// The present thread's stack; nil where the system does not say.
    private static func bounds() -> (lowest: UInt, size: UInt)? {
        // The C library has this function, but not in the headers that Swift sees.
        typealias GetAttributes = @convention(c) (pthread_t, UnsafeMutablePointer<pthread_attr_t>) -> CInt
        guard let symbol = dlsym(nil, "pthread_getattr_np") else { return nil }
        var attributes = pthread_attr_t()
        guard unsafeBitCast(symbol, to: GetAttributes.self)(pthread_self(), &attributes) == 0 else { return nil }
        defer { pthread_attr_destroy(&attributes) }
        var lowest: UnsafeMutableRawPointer?
        var size = 0
        guard pthread_attr_getstack(&attributes, &lowest, &size) == 0, let lowest else { return nil }
        return (UInt(bitPattern: lowest), UInt(size))
    }
}
