import Foundation
import JSON

/// What one process measured.
struct Measurement: Sendable, Hashable {
    /// How long the work took.
    var seconds: Double
    /// The most memory that the process had.
    var peakBytes = 0
    /// What came with it and is not compared, in seconds.
    var parts: [String: Double] = [:]

    var json: JSONValue {
        [
            "seconds": .number(seconds), "peak_bytes": .integer(Int64(peakBytes)),
            "parts": .object(JSONObject(parts.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })),
        ]
    }

    init(seconds: Double, parts: [String: Double] = [:]) { (self.seconds, self.parts) = (seconds, parts) }

    init?(_ json: JSONValue) {
        guard let seconds = json["seconds"]?.double, let peak = json["peak_bytes"]?.integer,
            let parts = json["parts"]?.object
        else { return nil }
        self.init(seconds: seconds)
        peakBytes = Int(peak)
        for (name, value) in parts.pairs { self.parts[name] = value.double }
    }

    /// The seconds that `body` takes.
    static func seconds(_ body: () async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await body()
        return (ContinuousClock.now - start).inSeconds
    }
}

/// The most memory that this process had.
enum PeakMemory {
    static var bytes: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1024
    }
}

/// The seconds that `body`, which does not wait for anything, takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    return (ContinuousClock.now - start).inSeconds
}

extension Duration {
    /// The duration as a number of seconds.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
