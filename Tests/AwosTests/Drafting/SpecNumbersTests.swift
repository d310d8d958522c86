import Diagnostics
import Testing

@testable import Awos

@Suite struct SpecNumbersTests {
    @Test func numbersAreTakenOverAllBranches() async throws {
        let fixture = try await GitFixture()
        let tree = SpecTree(root: fixture.folder.url)
        #expect(try await SpecNumbers(fixture.git, tree).next.description == "001")
        try await fixture.git.run(["checkout", "-q", "-b", "other"])
        try await fixture.commit(["context/spec/007-there/functional-spec.md": "x"], "docs: a spec")
        try await fixture.git.run(["checkout", "-q", "main"])
        try fixture.folder.write("x", to: "context/spec/002-here/functional-spec.md")
        try await fixture.git.run(["update-ref", "refs/remotes/origin/awos/009-begun", "HEAD"])
        let numbers = try await SpecNumbers(fixture.git, tree)
        #expect(numbers.places.keys.map(\.value).sorted() == [2, 7, 9])
        #expect(numbers.next.value == 10)
        let error = #expect(throws: WeirError.self) { try numbers.free(SpecNumber(7)!) }
        #expect(error?.message == "the number 007 is taken by 007-there on other")
        #expect(error?.hint?.hasSuffix("010") == true)
        #expect(try numbers.free(SpecNumber(3)!).value == 3)
    }
}
