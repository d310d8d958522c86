import JSON

/// The measurements of one case.
struct CaseResult: Sendable {
    let benchCase: BenchCase
    var ours: [Measurement] = []
    var bare: [Measurement] = []

    init(benchCase: BenchCase) { self.benchCase = benchCase }

    /// The median of the ratios of neighbours; nil where there is no bare side.
    var ratio: Double? { Self.median(zip(ours, bare).map { $0.seconds / $1.seconds }) }

    var ourSeconds: Double { Self.median(ours.map(\.seconds)) ?? 0 }
    var bareSeconds: Double? { Self.median(bare.map(\.seconds)) }
    var ourPeakBytes: Int { ours.map(\.peakBytes).max() ?? 0 }
    var barePeakBytes: Int? { bare.map(\.peakBytes).max() }

    /// The medians of what came with it.
    var parts: [(name: String, seconds: Double)] {
        Set(ours.flatMap(\.parts.keys)).sorted().map { name in
            (name, Self.median(ours.compactMap { $0.parts[name] }) ?? 0)
        }
    }

    /// Whether it keeps its limit.
    var isWithinLimit: Bool {
        if let limit = benchCase.ratioLimit, let ratio { return ratio <= limit }
        if let limit = benchCase.secondsLimit { return ourSeconds <= limit }
        return true
    }

    var json: JSONValue {
        [
            "name": .string(benchCase.rawValue), "title": .string(benchCase.title), "ok": .bool(isWithinLimit),
            "ratio": .optional(ratio), "ratio_limit": .optional(benchCase.ratioLimit),
            "seconds_limit": .optional(benchCase.secondsLimit), "our_seconds": .number(ourSeconds),
            "bare_seconds": .optional(bareSeconds), "our_peak_bytes": .integer(Int64(ourPeakBytes)),
            "bare_peak_bytes": .optional(barePeakBytes), "ours": .array(ours.map(\.json)),
            "bare": .array(bare.map(\.json)),
        ]
    }

    static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
