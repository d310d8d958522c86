import Foundation
import Testing

@testable import Awos

@Suite struct ChangedPathsTests {
    private func commit(_ id: String, _ paths: String...) -> CommitRecord {
        CommitRecord(id: id, at: .distantPast, subject: id, subjects: [], paths: paths)
    }

    @Test func theLatestCommitOfEachPathIsNamed() {
        let changes = ChangedPaths([commit("c", "a"), commit("b", "a", "b"), commit("a", "b", "c")])
        #expect(changes.paths.sorted() == ["a", "b", "c"])
        let found = changes.latest(of: ["c", "b", "a", "d"]) { $0.id != "c" }
        #expect(found.map { "\($0.path) \($0.commit.id)" } == ["a b", "b b", "c a"])
    }
}
