import Foundation
import Testing

@testable import Awos

@Suite struct ScopeTests {
    @Test(arguments: [
        ("Modules/Ingest/A.swift", "Modules/Ingest/A.swift", true),
        ("Modules/Ingest/A.swift", "Modules/Ingest/A.swift.orig", false),
        ("Modules/*/A.swift", "Modules/Ingest/A.swift", true), ("Modules/*/A.swift", "Modules/Ingest/B/A.swift", false),
        ("Modules/Ingest/*.swift", "Modules/Ingest/.swift", true), ("a/*b*c", "a/xbybzc", true),
        ("a/*b*c", "a/xbyz", false),
        ("Fixtures/**", "Fixtures/a/b.json", true), ("Fixtures/**", "Fixtures", false),
        ("Fixtures/**", "Fixtures2/a", false), ("Modules/**/A.swift", "Modules/A.swift", true),
        ("Modules/**/A.swift", "Modules/x/y/A.swift", true), ("Modules/**/A.swift", "Modules/x/B.swift", false),
    ])
    func patternsNamePaths(pattern: String, path: String, isNamed: Bool) {
        #expect(Scope.matches(pattern, path) == isNamed)
    }

    @Test(arguments: [
        ".gitignore", "Modules/Ingest/.gitattributes", ".ci/run.sh", ".claude/settings.json", "Makefile",
        "Package.swift",
        "weir.yml", "context/product/roadmap.md", ".swift-format", ".swiftformat", "Scripts/set-up",
        "Tests/RepositoryTests/ImportTests.swift", "CLAUDE.md", ".weir/bin/awos",
    ])
    func machineryIsOpenedOnlyByItsOwnName(path: String) {
        #expect(Scope(["**"]).refusal(of: path, existsAtBase: true) == .protected)
        #expect(Scope([path]).refusal(of: path, existsAtBase: false) == .protected)
        #expect(Scope([], widened: ["**"]).refusal(of: path, existsAtBase: true) == .protected)
        #expect(Scope([], widened: [path]).refusal(of: path, existsAtBase: true) == nil)
    }

    @Test func whatAwosWritesIsOpenedByNothing() {
        let ledger = "context/spec/003-air/ledger.jsonl"
        #expect(Scope(["**"], widened: [ledger]).refusal(of: ledger, existsAtBase: true) == .protected)
    }

    @Test func testsMayBeAddedAndNotChanged() {
        let scope = Scope(["Tests/IngestTests/**", "Modules/Ingest/**"])
        let test = "Tests/IngestTests/Sources/AirTests.swift"
        #expect(scope.refusal(of: test, existsAtBase: false) == nil)
        #expect(scope.refusal(of: test, existsAtBase: true) == .existingTest)
        #expect(scope.refusal(of: "Modules/Ingest/A.swift", existsAtBase: true) == nil)
        #expect(scope.refusal(of: "Modules/Serve/A.swift", existsAtBase: true) == .outside)
        #expect(scope.refusal(of: "Tests", existsAtBase: true) == .outside)
    }

    @Test func aPersonOpensPathsLater() throws {
        let task = try TaskFixture.task(mayWrite: ["Modules/Ingest/A.swift"], widens: ["Package.swift"])
        let ledger = Ledger([
            .init(at: .distantPast, .widened(task.id, path: "docs/a.md", by: "Ada", reason: "it tells how")),
            .init(at: .distantPast, .widened(TaskID("003-T9")!, path: "docs/b.md", by: "Ada", reason: "another task")),
            .init(at: .distantPast, .acceptedTest(path: "Tests/ATests/A.swift", by: "Ada", reason: "it was wrong")),
        ])
        let scope = Scope(of: task, by: ledger)
        for path in ["Package.swift", "docs/a.md", "Tests/ATests/A.swift", "Modules/Ingest/A.swift"] {
            #expect(scope.refusal(of: path, existsAtBase: true) == nil, "\(path)")
        }
        #expect(scope.refusal(of: "docs/b.md", existsAtBase: true) == .outside)
    }

    @Test(arguments: [
        (["Modules/A/**"], ["Modules/A/b.swift"], true), (["Modules/A/*.swift"], ["Modules/A/b.swift"], true),
        (["Modules/A/b.swift"], ["Modules/A/c.swift"], false), (["Modules/A/**"], ["Modules/B/**"], false),
        (["Modules/A/x*"], ["Modules/A/*y"], true), (["a"], ["a/b"], false), (["a", "b/c"], ["b/*"], true),
    ])
    func scopesThatMeetAreKnown(one: [String], two: [String], doOverlap: Bool) {
        #expect(Scope(one).overlaps(Scope(two)) == doOverlap)
        #expect(Scope(two).overlaps(Scope(one)) == doOverlap)
    }
}
