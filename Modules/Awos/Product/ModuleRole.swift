import Foundation

/// What a subagent has to know of its module: where it works, what it adds there, and how that is proved.
public struct ModuleRole: Sendable, Hashable {
    /// A procedure worth a skill of its own.
    struct Skill: Sendable, Hashable {
        let name: String
        let summary: String
        let steps: [String]
    }

    /// The module: `Ingest`.
    public let module: String
    /// Its folder below the root: `Modules/Ingest`.
    let folder: String
    /// What it is for, in a few words.
    let purpose: String
    /// The folder of its tests.
    let tests: String
    /// The folder that is the user's, where the module has one.
    let userFolder: String?
    /// What more there is to do beside a new file there.
    let besides: String
    /// What the skill of this module teaches.
    let skill: Skill?

    /// The name of its subagent: `ingest`; that of a program whose name is also a module's is `awos-command`.
    public let agent: String

    /// The modules whose folders a person fills; each has a subagent from the beginning.
    static let standing = [
        ModuleRole(
            "Ingest", "sources that extract files and APIs into raw tables", in: "Sources",
            besides: ", and add its name to `Sources.swift`",
            skill: Skill(
                name: "add-a-source",
                summary: "how a new source of data gets from nothing to a page; use it when data is to come in that "
                    + "nobody loads yet",
                steps: [
                    "Begin with a spec: `.weir/bin/awos spec \"what is wanted\" --kind source`. It asks what only a person "
                        + "knows, and its tasks go through all six modules in order.",
                    "Give each task to the subagent of its module, as `/awos:implement` does. By hand, "
                        + "`docs/adding-a-source.md` is the walk-through.",
                    "The key is what makes a second run change nothing; the cursor is what makes it cheap. Decide both "
                        + "before anything else.",
                    "The fixture is small and made up: no rows of the real feed.",
                ])),
        ModuleRole(
            "Transform", "dbt models, their properties and tests", in: "Models",
            besides: ", with description, grain and tests in its `.yml`",
            skill: Skill(
                name: "add-a-model",
                summary: "how a SQL model is added so that its grain and its totals are proved; use it for a new table "
                    + "or column in staging, core or marts",
                steps: [
                    "Say the grain first: which columns are unique together. It stands in the `.yml` with a uniqueness "
                        + "test, and the description begins with it.",
                    "Name upstream tables with `ref` and `source` only. A staging model renames and types and does nothing else.",
                    "Compare a total with its upstream in a test under `Modules/Transform/Tests`, as "
                        + "`Modules/Transform/Tests/daily_trips_equal_trips.sql` does.",
                    "`./weir transform build --select NAME+` builds and tests it and what stands on it; then look at the rows "
                        + "with `./weir query`.",
                ])),
        ModuleRole(
            "Quality", "suites of checks on tables", in: "Suites", besides: ", and add its name to `Suites.swift`"),
        ModuleRole("Serve", "dashboard pages in Markdown and SQL", in: "Pages"),
        ModuleRole(
            "Orchestrate", "pipelines, schedules and retries", in: "Pipelines",
            besides: ", and add its name to `Pipelines.swift`"),
        ModuleRole("Notebooks", "notebooks with SQL, charts and Markdown", in: "Library"),
    ]

    private init(_ module: String, _ purpose: String, in part: String, besides: String = "", skill: Skill? = nil) {
        (self.module, self.purpose, self.besides, self.skill) = (module, purpose, besides, skill)
        folder = "Modules/\(module)"
        tests = "Tests/\(module)Tests"
        agent = module.lowercased()
        userFolder = "Modules/\(module)/\(part)"
    }

    /// The role of any module of a repository, by what its guide says it is for; nil when there is no such module.
    init?(_ module: String, in root: URL) {
        let folders = ["Modules", "Modules/Engines", "Modules/Commands"].map { "\($0)/\(module)" }
        func exists(_ path: String) -> Bool {
            FileManager.default.fileExists(atPath: root.appending(path: path).path)
        }
        guard let folder = folders.first(where: exists) else { return nil }
        if let known = Self.standing.first(where: { $0.module == module }) {
            self = known
            return
        }
        let place = root.appending(path: "\(folder)/CLAUDE.md")
        let guide = try? MarkdownFile(contentsOf: place, shown: "\(folder)/CLAUDE.md")
        let text = guide?.body("Purpose") ?? ""
        let end = text.firstRange(of: "\n\n")?.lowerBound ?? text.endIndex
        let purpose = text[..<end].replacing("\n", with: " ")
        let sentence = purpose.firstRange(of: ". ").map { purpose[..<$0.lowerBound] } ?? purpose
        self.module = module
        self.folder = folder
        let isDouble = folder.hasPrefix("Modules/Commands/") && exists("Modules/\(module.capitalized)")
        agent = module.lowercased() + (isDouble ? "-command" : "")
        // The programs are called in small letters, their targets are not.
        let target =
            folder.hasPrefix("Modules/Commands/")
            ? module.prefix(1).uppercased() + module.dropFirst() + "Command" : module
        tests = "Tests/\(target)Tests"
        self.purpose = String(sentence.hasSuffix(".") ? sentence.dropLast() : sentence).replacing("\"", with: "'")
        (userFolder, besides, skill) = (nil, "", nil)
    }
}
