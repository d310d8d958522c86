import Foundation
import Testing

@testable import Awos

@Suite struct BranchSpecsTests {
    private func overview(_ git: GitFixture) async throws -> SpecOverview {
        try await SpecOverview.read(SpecTree(root: git.folder.url), git.git)
    }

    private func words(_ git: GitFixture) async throws -> [String] {
        try await overview(git).farthest.map { try $0.status() }.map {
            "\($0.folder.name) \($0.word) \($0.branch ?? "-")"
        }
    }

    private static let allDone = RotFixture.lines(
        [1, 2].map { .done(TaskID("003-T\($0)")!, attempt: 1, tree: "t", inputs: "i", usage: .init()) })

    @Test func aSpecOnItsOwnBranchIsReadFromThere() async throws {
        let git = try await GitFixture()
        try await git.git.run(["checkout", "-q", "-b", "awos/003-air"])
        try await git.commit(RotFixture.files, "docs: air")
        #expect(try await words(git) == ["003-air in progress -"])
        try await git.git.run(["checkout", "-q", "main"])
        #expect(try await words(git) == ["003-air in progress awos/003-air"])
        let found = try await overview(git)
        #expect(found.branches.names.map(\.branch) == ["awos/003-air"])
        #expect(try found.spec("3").status().doneTasks == 1)
        #expect(found.branches.specs.first?.tasks.map(\.document.file) == [RotFixture.first, RotFixture.second])
    }

    @Test func theFartherOfCheckoutAndBranchIsShown() async throws {
        var files = RotFixture.files
        files[RotFixture.ledger] = nil
        let git = try await GitFixture(files)
        try await git.git.run(["checkout", "-q", "-b", "awos/003-air"])
        try await git.commit([RotFixture.ledger: Self.allDone], "feat: air")
        try await git.git.run(["checkout", "-q", "main"])
        #expect(try await words(git) == ["003-air implemented awos/003-air"])
        try await git.git.run(["merge", "-q", "awos/003-air"])
        #expect(try await words(git) == ["003-air merged -"])
    }

    @Test func whatIsMergedIsSeenFromAnOldBranch() async throws {
        let git = try await GitFixture()
        try await git.git.run(["checkout", "-q", "-b", "old"])
        try await git.git.run(["checkout", "-q", "main"])
        try await git.commit(RotFixture.files.merging([RotFixture.ledger: Self.allDone]) { $1 }, "feat: air")
        #expect(try await words(git) == ["003-air merged -"])
        try await git.git.run(["checkout", "-q", "old"])
        #expect(try await words(git) == ["003-air merged main"])
    }

    @Test func workThatIsNotOnTheMainBranchIsNotMerged() async throws {
        let git = try await GitFixture(RotFixture.files)
        #expect(try await words(git) == ["003-air in progress -"])
        try await git.git.run(["checkout", "-q", "-b", "awos/003-air"])
        try git.folder.write(Self.allDone, to: RotFixture.ledger)
        #expect(try await words(git) == ["003-air implemented -"])
    }

    @Test func aRepositoryWithoutACommitHasNoBranches() async throws {
        let git = try await GitFixture()
        try await git.git.run(["checkout", "-q", "--orphan", "new"])
        try await git.git.run(["branch", "-q", "-D", "main"])
        #expect(try await words(git) == [])
    }

    @Test func objectsOfAllKindsAreReadByOneCall() async throws {
        let git = try await GitFixture(["a.txt": "one\n", "b/c.txt": "\u{0}two missing", "d.txt": ""])
        let objects = try await git.git.objects(["main:a.txt", "main:gone", "main:b/c.txt", "main:d.txt", "main:b"])
        #expect(
            objects.prefix(4).map { $0.map { String(decoding: $0, as: UTF8.self) } } == [
                "one\n", nil, "\u{0}two missing", "",
            ])
        let entries = GitRepository.treeEntries(try #require(objects.last ?? nil), idBytes: 20)
        #expect(entries.map(\.name) == ["c.txt"])
        #expect(entries.first?.id == (try await git.git.run(["rev-parse", "main:b/c.txt"])).trimmed)
    }
}
