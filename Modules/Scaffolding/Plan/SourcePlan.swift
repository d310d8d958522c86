import Profiling
import Warehouse

/// Everything that is decided of a new source before its first file is written: a value that can be shown and compared.
///
/// What follows from it in each module, a `ModuleScaffold` only writes down.
public struct SourcePlan: Sendable, Hashable {
    /// Its name in commands, settings and files: `air_quality`.
    public let name: String
    /// What it is, in one line without a full stop; whatever somebody wrote.
    public let summary: String
    /// How the next data comes.
    public let arrival: Arrival
    /// The tables that it fills, the main one first.
    public let tables: [PlannedTable]
    /// What was taken for granted, each with its reason.
    public let assumptions: [Assumption]

    init(name: String, summary: String, arrival: Arrival, tables: [PlannedTable], assumptions: [Assumption]) {
        (self.name, self.summary, self.arrival) = (name, summary, arrival)
        (self.tables, self.assumptions) = (tables, assumptions)
    }

    /// Something that nobody said and that the plan takes for granted.
    public struct Assumption: Sendable, Hashable {
        /// What is taken.
        public let choice: String
        /// Why.
        public let reason: String

        /// An assumption.
        public init(_ choice: String, because reason: String) {
            (self.choice, self.reason) = (choice, reason)
        }
    }

    /// The name as a Swift type: `AirQuality`.
    var typeName: String { Words.type(name) }
    /// The name as a Swift member: `airQuality`.
    var memberName: String { Words.member(name) }
    /// The name for people, at the beginning of a sentence: `Air quality`.
    var title: String { Words.sentence(name) }
    /// The table that marts are made from.
    var main: PlannedTable { tables[0] }
}

/// How a name is written for people and for Swift.
enum Words {
    /// `air_quality` is `AirQuality`.
    static func type(_ name: String) -> String {
        name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// `air_quality` is `airQuality`.
    static func member(_ name: String) -> String {
        let type = type(name)
        return type.prefix(1).lowercased() + type.dropFirst()
    }

    /// `air_quality` is `Air quality`.
    static func sentence(_ name: String) -> String {
        let words = name.replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
