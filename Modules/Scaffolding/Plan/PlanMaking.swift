import Diagnostics
import Profiling
import Warehouse

/// What somebody said of a source, as far as they did; the profile and defaults say the rest.
public struct SourceAnswers: Sendable, Hashable {
    /// What the source is, in one line.
    public var summary: String?
    /// Where the next data comes from.
    public var place: Arrival.Place?
    /// How it arrives.
    public var way: Arrival.Way?
    /// How often it comes.
    public var cadence: Arrival.Cadence?
    /// The time zone of the schedule.
    public var timeZone: String?

    /// Answers; none by default.
    public init(
        summary: String? = nil, place: Arrival.Place? = nil, way: Arrival.Way? = nil, cadence: Arrival.Cadence? = nil,
        timeZone: String? = nil
    ) {
        (self.summary, self.place, self.way) = (summary, place, way)
        (self.cadence, self.timeZone) = (cadence, timeZone)
    }
}

extension SourcePlan {
    /// Decides what a source will be.
    ///
    /// Throws `scaffold.open_questions` where the profile asks what only a person knows, `scaffold.no_table` without rows,
    /// `scaffold.no_key` where rows are to be corrected and nothing tells them apart.
    public init(_ name: String, profile: SourceProfile, answers: SourceAnswers = SourceAnswers()) throws {
        var assumptions: [Assumption] = []
        let resources = Self.resources(of: profile, &assumptions)
        let open = resources.flatMap(\.openQuestions)
        guard open.isEmpty else { throw WeirError.openQuestions(open) }
        guard let first = resources.first else { throw WeirError.noTable(profile.sample.location) }
        func taken<Value>(_ answer: Value?, _ standard: Value, _ choice: String, because reason: String) -> Value {
            if let answer { return answer }
            assumptions.append(Assumption(choice, because: reason))
            return standard
        }
        let place = taken(
            answers.place, .folder("data/\(name)"), "new files are dropped into data/\(name)",
            because: "nobody said where the next data comes from")
        let way = Self.way(answers.way, of: resources, &assumptions)
        if way == .corrected, let table = resources.first(where: { $0.key.value.isEmpty }) {
            throw WeirError.noKeyToCorrect(table.name.value)
        }
        let seen = first.cadence?.value.flatMap(Arrival.Cadence.init)
        let cadence = taken(
            answers.cadence, seen ?? .daily, "new data comes \((seen ?? .daily).rawValue)",
            because: seen == nil ? "the sample does not tell" : "the rows of the sample come so")
        let zone = taken(answers.timeZone, "UTC", "the schedule counts in UTC", because: "nobody named a time zone")
        self.init(
            name: name, summary: PlainText.line(answers.summary ?? Words.sentence(name)),
            arrival: Arrival(place, way: way, cadence: cadence, timeZone: zone),
            tables: try resources.map { try Self.table($0, of: name, isOnly: resources.count == 1, cadence) },
            assumptions: assumptions)
    }

    /// The tables that have rows; a time zone that nobody named is no reason to stop.
    private static func resources(of profile: SourceProfile, _ assumptions: inout [Assumption]) -> [ResourceProfile] {
        var resources = profile.resources.filter { $0.rows > 0 }
        for index in resources.indices {
            guard let zone = resources[index].timeZone, zone.isOpen, let name = zone.value else { continue }
            resources[index].timeZone?.question = nil
            assumptions.append(
                Assumption("the times of \(resources[index].name.value) are in \(name)", because: zone.reason))
        }
        return resources
    }

    private static func way(
        _ answer: Arrival.Way?, of resources: [ResourceProfile], _ assumptions: inout [Assumption]
    ) -> Arrival.Way {
        if let answer { return answer }
        let hasKeys = resources.allSatisfy { !$0.key.value.isEmpty }
        assumptions.append(
            hasKeys
                ? Assumption("a row with a known key replaces the old one", because: "every table has a key")
                : Assumption("new files hold new rows", because: "no key tells rows apart, so none can be corrected"))
        return hasKeys ? .corrected : .added
    }

    private static func table(
        _ resource: ResourceProfile, of source: String, isOnly: Bool, _ cadence: Arrival.Cadence
    ) throws -> PlannedTable {
        let name = isOnly ? source : "\(source)_\(resource.name.value)"
        return PlannedTable(
            try TableName(schema: "raw", name: name), resource, files: pattern(of: resource, isOnly: isOnly),
            lookBackDays: [.hourly: 1, .daily: 3, .weekly: 7, .monthly: 31, .irregular: 0][cadence] ?? 0)
    }

    /// The files of a table by name: all of its ending where the source has one table, else those that are named like it.
    private static func pattern(of resource: ResourceProfile, isOnly: Bool) -> String {
        let file = resource.files.first?.split(separator: "/").last.map(String.init) ?? ""
        guard isOnly else { return file }
        return file.lastIndex(of: ".").map { "*\(file[$0...])" } ?? "*"
    }
}

extension SourcePlan: CustomStringConvertible {
    /// The plan as a person reads it before anything is written.
    public var description: String {
        var lines = ["\(name): \(summary)", "", "from      \(arrival.place.told)"]
        lines.append("rows      are \(arrival.way.rawValue); new data comes \(arrival.cadence.rawValue)")
        for table in tables {
            let key = table.key.isEmpty ? "no key" : "key \(table.key.joined(separator: ", "))"
            let cursor = table.resource.cursor.value.map { ", cursor \($0)" } ?? ""
            lines.append(
                "table     \(table.table): \(table.resource.rows) rows, \(table.columns.count) columns, \(key)\(cursor)"
            )
        }
        lines += MartModel.all(of: self).map { "mart      marts.\($0.name): \($0.meaning)" }
        lines.append("schedule  \(arrival.cadence.told) (\(arrival.timeZone))")
        if !assumptions.isEmpty { lines += ["", "taken for granted:"] }
        lines += assumptions.map { "  \($0.choice): \($0.reason)" }
        return lines.joined(separator: "\n")
    }

    /// Every change of every module, in order; throws where the plan asks for what cannot be written.
    public func changes() throws -> [ScaffoldChange] { try ModuleScaffold.all.flatMap { try $0.changes(for: self) } }
}

extension Arrival.Place {
    /// Where the next data comes from, in words.
    var told: String {
        switch self {
        case .folder(let path): "files in \(path)"
        case .files(let address): address
        case .api(let api): api.address
        }
    }
}
