import DurableFiles
import Foundation
import Synchronization

/// What an answer depends on: the check's text and, of one tree, the files that can change the answer, as one digest.
///
/// The documents of specs and of the product are never among them. Where it is not known what a check reads, more is
/// taken rather than less: evidence then goes stale sooner.
struct InputsDigest: Sendable {
    /// Every file but the documents, in git's order; then the parts of `weir.yml`. Each has its line in a digest.
    private let files: [(path: String, line: String)]
    private let places: [String: Int]
    private let modules: PackageModules
    private let found = FoundFiles()

    /// The files of a tree or a commit.
    init(of tree: String, in git: GitRepository) async throws {
        let output = try await git.run(["ls-tree", "-r", "-z", "--full-tree", tree])
        let settings = try await git.text(of: "weir.yml", in: tree).map { try SettingsInputs($0).parts } ?? []
        files =
            output.split(separator: "\0").compactMap { entry in
                let parts = entry.split(separator: "\t", maxSplits: 1)
                guard parts.count == 2, !parts[1].hasPrefix("context/"), !parts[1].hasPrefix("docs/"),
                    let blob = parts[0].split(separator: " ").last
                else { return nil }
                return (String(parts[1]), "\n\(parts[1]) \(blob)")
            } + settings.map { ($0.name, "\n\($0.name) \($0.digest)") }
        places = Dictionary(files.enumerated().map { ($1.path, $0) }) { first, _ in first }
        modules = PackageModules(try await git.text(of: "Package.swift", in: tree) ?? "")
    }

    /// The digest of a check of a task or criterion whose files are these patterns.
    func digest(_ check: Check, files patterns: [String]) throws -> String {
        let prefixes = Set(check.inputs(modules)).sorted()
        let inputs = found.numbers(prefixes.joined(separator: "\n")) { Set(prefixes.flatMap(below)).sorted() }
        let own = Set(patterns).flatMap(matching)
        let numbers = own.allSatisfy(inputs.contains) ? inputs : Set(inputs + own).sorted()
        return try SHA256.hex(of: check.text + numbers.map { files[$0].line }.joined())
    }

    /// The files whose paths begin so.
    private func below(_ prefix: String) -> [Int] {
        found.numbers(prefix) { files.indices.filter { files[$0].path.hasPrefix(prefix) } }
    }

    /// The files that a pattern names: one by its path, or those below its names without stars that match.
    private func matching(_ pattern: String) -> [Int] {
        guard let star = pattern.firstIndex(of: "*") else { return places[pattern].map { [$0] } ?? [] }
        return found.numbers(pattern) {
            below(String(pattern[..<star])).filter { Scope.matches(pattern, files[$0].path) }
        }
    }

    /// A digest of what the sample of a check is made from: the generator, all that it imports, and how it is called.
    func ofSample() throws -> String {
        let places = modules.folders(of: "SampleData") + ["Modules/Commands/weir/SampleCommand.swift"]
        let lines = Set(places.flatMap(below)).sorted().map { files[$0].line }
        return try SHA256.hex(of: CheckWorld.sample.joined(separator: "\n") + lines.joined())
    }

    /// The digest of several checks together.
    func digest(_ checks: [Check], files patterns: [String]) throws -> String {
        try SHA256.hex(of: try checks.map { try digest($0, files: patterns) }.joined(separator: "\n"))
    }
}

/// What was found for a beginning or a pattern of paths: hundreds of checks ask for the same few.
private final class FoundFiles: Sendable {
    private let known = Mutex([String: [Int]]())

    func numbers(_ key: String, _ find: () -> [Int]) -> [Int] {
        if let known = known.withLock({ $0[key] }) { return known }
        let new = find()
        known.withLock { $0[key] = new }
        return new
    }
}

/// The modules of a package and what each imports, read from the `module(…)` lines of `Package.swift`.
struct PackageModules: Sendable {
    private struct Entry { let folder: String, imports: [String] }
    private let entries: [String: Entry]

    init(_ package: String) {
        var entries: [String: Entry] = [:]
        let starts = package.matches(of: /\b(?:module|cLibrary)\(\s*"(\w+)"/)
        for (number, match) in starts.enumerated() {
            let end = number + 1 < starts.count ? starts[number + 1].range.lowerBound : package.endIndex
            let text = package[match.range.upperBound..<end]
            let name = String(match.1)
            let folder = text.firstMatch(of: /\bin: "([^"]*)"/).map { String($0.1) } ?? ""
            let lists = text.matches(of: /\b(?:imports|tests): \[([^\]]*)\]/)
            let imports = lists.flatMap { $0.1.matches(of: /"(\w+)"/).map { String($0.1) } }
            let isC = package[match.range].hasPrefix("cLibrary")
            entries[name] = Entry(folder: "Modules/\(isC ? "C/" : folder)\(name)/", imports: imports)
        }
        self.entries = entries
    }

    /// The folders of a test target: its own, its module's and all that this imports; all modules when it is unknown.
    func folders(ofTests target: String) -> [String] {
        let own = "Tests/\(target)/"
        guard target.hasSuffix("Tests"), entries[String(target.dropLast(5))] != nil else {
            return [own, "Modules/", "Package.swift"]
        }
        return [own] + folders(of: String(target.dropLast(5)))
    }

    /// The folders of a module and of all that it imports.
    func folders(of module: String) -> [String] {
        var seen: Set<String> = []
        var next = [module]
        while let name = next.popLast() {
            guard seen.insert(name).inserted else { continue }
            next += entries[name]?.imports ?? []
        }
        return seen.compactMap { entries[$0]?.folder }
    }
}

extension Check {
    /// The folders and files whose content can change this check's answer, as beginnings of paths.
    func inputs(_ modules: PackageModules) -> [String] {
        switch form {
        case .test(let name): return modules.folders(ofTests: name.target)
        case .named: return ["Modules/", "Tests/", "Scripts/", "Package.swift", "weir.yml"]
        case .person: return []
        case .page(let page): return ["Modules/Serve/Pages/\(page).md"] + stepInputs(after)
        case .weir(let words, _, _), .unchanged(let words, _): return stepInputs(after + [words])
        case .sql: return stepInputs(after)
        }
    }

    /// What calls of `weir` read.
    private func stepInputs(_ steps: [[String]]) -> [String] {
        var found = SettingsInputs.always + ["Modules/SampleData/"]
        for step in steps {
            switch step.first {
            case "ingest":
                found += ["Modules/Ingest/Sources/", "Tests/IngestTests/Fixtures/"]
                found.append(step.count > 1 ? SettingsInputs.source(step[1]) : SettingsInputs.sources)
            case "transform": found += ["Modules/Transform/Models/", "Modules/Transform/Macros/"]
            case "check": found += ["Modules/Quality/Suites/"]
            case "notebook": found += ["Modules/Notebooks/Library/"]
            case "query", "sample", "version", "commands": break
            default:
                found += [
                    "Modules/Ingest/Sources/", "Modules/Transform/Models/", "Modules/Quality/Suites/",
                    "Modules/Orchestrate/Pipelines/", "Modules/Serve/Pages/", "Modules/Notebooks/Library/",
                    "Tests/IngestTests/Fixtures/", SettingsInputs.sources,
                ]
            }
        }
        return found
    }
}
