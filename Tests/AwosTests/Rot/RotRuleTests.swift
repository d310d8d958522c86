import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

/// Broken trees, and exactly what is said about each.
@Suite struct RotRuleTests {
    /// A tree with one thing wrong.
    struct Broken: Sendable, CustomTestStringConvertible {
        let path: String
        let old: String?
        let new: String?
        let expected: [String]

        /// `old` becomes `new`; a nil `old` writes the whole file, a nil `new` as well removes it.
        init(_ path: String, _ old: String?, _ new: String?, _ expected: String...) {
            (self.path, self.old, self.new, self.expected) = (path, old, new, expected)
        }

        var testDescription: String { "\(path): \(new ?? "gone")" }
        var files: [String: String] {
            var files = RotFixture.files
            files[path] = old.map { (files[path] ?? "").replacing($0, with: new ?? "") } ?? new
            return files
        }
    }

    private typealias F = RotFixture

    static let broken: [Broken] = [
        Broken("README.md", nil, "# nothing wrong\n"),
        // Documents that do not read.
        Broken(
            F.spec, "kind: source\n", "kin: source\n",
            "error yaml.missing_key \(F.spec):2:1: \(F.spec) has no 'kind'",
            "error yaml.unknown_key \(F.spec):4:1: \(F.spec) has an unknown key 'kin'"),
        Broken(F.spec, nil, nil, "error awos.no_document \(F.spec): there is no \(F.spec)"),
        Broken(
            F.first, "id: 003-T1", "id: one", "error awos.wrong_id \(F.first):2:5: 'one' is no name of a task"),
        Broken(
            F.first, "depends_on: []", "depends_on: [003-T2]",
            "error awos.task_cycle \(F.first):4:14: these tasks wait for each other: 003-T1 → 003-T2 → 003-T1"),
        Broken(
            F.first, "module: Ingest", "module: Ingest\nmodule: Serve",
            "error yaml.duplicate_key \(F.first):4:1: the key 'module' stands twice in one mapping, and the last one counts"
        ),
        Broken(
            F.second, "[003-T1]", "[003-T7]", "error awos.unknown_task \(F.second):4:14: there is no task 003-T7"),
        Broken(
            F.ledger, "{\"at\":\"2024-06-01T12:00:00Z\",\"event\":\"approved\"", "{\"at\":\"\",\"event\":\"approved\"",
            "error awos.unreadable_evidence \(F.ledger):1: this line is no entry of a ledger"),
        // What is not proved.
        Broken(
            F.spec, "```check\n  page: air", "```text\n  page: air",
            "error awos.no_check \(F.spec):16:1: no check proves AC-2"),
        Broken(F.second, "[AC-2]", "[AC-1]", "error awos.no_task \(F.spec):16:1: no task carries AC-2"),
        Broken(
            F.second, "criteria: [AC-2]", "criteria: [AC-2, AC-3]",
            "error awos.unknown_criterion \(F.second):5:18: there is no criterion AC-3"),
        Broken(
            F.spec, "name: air\n", "name: air\nsupersedes: [001/AC-1]\n",
            "error awos.unknown_criterion \(F.spec):6:14: there is no criterion 001/AC-1"),
        Broken(
            F.second, "verify:\n  - test: ServeTests\n", "",
            "error awos.no_check \(F.second):2:1: no check proves 003-T2"),
        Broken(
            F.spec, "- [ ] **AC-2**", "- [x] **AC-2**",
            "error awos.ticked_without_evidence \(F.spec):16:1: the box of AC-2 is ticked, and the ledger does not prove it"
        ),
        Broken(
            F.spec, "equals: 1", "equals: 2",
            "error awos.ticked_without_evidence \(F.spec):9:1: the box of AC-1 is ticked, and the ledger does not prove it"
        ),
        Broken(
            F.list, "- [ ] **003-T2**", "- [X] **003-T2**",
            "error awos.ticked_without_evidence \(F.list):4:1: the box of 003-T2 is ticked, and the ledger does not prove it"
        ),
        Broken(
            F.list, "- [x] **003-T1**", "- [x] **003-T9**",
            "error awos.ticked_without_evidence \(F.list):3:1: the box of 003-T9 is ticked, and there is no such task"),
        Broken(
            F.ledger, "\"outcome\":\"passed\"", "\"outcome\":\"flaky\"",
            "error awos.ticked_without_evidence \(F.spec):9:1: the box of AC-1 is ticked, and the ledger does not prove it",
            "error awos.ticked_without_evidence \(F.list):3:1: the box of 003-T1 is ticked, and the ledger does not prove it"
        ),
        // Proved, and so before the work; a check that only keeps something says so.
        Broken(
            F.ledger, F.lines([.checked(F.evidence("003/AC-1", F.sql))]),
            F.lines([.checked(F.evidence("003/AC-1@base", F.sql)), .checked(F.evidence("003/AC-1", F.sql))]),
            "error awos.ticked_without_evidence \(F.spec):9:1: "
                + "the box of AC-1 is ticked, and all that its checks ask was so before the work"
        ),
        Broken(
            F.spec, "# 003: Air\n", "# 003: Air\n[NEEDS CLARIFICATION: Whose?]\n",
            "error awos.open_question \(F.spec):8:1: nobody has answered: Whose?"),
        Broken(F.spec, "# 003: Air\n", "# 003: Air\n[NEEDS CLARIFICATION: Whose?] **Assumption:** ours\n"),
        Broken(
            F.ledger, nil, nil,
            "error awos.ticked_without_evidence \(F.spec):9:1: the box of AC-1 is ticked, and the ledger does not prove it",
            "error awos.ticked_without_evidence \(F.list):3:1: the box of 003-T1 is ticked, and the ledger does not prove it"
        ),
        Broken(
            "\(F.folder)/notes.md", nil, "mine\n",
            "warning awos.unknown_file \(F.folder)/notes.md: nothing reads this file"),
        Broken("\(F.folder)/sample/air.csv", nil, "a\n"),
        // Specs in each other's way.
        Broken(
            "context/spec/003-soil/functional-spec.md", nil, soil("003"),
            "error awos.double_spec \(F.spec): the number 003 is taken twice",
            "error awos.double_spec context/spec/003-soil/functional-spec.md: the number 003 is taken twice",
            "error awos.no_task context/spec/003-soil/functional-spec.md:9:1: "
                + "003-soil has no tasks: nothing carries its 2 criteria"),
        Broken(
            "context/spec/004-air/functional-spec.md", nil, soil("004").replacing("name: soil", with: "name: air"),
            "error awos.table_of_two_specs \(F.spec):5:1: 004-air, which is open too, changes the contract of raw.air",
            "error awos.table_of_two_specs context/spec/004-air/functional-spec.md:5:1: "
                + "003-air, which is open too, changes the contract of raw.air",
            "error awos.no_task context/spec/004-air/functional-spec.md:9:1: "
                + "004-air has no tasks: nothing carries its 2 criteria"),
        // Guides that name what is gone.
        Broken(
            "CLAUDE.md", "Weather.swift", "Soil.swift",
            "error awos.gone_path CLAUDE.md:3:8: there is no Modules/Ingest/Sources/Soil.swift"),
        Broken(
            "CLAUDE.md", "WeatherSource", "SoilSource",
            "error awos.gone_type CLAUDE.md:3:48: no source names 'SoilSource'"),
        Broken(
            "CLAUDE.md", "raw.weather", "raw.soil",
            "error awos.gone_table CLAUDE.md:3:70: nothing makes the table raw.soil"),
        Broken(
            "CLAUDE.md", "make test", "make tset",
            "error awos.gone_command CLAUDE.md:5:5: `make tset MODULE=Ingest` cannot be called: there is no 'tset'"),
        Broken(
            "CLAUDE.md", "weir ingest weather", "weir transform soil",
            "error awos.gone_command CLAUDE.md:6:5: `weir transform soil` cannot be called: there is no 'soil'"),
        Broken(
            "CLAUDE.md", "awos status", "awos sttus",
            "error awos.gone_command CLAUDE.md:9:7: `awos sttus 003` cannot be called: there is no 'sttus'"),
        Broken(
            "CLAUDE.md", "IngestTests", "SoilTests",
            "error awos.gone_command CLAUDE.md:7:5: `swift test --filter SoilTests` cannot be called: there is no 'SoilTests'"
        ),
        Broken(
            ".claude/agents/soil.md", nil, "---\nname: soil\n---\nWrites `Modules/Soil/**`.\n",
            "error awos.gone_path .claude/agents/soil.md:4:9: there is no Modules/Soil/**"),
        Broken(
            ".claude/skills/soil/SKILL.md", nil, "Ask `SoilSource`, not `WeatherSource`, `URL` or `swift`.\n",
            "error awos.gone_type .claude/skills/soil/SKILL.md:1:6: no source names 'SoilSource'"),
    ]

    private static func soil(_ id: String) -> String {
        RotFixture.files[RotFixture.spec]!.replacing("id: 003", with: "id: \(id)").replacing("[x]", with: "[ ]")
            .replacing("name: air", with: "name: soil")
    }

    @Test(arguments: broken) func aBrokenTreeIsTold(tree: Broken) async throws {
        let git = try await GitFixture(tree.files)
        #expect(try await RotFixture.diagnostics(git) == tree.expected)
    }

    @Test func allErrorsOfAllDocumentsAreToldAtOnce() async throws {
        var files = RotFixture.files
        files[RotFixture.spec]?.replace("id: 003\n", with: "id: x\n")
        files[RotFixture.first]?.replace("module: Ingest\n", with: "")
        files[RotFixture.second]?.replace("test: ServeTests", with: "tests: ServeTests")
        files["CLAUDE.md"]?.replace("raw.weather", with: "raw.soil")
        let found = try await RotFixture.diagnostics(try await GitFixture(files))
        #expect(
            found.map { $0.split(separator: " ")[1] }
                == [
                    "awos.gone_table", "awos.wrong_id", "yaml.missing_key", "awos.wrong_check",
                ])
    }

    @Test func evidenceIsStaleWhenItsInputsChanged() async throws {
        let git = try await GitFixture(RotFixture.files)
        let digests = { (inputs: String, approval: String) in
            RotDigests(inputs: { _, _, _ in inputs }, approval: { _ in approval })
        }
        #expect(try await RotFixture.diagnostics(git, digests: digests("i", "good")) == [])
        #expect(
            try await RotFixture.diagnostics(git, digests: digests("j", "good")) == [
                "error awos.stale_evidence \(RotFixture.spec):9:1: what proved AC-1 has changed since",
                "error awos.stale_evidence \(RotFixture.first):2:1: what proved 003-T1 has changed since",
            ])
        #expect(
            try await RotFixture.diagnostics(git, digests: digests("i", "bad")) == [
                "error awos.approval_lapsed \(RotFixture.spec): what Ada approved of 003-air has changed since"
            ])
    }

    @Test func inputsAreThoseOfTheLastCommit() async throws {
        let git = try await GitFixture(RotFixture.files).later()
        let inputs = try await InputsDigest(of: "HEAD", in: git.git)
        let task = try TaskFile(MarkdownFile(RotFixture.files[RotFixture.first]!, file: RotFixture.first))
        let spec = try FunctionalSpec(MarkdownFile(RotFixture.files[RotFixture.spec]!, file: RotFixture.spec))
        let (test, sql) = (task.checks[0], spec.criteria[0].checks[0])
        let folder = try SpecTree(root: git.folder.url).folder("003")
        let events: [LedgerEntry.Event] = [
            .approved(by: "Ada", digest: try Approval(folder).digest(), mode: "human-in-loop"),
            .checked(
                RotFixture.evidence("003-T1", test.text, inputs: try inputs.digest(test, files: task.scope))),
            .checked(
                RotFixture.evidence("003/AC-1", sql.text, inputs: try inputs.digest(sql, files: task.scope))),
            .done(task.id, attempt: 1, tree: "t", inputs: "i", usage: .init()),
        ]
        try git.folder.write(RotFixture.lines(events), to: RotFixture.ledger)
        #expect(try await RotFixture.diagnostics(git, digests: nil) == [])
        try await git.commit(["Tests/IngestTests/WeatherTests.swift": "struct WeatherTests { }\n"], "test: weather")
        #expect(
            try await RotFixture.diagnostics(git, digests: nil) == [
                "error awos.stale_evidence \(RotFixture.first):2:1: what proved 003-T1 has changed since"
            ])
    }

    @Test func whatIsTakenBackProvesNothing() async throws {
        var files = RotFixture.files
        files[RotFixture.ledger]! += RotFixture.lines([.undone(subject: "003", by: "Ada")])
        let found = try await RotFixture.diagnostics(try await GitFixture(files))
        #expect(found.count == 2)
        #expect(found.allSatisfy { $0.contains("awos.ticked_without_evidence") })
    }

    @Test func aQuestionIsAWarningUntilTheApproval() async throws {
        var files = RotFixture.files
        files[RotFixture.ledger] = RotFixture.lines([])
        files[RotFixture.spec]?.replace("[x]", with: "[ ]")
        files[RotFixture.list]?.replace("[x]", with: "[ ]")
        files[RotFixture.second]? += "\n[NEEDS CLARIFICATION: Whose?]\n"
        let found = try await RotFixture.diagnostics(try await GitFixture(files))
        #expect(found == ["warning awos.open_question \(RotFixture.second):37:1: nobody has answered: Whose?"])
    }

    @Test func othersChangesSinceTheApprovalAreNamed() async throws {
        let git = try await GitFixture(RotFixture.files).later()
        try await git.commit(["Modules/Ingest/Sources/Air.swift": "1"], "feat: air\n\nAwos-Task: 003-T1")
        try await git.commit(["Modules/Ingest/Sources/CLAUDE.md": "air\n", "README.md": "x"], "docs: a line")
        #expect(try await RotFixture.diagnostics(git) == [])
        try await git.commit(["Modules/Ingest/Sources/Air.swift": "2"], "fix: air")
        try await git.git.run(["checkout", "-q", "-b", "other", "HEAD~1"])
        try await git.commit(["Modules/Transform/Models/marts/mart_air.sql": "select 2\n"], "feat: mart")
        try await git.git.run(["checkout", "-q", "main"])
        try await git.git.run(["merge", "-q", "--no-edit", "other"])
        #expect(
            try await RotFixture.diagnostics(git) == [
                "error awos.changed_since_approval \(RotFixture.spec): the table marts.mart_air "
                    + "(Modules/Transform/Models/marts/mart_air.sql) has changed since 003-air was approved",
                "error awos.changed_since_approval \(RotFixture.first):6:1: "
                    + "Modules/Ingest/Sources/Air.swift has changed since 003-air was approved",
            ])
    }

    /// CI systems clone the last commit alone, and check out no branch.
    @Test func aShallowCloneIsJudgedAsFarAsItGoes() async throws {
        let origin = try await GitFixture(RotFixture.files).later()
        try await origin.commit(["README.md": "x"], "docs: a line")
        let folder = try TemporaryDirectory(prefix: "weir-shallow")
        let git = GitRepository(root: folder.url, environment: GitFixture.environment)
        try await git.run(["clone", "-q", "--depth", "1", "file://\(origin.folder.url.path)", "clone"])
        let clone = git.at(folder.url.appending(path: "clone", directoryHint: .isDirectory))
        try await clone.run(["checkout", "-q", "--detach"])
        try await clone.run(["branch", "-q", "-D", "main"])
        let tree = SpecTree(root: clone.root)
        let cut = try await RotWorld.read(tree, clone, programs: RotFixture.programs, digests: .unknown)
        #expect(cut.diagnostics().map(\.problem.code) == ["awos.history_cut_off"])
        #expect(cut.diagnostics().errorCount == 0)
        try await clone.run(["fetch", "-q", "--unshallow"])
        let whole = try await RotWorld.read(tree, clone, programs: RotFixture.programs, digests: .unknown)
        #expect(whole.diagnostics() == [])
        #expect(whole.changes.commits.first?.subject == "docs: a line")
    }

    @Test func aNumberIsTakenOnEveryBranch() async throws {
        let git = try await GitFixture(RotFixture.files)
        try await git.git.run(["checkout", "-q", "-b", "awos/003-soil"])
        try await git.commit(["context/spec/003-soil/functional-spec.md": Self.soil("003")], "docs: soil")
        try await git.git.run(["checkout", "-q", "main"])
        #expect(
            try await RotFixture.diagnostics(git) == [
                "error awos.double_spec \(RotFixture.spec): the number 003 is taken twice"
            ])
    }

    @Test func withoutWeirItsCommandsAreNotJudged() async throws {
        let git = try await GitFixture(RotFixture.files)
        let world = try await RotWorld.read(SpecTree(root: git.folder.url), git.git, digests: .unknown)
        #expect(world.diagnostics().map(\.problem.code) == ["awos.weir_not_asked"])
        #expect(world.diagnostics().errorCount == 0)
    }
}
