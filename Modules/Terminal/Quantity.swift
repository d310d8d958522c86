import Foundation

/// Figures as people read them: the same text on every machine, whatever its locale.
public enum Quantity {
    /// `1,234,567`.
    public static func count(_ count: some BinaryInteger) -> String {
        let digits = Array(String(count.magnitude))
        let groups = digits.enumerated().map { index, digit in
            let isStart = index > 0 && (digits.count - index) % 3 == 0
            return (isStart ? "," : "") + String(digit)
        }
        return (count < 0 ? "-" : "") + groups.joined()
    }

    /// `1 row`, `1,234 rows`.
    public static func count(_ count: some BinaryInteger, _ noun: String) -> String {
        "\(Self.count(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// `812 B`, `1.2 kB`, `34.5 MB`, `2.1 GB`: powers of 1,000.
    public static func bytes(_ bytes: some BinaryInteger) -> String {
        var value = Double(bytes)
        var unit = 0
        let units = ["B", "kB", "MB", "GB", "TB"]
        while value >= 999.95, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        return unit == 0 ? "\(bytes) B" : "\(fixed(value, 1)) \(units[unit])"
    }

    /// `4 ms`, `0.42 s`, `12.3 s`, `2 min 05 s`, `1 h 02 min`.
    public static func seconds(_ seconds: Double) -> String {
        if seconds < 0.0995 { return "\(Int((max(0, seconds) * 1000).rounded())) ms" }
        if seconds < 9.995 { return "\(fixed(seconds, 2)) s" }
        if seconds < 59.95 { return "\(fixed(seconds, 1)) s" }
        let whole = Int(seconds.rounded())
        if whole < 3600 { return "\(whole / 60) min \(padded(whole % 60)) s" }
        return "\(whole / 3600) h \(padded(whole % 3600 / 60)) min"
    }

    /// A number with so many digits behind the point: `3.10`.
    public static func fixed(_ value: Double, _ digits: Int) -> String {
        value.formatted(
            .number.precision(.fractionLength(digits)).grouping(.never).locale(Locale(identifier: "en_US_POSIX")))
    }

    private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
