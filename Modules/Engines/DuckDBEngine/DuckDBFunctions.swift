import CDuckDB

/// The functions of a loaded library, for any thread.
///
/// Unchecked because a pointer is never `Sendable`; this one leads to functions that are filled in once, before this value
/// exists, are never written again, and live as long as the process.
struct DuckDBFunctions: @unchecked Sendable {
    private let pointer: UnsafePointer<CDuckDBFunctions>

    init(_ pointer: UnsafePointer<CDuckDBFunctions>) { self.pointer = pointer }

    /// The functions, to be called.
    var call: CDuckDBFunctions { pointer.pointee }

    /// A text that DuckDB allocated; it is freed here.
    func take(_ text: UnsafeMutablePointer<CChar>?) -> String? {
        guard let text else { return nil }
        defer { call.free(text) }
        return String(cString: text)
    }
}
