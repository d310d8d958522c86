import Foundation
import JSON

/// One thing that happened, as a line of the structured log and as something a screen can show.
public struct Event: Sendable, Hashable {
    /// How much an event matters.
    public enum Level: String, Sendable, Hashable, Comparable, CaseIterable {
        /// A figure that moves while work goes on: shown on a screen, never kept.
        case progress
        case debug
        case info
        case warning
        case error

        public static func < (left: Level, right: Level) -> Bool {
            let order = Level.allCases
            return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
        }
    }

    /// When it happened.
    public var time: Date
    /// How much it matters.
    public var level: Level
    /// What happened, as a stable dotted name: `ingest.load.finished`.
    public var name: String
    /// What it belongs to: the run's id on every line of a run.
    public var correlationID: String?
    /// One sentence for a person.
    public var message: String
    /// Figures and names for programs; never row values, never secrets.
    public var fields: JSONObject

    /// An event from its parts; `info` by default.
    public init(
        _ name: String, _ message: String, at time: Date, level: Level = .info, correlationID: String? = nil,
        fields: JSONObject = [:]
    ) {
        self.time = time
        self.level = level
        self.name = name
        self.correlationID = correlationID
        self.message = message
        self.fields = fields
    }

    /// The event as one JSON object: time (ISO 8601, UTC, milliseconds), level, event, run, message, then the fields.
    public var json: JSONValue {
        var object: JSONObject = [
            "time": .string(time.iso8601), "level": .string(level.rawValue), "event": .string(name),
        ]
        object["run"] = correlationID.map(JSONValue.string)
        object["message"] = .string(message)
        for (key, value) in fields.pairs where object[key] == nil { object[key] = value }
        return .object(object)
    }
}

extension Date {
    /// ISO 8601 in UTC with milliseconds: `2024-05-01T06:00:00.000Z`.
    public var iso8601: String {
        formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true, timeZone: .gmt))
    }
}
