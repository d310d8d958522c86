import DurableFiles
import Foundation

/// What an answer depends on: the check's text and, of one tree, the files that can change the answer, as one digest.
///
/// The documents of specs and of the product are never among them. Where it is not known what a check reads, more is
/// taken rather than less: evidence then goes stale sooner.
struct InputsDigest: Sendable {
    private let files: [(path: String, blob: String)]
    private let modules: PackageModules

    /// The files of a tree or a commit.
    init(of tree: String, in git: GitRepository) async throws {
        let output = try await git.run(["ls-tree", "-r", "-z", "--full-tree", tree])
        files = output.split(separator: "\0").compactMap { entry in
            let parts = entry.split(separator: "\t", maxSplits: 1)
            guard parts.count == 2, let blob = parts[0].split(separator: " ").last else { return nil }
            return (String(parts[1]), String(blob))
        }
        modules = PackageModules(try await git.text(of: "Package.swift", in: tree) ?? "")
    }

    /// The digest of a check of a task or criterion whose files are these patterns.
    func digest(_ check: Check, files patterns: [String]) throws -> String {
        let prefixes = Set(check.inputs(modules))
        let lines = files.filter { file in
            guard !file.path.hasPrefix("context/"), !file.path.hasPrefix("docs/") else { return false }
            return prefixes.contains { file.path.hasPrefix($0) } || patterns.contains { Scope.matches($0, file.path) }
        }
        return try SHA256.hex(of: ([check.text] + lines.map { "\($0.path) \($0.blob)" }).joined(separator: "\n"))
    }

    /// The digest of several checks together.
    func digest(_ checks: [Check], files patterns: [String]) throws -> String {
        try SHA256.hex(of: try checks.map { try digest($0, files: patterns) }.joined(separator: "\n"))
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
        var seen: Set<String> = []
        var next = [String(target.dropLast(5))]
        while let name = next.popLast() {
            guard seen.insert(name).inserted else { continue }
            next += entries[name]?.imports ?? []
        }
        return [own] + seen.compactMap { entries[$0]?.folder }
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
        var found: [String] = []
        for step in steps {
            switch step.first {
            case "ingest": found += ["Modules/Ingest/Sources/", "Tests/IngestTests/Fixtures/"]
            case "transform": found += ["Modules/Transform/Models/", "Modules/Transform/Macros/"]
            case "check": found += ["Modules/Quality/Suites/"]
            case "notebook": found += ["Modules/Notebooks/Library/"]
            case "query", "sample", "version", "commands": break
            default:
                found += [
                    "Modules/Ingest/Sources/", "Modules/Transform/Models/", "Modules/Quality/Suites/",
                    "Modules/Orchestrate/Pipelines/", "Modules/Serve/Pages/", "Modules/Notebooks/Library/",
                    "Tests/IngestTests/Fixtures/",
                ]
            }
        }
        return found
    }
}
