/// The paths that a task may write: patterns for its module's part, and single paths that a person let it have besides.
///
/// A pattern is an exact path, or has `*` for anything within one name and `**` for everything below.
public struct Scope: Sendable, Hashable {
    /// Why a path is no part of a scope.
    public enum Refusal: String, Sendable, Hashable {
        /// No pattern names it.
        case outside
        /// It belongs to the machinery: only a widening that names exactly this path opens it.
        case protected
        /// It is part of the tests as they are at the base: only a widening or an accepted change opens it.
        case existingTest = "existing_test"
    }

    /// What a task's front matter lists.
    public let patterns: [String]
    /// Exact paths that were opened one by one.
    public let widened: Set<String>

    /// A scope of these patterns; `widened` holds exact paths, for which protection does not count.
    public init(_ patterns: [String], widened: some Sequence<String> = []) {
        self.patterns = patterns
        self.widened = Set(widened)
    }

    /// What this task may write: its front matter, what a person opened later, and the tests whose change one accepted.
    public init(of task: TaskFile, by ledger: Ledger) {
        var widened = task.widens.map(\.path)
        for entry in ledger.entries {
            switch entry.event {
            case .widened(task.id, let path, _, _): widened.append(path)
            case .acceptedTest(let path, _, _): widened.append(path)
            default: break
            }
        }
        self.init(task.mayWrite + widened, widened: widened)
    }

    /// Why this path may not be written; nil when it may. `existsAtBase` tells whether the base has it.
    public func refusal(of path: String, existsAtBase: Bool) -> Refusal? {
        guard !Self.isOfSpecs(path) else { return .protected }
        guard !widened.contains(path) else { return nil }
        guard !Self.isProtected(path) else { return .protected }
        guard patterns.contains(where: { Self.matches($0, path) }) else { return .outside }
        return existsAtBase && Self.isOfTests(path) ? .existingTest : nil
    }

    /// Whether some path may be in both; two such tasks do not run at once.
    public func overlaps(_ other: Scope) -> Bool {
        patterns.contains { one in other.patterns.contains { Self.meet(Self.names(one), Self.names($0)) } }
    }

    // MARK: Paths

    /// Whether a path is machinery that no pattern opens.
    public static func isProtected(_ path: String) -> Bool {
        let names = names(path)
        if names.contains(where: { $0.hasPrefix(".") }) { return true }
        return names.count == 1 ? machineryFiles.contains(path) : machineryFolders.contains { path.hasPrefix($0) }
    }

    private static let machineryFiles = [
        "AGENTS.md", "CLAUDE.md", "Makefile", "Package.resolved", "Package.swift", "awos", "weir", "weir.yml",
    ]
    private static let machineryFolders = ["Scripts/", "Tests/RepositoryTests/", "context/"]

    /// Whether a path lies in the folders of specs, which awos alone writes: no widening opens it.
    static func isOfSpecs(_ path: String) -> Bool { path.hasPrefix("context/spec/") }

    /// Whether a path is a test or a test's fixture.
    public static func isOfTests(_ path: String) -> Bool { names(path).dropLast().contains("Tests") }

    /// Whether a pattern names a path.
    public static func matches(_ pattern: String, _ path: String) -> Bool {
        matches(names(pattern), names(path))
    }

    private static func names(_ path: String) -> ArraySlice<Substring> {
        path.split(separator: "/", omittingEmptySubsequences: false)[...]
    }

    private static func matches(_ pattern: ArraySlice<Substring>, _ path: ArraySlice<Substring>) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        let rest = pattern.dropFirst()
        if first == "**" {
            return !path.isEmpty && (rest.isEmpty || path.indices.contains { matches(rest, path[$0...]) })
        }
        guard let name = path.first, nameMatches(first, name) else { return false }
        return matches(rest, path.dropFirst())
    }

    private static func nameMatches(_ pattern: Substring, _ name: Substring) -> Bool {
        guard let star = pattern.firstIndex(of: "*") else { return pattern == name }
        let (head, tail) = (pattern[..<star], pattern[pattern.index(after: star)...])
        guard name.hasPrefix(head) else { return false }
        let rest = name.dropFirst(head.count)
        return rest.indices.contains { nameMatches(tail, rest[$0...]) } || nameMatches(tail, rest[rest.endIndex...])
    }

    /// Whether two patterns can name the same path; where both have stars in one name, they are taken to.
    private static func meet(_ one: ArraySlice<Substring>, _ two: ArraySlice<Substring>) -> Bool {
        if one.first == "**" || two.first == "**" { return true }
        guard let first = one.first, let second = two.first else { return one.isEmpty && two.isEmpty }
        let bothOpen = first.contains("*") && second.contains("*")
        guard bothOpen || nameMatches(first, second) || nameMatches(second, first) else { return false }
        return meet(one.dropFirst(), two.dropFirst())
    }
}
