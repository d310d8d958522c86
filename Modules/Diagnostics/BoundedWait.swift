import Foundation

/// Waits until a condition holds, for tests of what happens in another process or thread and cannot tell its moment.
///
/// Looks again and again, by the machine's clock. Throws `test.no_sign`, which names `what` was waited for, when a minute
/// (or `seconds`) is over: a failure is a failed test and not one that hangs.
public func waitUntil(
    _ what: @autoclosure () -> String, seconds: Double = 60, _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now.advanced(by: .seconds(seconds))
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            throw WeirError("test.no_sign", "waited \(seconds) s in vain until \(what())")
        }
        try await Task.sleep(for: .milliseconds(2))
    }
}
