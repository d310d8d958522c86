import Diagnostics
import Foundation

/// When a failed request is tried again, and after how long.
public struct HTTPRetry: Sendable, Hashable {
    /// How often a request is sent at most.
    public var attempts: Int
    /// The waits between attempts.
    public var backoff: Backoff
    /// A server that asks (`Retry-After`) for a longer wait is not waited for: the request fails, retryable.
    public var retryAfterLimitSeconds: Double

    /// By default five attempts, after 1, 2, 4 and 8 seconds less up to half by chance.
    public init(attempts: Int = 5, backoff: Backoff = Backoff(), retryAfterLimitSeconds: Double = 300) {
        self.attempts = attempts
        self.backoff = backoff
        self.retryAfterLimitSeconds = retryAfterLimitSeconds
    }

    /// One attempt, no retries.
    public static let never = HTTPRetry(attempts: 1)

    /// Whether a status may pass away by itself: 408, 425, 429, 5xx without 501 and 505.
    public static func isRetryable(status: Int) -> Bool {
        [408, 425, 429].contains(status) || ((500..<600).contains(status) && status != 501 && status != 505)
    }

    /// The wait that a `Retry-After` header asks for, in seconds from `now`; nil when it says nothing readable.
    public static func retryAfterSeconds(_ header: String?, now: Date) -> Double? {
        guard let header else { return nil }
        if let seconds = Double(header), seconds >= 0, seconds.isFinite { return seconds }
        return HTTPDate.parse(header).map { max(0, $0.timeIntervalSince(now)) }
    }
}

/// Dates as HTTP headers hold them: `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    static func parse(_ text: String) -> Date? {
        let words = text.split { " ,:-".contains($0) }.map { $0.lowercased() }
        guard words.count == 8, words[7] == "gmt", let day = Int(words[1]), let year = Int(words[3]),
            let month = months.firstIndex(of: words[2]), let hour = Int(words[4]), let minute = Int(words[5]),
            let second = Int(words[6])
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar.date(
            from: DateComponents(
                year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second))
    }
}
