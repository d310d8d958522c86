import JSON
import Terminal

/// All results, beside their limits.
struct BenchReport {
    /// What no measurement of ours may exceed.
    static let peakLimitBytes = 700_000_000

    let trips: Int
    let rounds: Int
    let results: [CaseResult]

    private var peakBytes: Int { results.map(\.ourPeakBytes).max() ?? 0 }

    /// What is over its limit, in words.
    var overLimit: [String] {
        results.filter { !$0.isWithinLimit }.map(\.benchCase.rawValue)
            + (peakBytes > Self.peakLimitBytes ? ["peak memory"] : [])
    }

    var isWithinLimits: Bool { overLimit.isEmpty }

    var json: JSONValue {
        [
            "trips": .integer(Int64(trips)), "rounds": .integer(Int64(rounds)), "ok": .bool(isWithinLimits),
            "peak_bytes": .integer(Int64(peakBytes)), "peak_limit_bytes": .integer(Int64(Self.peakLimitBytes)),
            "cases": .array(results.map(\.json)),
        ]
    }

    func print(on console: Console) {
        if console.isJSON { return console.print(json) }
        console.print(TextTable(columns, rows: results.flatMap(rows) + [peakRow]))
        console.print("")
        console.print(
            "\(Quantity.count(trips, "trip")), \(Quantity.count(rounds, "round")), medians; bare is plain SQL through "
                + "the same DuckDB; lines without a ratio are not compared")
    }

    private var columns: [TextTable.Column] {
        [
            .init("what"), .init("ours", .right), .init("bare", .right), .init("ratio", .right),
            .init("limit", .right), .init("peak, ours", .right), .init("bare", .right), .init(""),
        ]
    }

    private func rows(_ result: CaseResult) -> [[String]] {
        let limit =
            result.benchCase.ratioLimit.map { Quantity.fixed($0, 2) }
            ?? result.benchCase.secondsLimit.map { Quantity.seconds($0) } ?? ""
        let row = [
            result.benchCase.title, Quantity.seconds(result.ourSeconds),
            result.bareSeconds.map { Quantity.seconds($0) } ?? "", result.ratio.map { Quantity.fixed($0, 2) } ?? "",
            limit, Quantity.bytes(result.ourPeakBytes), result.barePeakBytes.map { Quantity.bytes($0) } ?? "",
            result.isWithinLimit ? "ok" : "over",
        ]
        return [row] + result.parts.map { ["  \($0.name)", Quantity.seconds($0.seconds)] }
    }

    private var peakRow: [String] {
        [
            "peak memory in all", "", "", "", Quantity.bytes(Self.peakLimitBytes), Quantity.bytes(peakBytes), "",
            peakBytes <= Self.peakLimitBytes ? "ok" : "over",
        ]
    }
}
