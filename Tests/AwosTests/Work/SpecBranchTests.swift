import Foundation
import Testing

@testable import Awos

/// Where the branch of a spec began: the last commit that it shares with a main branch, here or as it was fetched.
@Suite struct SpecBranchTests {
    /// Commits `0`, `1`, `2` of a line, of which the last is the spec's; the main branches stand where it says.
    private static func base(main: Int, fetched: Int?) async throws -> Int? {
        let fixture = try await GitFixture()
        var commits = [try #require(try await fixture.git.commit("HEAD"))]
        try await fixture.git.run(["switch", "-q", "-c", "awos/004-water"])
        for number in 1...2 {
            try await fixture.commit(["a.txt": "\(number)\n"], "feat: \(number)")
            commits.append(try #require(try await fixture.git.commit("HEAD")))
        }
        try await fixture.git.run(["update-ref", "refs/heads/main", commits[main]])
        if let fetched {
            try await fixture.git.run(["update-ref", "refs/remotes/origin/main", commits[fetched]])
            try await fixture.git.run(["symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main"])
        }
        let folder = try #require(SpecFolder(name: "004-water", in: SpecTree(root: fixture.folder.url)))
        return try await SpecBranch(folder, in: fixture.git).base().flatMap { commits.firstIndex(of: $0) }
    }

    @Test(arguments: [
        (0, nil, 0), (0, 0, 0), (0, 1, 1),
        // Work that was merged here and not pushed yet.
        (1, 0, 1),
        // A branch that was merged already: where it began is told by the other one.
        (2, 0, 0), (0, 2, 0), (2, 2, 2),
    ])
    func theNearestCommitOfAMainBranchIsWhereItBegan(main: Int, fetched: Int?, expected: Int) async throws {
        #expect(try await Self.base(main: main, fetched: fetched) == expected)
    }
}
