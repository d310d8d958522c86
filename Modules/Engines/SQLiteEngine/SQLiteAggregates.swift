import CSQLite
import Diagnostics

/// Aggregates of DuckDB over numbers, under its names; rows with a null are left out, and no rows give null.
enum SQLiteAggregates {
    typealias Body = @Sendable ([[Double]]) -> Double?

    static func install(on connection: SQLiteConnection) throws {
        for (name, count, body) in all { try register(name, count, on: connection, body) }
    }

    private static let all: [(String, Int32, Body)] = [
        ("median", 1, { rows in quantile(rows.map { $0[0] }, 0.5) }),
        ("quantile_cont", 2, { rows in quantile(rows.map { $0[0] }, rows.first?[1] ?? 0.5) }),
        ("var_samp", 1, { rows in variance(rows.map { $0[0] }) }),
        ("variance", 1, { rows in variance(rows.map { $0[0] }) }),
        ("stddev_samp", 1, { rows in variance(rows.map { $0[0] })?.squareRoot() }),
        ("stddev", 1, { rows in variance(rows.map { $0[0] })?.squareRoot() }),
        ("corr", 2, { rows in correlation(rows) }),
    ]

    /// Between the two nearest values by their distance.
    private static func quantile(_ values: [Double], _ share: Double) -> Double? {
        let sorted = values.sorted()
        guard let last = sorted.indices.last else { return nil }
        let place = Double(last) * min(max(share, 0), 1)
        let (low, high) = (sorted[Int(place)], sorted[min(last, Int(place) + 1)])
        return low + (high - low) * (place - place.rounded(.down))
    }

    /// The sample variance, from the distances to the mean: exact where sums of squares are not.
    private static func variance(_ values: [Double]) -> Double? {
        guard values.count > 1 else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }

    /// Pearson's correlation; nil when one side does not vary.
    private static func correlation(_ rows: [[Double]]) -> Double? {
        guard rows.count > 1 else { return nil }
        let count = Double(rows.count)
        let (meanY, meanX) = (rows.reduce(0) { $0 + $1[0] } / count, rows.reduce(0) { $0 + $1[1] } / count)
        var (together, squaresY, squaresX) = (0.0, 0.0, 0.0)
        for row in rows {
            together += (row[0] - meanY) * (row[1] - meanX)
            squaresY += (row[0] - meanY) * (row[0] - meanY)
            squaresX += (row[1] - meanX) * (row[1] - meanX)
        }
        let scale = (squaresY * squaresX).squareRoot()
        return scale > 0 ? together / scale : nil
    }

    // MARK: Registering

    private final class Box {
        let body: Body
        init(_ body: @escaping Body) { self.body = body }
    }

    /// The rows of one group, kept by SQLite from its first row to its result.
    private final class Rows {
        var rows: [[Double]] = []
    }

    private static func register(
        _ name: String, _ count: Int32, on connection: SQLiteConnection, _ body: @escaping Body
    ) throws {
        let result = sqlite3_create_function_v2(
            connection.database, name, count, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
            Unmanaged.passRetained(Box(body)).toOpaque(), nil,
            { context, count, values in SQLiteAggregates.add(context, count, values) },
            { context in SQLiteAggregates.finish(context) },
            { box in if let box { Unmanaged<Box>.fromOpaque(box).release() } })
        guard result == SQLITE_OK else { throw connection.failure(result) }
    }

    private static func add(
        _ context: OpaquePointer?, _ count: Int32, _ values: UnsafeMutablePointer<OpaquePointer?>?
    ) {
        guard let place = sqlite3_aggregate_context(context, Int32(MemoryLayout<UnsafeRawPointer?>.size)) else {
            return sqlite3_result_error_nomem(context)
        }
        let slot = place.assumingMemoryBound(to: UnsafeRawPointer?.self)
        if slot.pointee == nil { slot.pointee = UnsafeRawPointer(Unmanaged.passRetained(Rows()).toOpaque()) }
        guard let pointer = slot.pointee else { return }
        let numbers = (0..<Int(count)).compactMap { SQLiteValue(argument: values?[$0]).number }
        if numbers.count == Int(count) {
            Unmanaged<Rows>.fromOpaque(pointer).takeUnretainedValue().rows.append(numbers)
        }
    }

    private static func finish(_ context: OpaquePointer?) {
        var rows: [[Double]] = []
        if let place = sqlite3_aggregate_context(context, 0),
            let pointer = place.assumingMemoryBound(to: UnsafeRawPointer?.self).pointee
        {
            rows = Unmanaged<Rows>.fromOpaque(pointer).takeRetainedValue().rows
        }
        guard let box = sqlite3_user_data(context) else { return }
        let result = Unmanaged<Box>.fromOpaque(box).takeUnretainedValue().body(rows)
        SQLiteValue.optional(result).give(to: context)
    }
}
