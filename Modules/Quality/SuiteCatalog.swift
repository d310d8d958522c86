import Diagnostics

/// The suites that there are, found by the name of a source or of one stage.
public struct SuiteCatalog: Sendable, Hashable {
    /// The sources with their suites.
    public let sources: [SourceSuites]

    /// A catalog of these; by default of all in `Suites`.
    public init(_ sources: [SourceSuites] = SourceSuites.all) { self.sources = sources }

    /// All suites.
    public var suites: [Suite] { sources.flatMap(\.suites) }

    /// Every name that `suites(named:)` takes: sources and suites.
    public var names: [String] { sources.map(\.source) + suites.map(\.name) }

    /// The suites of a source (`bike_trips`) or the one of this name (`bike_trips.raw`).
    public func suites(named name: String) throws -> [Suite] {
        if let source = sources.first(where: { $0.source == name }) { return source.suites }
        if let suite = suites.first(where: { $0.name == name }) { return [suite] }
        throw WeirError.unknownSuite(name, names: names)
    }

    /// What is wrong with the suites themselves, whatever the data: names given twice, shares outside of 0 to 1.
    public var problems: [WeirError] {
        duplicates(sources.map(\.source)).map { WeirError.duplicateName($0, in: "the list of suites") }
            + sources.flatMap { source in
                duplicates(source.suites.map(\.name)).map { WeirError.duplicateName($0, in: source.source) }
                    + source.suites.flatMap { problems(of: $0, source: source.source) }
            }
    }

    private func problems(of suite: Suite, source: String) -> [WeirError] {
        var found: [WeirError] = []
        let stage = suite.name.dropFirst(source.count + 1)
        if !suite.name.hasPrefix(source + ".") || stage.isEmpty || stage.contains(".") {
            found.append(WeirError.badSuiteName(suite.name, source: source))
        }
        if suite.tables.allSatisfy(\.checks.isEmpty) { found.append(WeirError.emptySuite(suite.name)) }
        let checks = suite.tables.flatMap { table in table.checks.map { (table.table, $0) } }
        found += duplicates(checks.map { "\($0) \($1.name)" }).map { WeirError.duplicateName($0, in: suite.name) }
        for (_, check) in checks where !(0...1).contains(check.mostly) {
            found.append(WeirError.badShare(check.name, in: suite.name))
        }
        return found
    }

    private func duplicates(_ names: [String]) -> [String] {
        Dictionary(grouping: names, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
    }
}
