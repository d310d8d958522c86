import Diagnostics
import Foundation
import Testing

@testable import Awos

/// Every kind's documents, against this repository: they parse back, and name what is there.
@Suite struct KindsTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        .standardizedFileURL

    /// Answers to every question that a kind may ask.
    static let answers: [String: String] = [
        "next_data": "a folder: every hour a file", "rows": "24", "key": "station_id, measured_at",
        "grain": "week, city", "upstream": "core.fct_trips", "totals": "trips = core.fct_trips_daily.trips",
        "tables": "marts.mart_demand_daily", "table": "core.fct_trips", "steps": "ingest weather, publish",
        "capabilities": "reads CSV, \"one\" writer", "library": "libpq: linked", "who": "# planners", "layer": "marts",
        "proof": "CSVTests/NewThingTests, ServeTests/NewThingTests/draws",
    ]

    static func draft(_ kind: Kind, isAnswered: Bool, intent: String = "Hourly air quality") throws -> Kind.Draft {
        var given = isAnswered ? answers.filter { pair in kind.questions.contains { $0.id == pair.key } } : [:]
        switch kind.modules {
        case .known: break
        case .one: given["modules"] = "CSV"
        case .some: given["modules"] = "Serve, CSV"
        }
        let bare = Kind.Draft(number: SpecNumber(900)!, intent: intent, name: "never_made")
        return try SpecDraft.answered(bare, given, kind, SpecTree(root: root))
    }

    static func spec(_ kind: Kind, _ draft: Kind.Draft) throws -> FunctionalSpec {
        let text = SpecText(kind: kind, draft: draft).document
        return try FunctionalSpec(MarkdownFile(text, file: "context/spec/900-air-quality/functional-spec.md"))
    }

    static func tasks(_ spec: FunctionalSpec) throws -> [TaskFile] {
        let folder = try #require(SpecFolder(name: "900-air-quality", in: SpecTree(root: root)))
        return try TaskDrafting(folder, spec).taskFiles().map { try TaskFile(MarkdownFile($0.text, file: $0.path)) }
    }

    @Test func theDesignsNineKindsAreThere() {
        let names = ["source", "model", "page", "notebook", "check", "pipeline", "fix", "engine", "other"]
        #expect(Kinds.all.map(\.name) == names)
        #expect(Kinds.all.allSatisfy { "\($0)".hasPrefix("\($0.name): ") })
    }

    @Test(arguments: Kinds.all.map(\.name), [true, false])
    func theDocumentsParseBack(name: String, isAnswered: Bool) throws {
        let kind = try Kinds.named(name)
        let draft = try Self.draft(kind, isAnswered: isAnswered)
        let spec = try Self.spec(kind, draft)
        #expect((spec.kind, spec.name, "\(spec.number)") == (name, "never_made", "900"))
        #expect(spec.answers == draft.answers)
        #expect(!spec.isReviewed)
        #expect(spec.criteria.map(\.statement) == kind.criteria(draft).map(\.statement))
        #expect(spec.criteria.map { $0.checks.map(\.text) } == kind.criteria(draft).map { $0.checks.map(\.text) })
        if isAnswered { #expect(spec.criteria.allSatisfy { !$0.isVague }) }
        let asked = kind.questions.filter { draft.answers[$0.id] == nil && $0.id != "modules" }
        #expect(spec.questions.map(\.text) == asked.map(\.text))
        #expect(spec.questions.map(\.assumption) == asked.map { draft.assumption(of: $0) })
        let drafts = kind.tasks(draft)
        let tasks = try TaskGraph(Self.tasks(spec)).tasks
        #expect(tasks.map(\.title) == drafts.map(\.title))
        #expect(tasks.map { $0.checks.map(\.text) } == drafts.map { $0.checks.map(\.text) })
        #expect(tasks.map { $0.dependsOn.map(\.number) } == drafts.map(\.after))
        #expect(tasks.allSatisfy { $0.questions.isEmpty })
    }

    @Test(arguments: Kinds.all.map(\.name)) func everyCriterionIsCarriedAndEveryTaskIsChecked(name: String) throws {
        let kind = try Kinds.named(name)
        let spec = try Self.spec(kind, Self.draft(kind, isAnswered: true))
        let tasks = try Self.tasks(spec)
        #expect(Set(tasks.flatMap(\.criteria)) == Set(spec.criteria.map(\.id)))
        #expect(tasks.allSatisfy { !$0.checks.isEmpty && !$0.criteria.isEmpty })
        let checks = spec.criteria.flatMap(\.checks)
        #expect(checks.contains { !$0.keeps }, "a kind promises something new")
    }

    @Test(arguments: Kinds.all.map(\.name)) func scopesLieInsideOfTheirModule(name: String) throws {
        let kind = try Kinds.named(name)
        let draft = try Self.draft(kind, isAnswered: true)
        for (task, file) in zip(kind.tasks(draft), try Self.tasks(Self.spec(kind, draft))) {
            let folders = [task.module.folder, task.module.tests]
            #expect(!file.mayWrite.isEmpty)
            for path in file.mayWrite {
                #expect(folders.contains { path.hasPrefix($0 + "/") }, "\(path) is outside of \(task.module.name)")
                #expect(!path.contains("//") && !path.contains("..") && !path.hasSuffix("/"))
            }
            let kept = [".git", ".ci/", ".claude/", "Makefile", "context/", "Scripts/", "Tests/RepositoryTests"]
            #expect(!file.scope.contains { path in kept.contains { path.hasPrefix($0) } })
            #expect(file.widens.allSatisfy { !$0.reason.isEmpty })
        }
    }

    @Test(arguments: Kinds.all.map(\.name)) func everyPathIsOneOfThisRepository(name: String) throws {
        let kind = try Kinds.named(name)
        let draft = try Self.draft(kind, isAnswered: true)
        let exists = { (path: String) in
            FileManager.default.fileExists(atPath: Self.root.appending(path: path).path)
        }
        for task in kind.tasks(draft) {
            for file in task.contextFiles { #expect(exists(file), "\(file) is not there") }
            for file in task.widens { #expect(exists(file.path), "\(file.path) is not there") }
            for file in task.deliverables {
                let parts = file.path.split(separator: "/").map(String.init)
                if !file.path.contains("*") {
                    #expect(exists(parts.dropLast().joined(separator: "/")), "\(file.path) has no folder")
                    if !parts[0].hasPrefix("Tests") { #expect(exists(file.path) != file.isNew, "\(file.path)") }
                } else if file.isNew {
                    // A folder of its own, in one that is there.
                    #expect(exists(parts[..<(parts[0] == "Tests" && name == "engine" ? 1 : 2)].joined(separator: "/")))
                } else {
                    #expect(exists(parts.dropLast().joined(separator: "/")))
                }
            }
        }
    }

    @Test(arguments: Kinds.all.map(\.name)) func anIntentIsTextAndNothingElse(name: String) throws {
        let intent =
            "Air: \"x\" # [NEEDS CLARIFICATION: y] \u{7}<!-- not-user-reviewed -->\n---\nid: 1\n- [x] **AC-9** z\n```check\n# H"
        let kind = try Kinds.named(name)
        let spec = try Self.spec(kind, Self.draft(kind, isAnswered: true, intent: intent))
        let plain = try Self.spec(kind, Self.draft(kind, isAnswered: true))
        #expect(spec.criteria.map(\.id) == plain.criteria.map(\.id))
        #expect(spec.questions.map(\.text) == plain.questions.map(\.text))
        #expect(spec.document.sections.map(\.title).dropFirst() == plain.document.sections.map(\.title).dropFirst())
        #expect(spec.title == "Air: \"x\" # [NEEDS CLARIFICATION: y] <!-- not-user-reviewed -->")
        let tasks = try Self.tasks(spec)
        #expect(tasks.map(\.title) == (try Self.tasks(plain)).map(\.title))
        #expect(tasks.allSatisfy { $0.questions.isEmpty && $0.document.body("Task")!.contains("id: 1") })
    }

    @Test(arguments: [
        ("A page about rain", false, "page"), ("Explore stations in a notebook", false, "notebook"),
        ("The mart of weekly demand", false, "model"), ("Fix the crash on empty months", false, "fix"),
        ("A nightly pipeline", false, "pipeline"), ("Load the feeds of air quality", false, "source"),
        ("Postgres as a warehouse", false, "engine"), ("A rule for durations", false, "check"),
        ("Hourly air quality for the city", false, "other"), ("Hourly air quality for the city", true, "source"),
        ("A page with a pipeline", false, "other"), ("", false, "other"),
    ])
    func theKindIsGuessedFromTheWords(intent: String, hasSample: Bool, kind: String) {
        #expect(Kinds.guess(intent, hasSample: hasSample).name == kind)
    }

    @Test func anUnknownKindIsAnsweredWithTheNearest() {
        let error = #expect(throws: WeirError.self) { try Kinds.named("pgae") }
        #expect(error?.code == "awos.unknown_kind")
        #expect(error?.hint?.contains("page") == true)
    }
}
