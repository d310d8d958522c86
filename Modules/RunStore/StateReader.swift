import Diagnostics
import Foundation
import SQLiteEngine
import Warehouse

/// Reads the documented views of a state file without ever writing to it: for pages (`from=state`) and reports.
///
/// Every query opens the file anew (well under a millisecond), so that a file that was moved away or made anew is no
/// trouble, and none holds back the writer.
public struct StateReader: Sendable {
    private let file: URL

    /// A reader of this state file, which may not be there yet.
    public init(_ file: URL) { self.file = file }

    /// Runs one query; cancelling the task interrupts it. Throws `state.missing` before the first run.
    ///
    /// With a `rowLimit` only the first rows are read.
    public func read(_ sql: SQL, atMost rowLimit: Int? = nil) async throws -> Table {
        let interrupt = SQLiteInterrupt()
        let file = file
        return try await withTaskCancellationHandler {
            try await offload {
                guard FileManager.default.fileExists(atPath: file.path) else {
                    throw WeirError.stateMissing(file: file.path)
                }
                let settings = SQLiteSettings(access: .readOnly, contents: StateStore.contents)
                let connection = try SQLiteConnection(file, settings: settings)
                return try connection.interruptible(by: interrupt) { try connection.table(sql, atMost: rowLimit) }
            }
        } onCancel: {
            interrupt.cancel()
        }
    }
}
