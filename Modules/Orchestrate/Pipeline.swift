/// A pipeline as data: which steps, in which order, when.
///
///     Pipeline(
///         "weather", "Weather of the last days, up to the marts",
///         schedule: .daily(at: "06:00", timeZone: "America/New_York"),
///         steps: [.ingest("weather"), .check("weather.raw"), .transform(select: "tag:weather"), .publish])
public struct Pipeline: Sendable, Hashable {
    /// Its name, unique in the project.
    public var name: String
    /// What it is for, in one line.
    public var description: String
    /// When it runs by itself; nil for never.
    public var schedule: Schedule?
    /// Its steps. Each waits for all above it unless it says otherwise.
    public var steps: [Step]

    /// A pipeline from its parts.
    public init(_ name: String, _ description: String = "", schedule: Schedule? = nil, steps: [Step]) {
        self.name = name
        self.description = description
        self.schedule = schedule
        self.steps = steps
    }
}
