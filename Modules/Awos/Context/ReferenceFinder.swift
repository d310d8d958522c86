import Foundation

/// Finds the files that a task's new files should look like: nearest in kind first, then smallest.
struct ReferenceFinder {
    /// A file to follow.
    struct Reference: Hashable {
        let file: String
        let score: Double
    }

    let root: URL
    let task: TaskFile
    /// Every path that the task may write.
    let scope: [String]
    /// What the task and its spec say, without headings and paths.
    let wanted: String
    /// Files that the module's guide names as references, in order.
    let named: [String]

    /// What a kind of file does, by the words that ask for it and the marks that show it.
    private struct Trait: Sendable {
        let words: [String]
        let marks: [String]
        /// What a test of it stands on.
        var testMarks: [String] = []
        /// Of traits of one group only the one that is asked for most counts.
        let group: String
    }

    private static let traits = [
        Trait(
            words: ["rest", "api", "endpoint", "request", "requests", "http", "pagination"], marks: ["RESTExtraction("],
            testMarks: ["Transport"],
            group: "arrival"),
        Trait(
            words: ["csv", "tsv", "zip", "gzip", "parquet", "monthly", "directory", "archive"],
            marks: ["FileExtraction("],
            testMarks: ["write(", "zip("], group: "arrival"),
        Trait(words: ["json"], marks: [".json(", ".jsonLines", ".columnarJSON("], group: "format"),
        Trait(words: ["incremental"], marks: ["incremental"], group: "incremental"),
        Trait(words: ["schedule", "scheduled", "daily", "hourly"], marks: ["schedule:"], group: "schedule"),
        Trait(words: ["chart", "charts", "draws"], marks: ["```chart", "%%chart"], group: "chart"),
        Trait(words: ["input", "filter", "choose"], marks: ["```input"], group: "input"),
        Trait(words: ["kpi", "figures"], marks: ["```kpi"], group: "kpi"),
    ]

    /// The new files of the task that are no tests and no data, in its order.
    var newFiles: [String] {
        scope.filter { path in
            !path.contains("*") && !path.hasPrefix("Tests/") && !FileOutline.holdsData(path) && !exists(path)
        }
    }

    /// The files like this new one, best first.
    func references(for path: String) -> [Reference] {
        let (folder, ending) = (Self.folder(path), FileOutline.ending(path))
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
        let near = names.filter { FileOutline.ending($0) == ending && $0 != "CLAUDE.md" }.map { "\(folder)/\($0)" }
        let files = near.filter { !scope.contains($0) }
        let fallback = named.filter { FileOutline.ending($0) == ending && exists($0) && !$0.hasPrefix("Tests/") }
        return (files.isEmpty ? fallback : files).map { Reference(file: $0, score: score($0, like: path)) }
            .sorted { ($1.score, $0.file) < ($0.score, $1.file) }
    }

    private func score(_ file: String, like path: String) -> Double {
        guard let data = FileManager.default.contents(atPath: root.appending(path: file).path) else { return -100 }
        let text = String(decoding: data, as: UTF8.self)
        var score = -Double(data.count) / 2000
        if task.document.body("Context files")?.contains(file) == true { score += 3 }
        if named.contains(file) { score += 2 }
        let (stem, other) = (Self.stem(path), Self.stem(file))
        if let prefix = stem.split(separator: "_").first, stem.contains("_"), other.hasPrefix("\(prefix)_") {
            score += 6
        }
        // The `.yml` beside a staging model is named after its source.
        for trait in asked where trait.marks.contains(where: text.contains) { score += 5 }
        return score
    }

    /// The traits that are asked for: of each group the one with most words.
    private var asked: [Trait] {
        let counts = wanted.lowercased().matches(of: /[a-z]+/).reduce(into: [:]) { $0[String($1.0), default: 0] += 1 }
        let strengths = Self.traits.map { trait in (trait, trait.words.reduce(0) { $0 + (counts[$1] ?? 0) }) }
        return Dictionary(grouping: strengths.filter { $0.1 > 0 }, by: \.0.group).values.compactMap { group in
            group.max { $0.1 < $1.1 }?.0
        }
    }

    /// Whether a file declares what a mark of what is asked for is made with: `RESTExtraction.swift`.
    func isAskedFor(_ file: String) -> Bool { asked.contains { $0.marks.contains("\(Self.stem(file))(") } }

    /// The words of what is wanted that tell something: four letters at least, in lower case.
    var wantedWords: Set<String> {
        let common: Set<String> = [
            "that", "this", "with", "from", "have", "each", "what", "when", "then", "where", "name", "value", "text",
            "none",
            "case", "init", "enum", "struct", "static", "string", "setting", "settings", "file", "files", "lower",
            "main",
        ]
        return Self.plainWords(of: wanted).subtracting(common)
    }

    /// The words of a text, four letters at least, in lower case.
    static func plainWords(of text: String) -> Set<String> {
        Set(text.lowercased().matches(of: /[a-z]{4,}/).map { String($0.0) })
    }

    // MARK: Tests

    /// What a test that is worth following has in it: it asks the warehouse, and stands on what is asked for.
    var testMarks: [String] { ["select "] + asked.flatMap(\.testMarks) }

    /// The test to follow: the one of a reference, or the first that the guide names.
    func test(of references: [String]) -> String? {
        guard let target = scope.first(where: { $0.hasPrefix("Tests/") })?.split(separator: "/").dropFirst().first
        else { return nil }
        let tests = swiftFiles(below: "Tests/\(target)").filter { !scope.contains($0) }
        let stems = references.map { "\(Self.stem($0))Tests" }
        let listed = task.document.body("Context files") ?? ""
        return stems.lazy.compactMap { stem in tests.first { Self.stem($0) == stem } }.first
            ?? tests.first { $0.hasSuffix("Tests.swift") && listed.contains($0) }
            ?? named.first { $0.hasPrefix("Tests/\(target)/") && $0.hasSuffix("Tests.swift") && tests.contains($0) }
    }

    /// The files below a folder whose type a text names: what a test stands on, what a source is declared with.
    func files(below folder: String, namedIn text: String) -> [String] {
        let words = Set(text.matches(of: /[A-Z][A-Za-z0-9]+/).map { String($0.0) })
        return swiftFiles(below: folder).filter { words.contains(Self.stem($0)) && !scope.contains($0) }
    }

    private func swiftFiles(below folder: String) -> [String] {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
        return paths.filter { $0.hasSuffix(".swift") }.sorted().map { "\(folder)/\($0)" }
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root.appending(path: path).path) }

    static func folder(_ path: String) -> String { path.split(separator: "/").dropLast().joined(separator: "/") }

    static func stem(_ path: String) -> String {
        String(path.split(separator: "/").last?.split(separator: ".").first ?? "")
    }
}
