import CDuckDB

/// Values that the house has no type for, as DuckDB writes them.
enum DuckDBText {
    /// An interval as it lies in a vector.
    struct Interval {
        var months: Int32
        var days: Int32
        var microseconds: Int64

        /// `1 year 2 months 3 days 04:05:06.5`; `00:00:00` when it is empty.
        var text: String {
            let parts = [(months / 12, "year"), (months % 12, "month"), (days, "day")]
                .filter { $0.0 != 0 }
                .map { "\($0.0) \($0.1)\(abs($0.0) == 1 ? "" : "s")" }
            guard microseconds != 0 || parts.isEmpty else { return parts.joined(separator: " ") }
            let sign = microseconds < 0 ? "-" : ""
            return (parts + [sign + DuckDBText.time(Int64(clamping: microseconds.magnitude))]).joined(separator: " ")
        }
    }

    /// `08:00:00`, with the fraction's digits that are not zero.
    static func time(_ microseconds: Int64) -> String {
        let seconds = microseconds / 1_000_000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
        let fraction = padded(microseconds % 1_000_000, 6)
        let digits = fraction.reversed().drop { $0 == "0" }.reversed()
        return clock + (digits.isEmpty ? "" : "." + String(digits))
    }

    /// The usual 36 characters; the top bit is flipped in storage, so that the order of numbers is the order of texts.
    static func uuid(_ stored: CDuckDBHugeInt) -> String {
        let high = hexadecimal(UInt64(bitPattern: stored.upper) ^ (1 << 63))
        let low = hexadecimal(stored.lower)
        let cuts = [high.prefix(8), high.dropFirst(8).prefix(4), high.suffix(4), low.prefix(4), low.suffix(12)]
        return cuts.joined(separator: "-")
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
