import Diagnostics
import Foundation
import Testing

@testable import Awos

@Suite struct RenumberingTests {
    @Test func idsInsideFollowAndNothingElse() async throws {
        let folder = "context/spec/003-air"
        let fixture = try await GitFixture([
            "\(folder)/functional-spec.md":
                "---\nid: 003\ntitle: t 003\n---\n# 003: T\r\n003/AC-1 1003-T1 003-T2x context/spec/003-air/x 003-airy",
            "\(folder)/prompts/003-T1-a1.md": "003-T1",
            "\(folder)/ledger.jsonl": "{\"subject\":\"003/AC-1\",\"task\":\"003-T1\",\"seconds\":003}\n",
            "\(folder)/sample/003-T1.csv": "003-T1",
        ])
        let tree = SpecTree(root: fixture.folder.url)
        let numbers = try await SpecNumbers(fixture.git, tree)
        let renumbering = try Renumbering(try tree.folder("3"), to: nil, numbers)
        #expect((renumbering.name, renumbering.path) == ("004-air", "context/spec/004-air"))
        try renumbering.apply()
        #expect(tree.folders().map(\.name) == ["004-air"])
        let text = { (path: String) in
            try String(contentsOf: fixture.folder.file("context/spec/004-air/\(path)"), encoding: .utf8)
        }
        #expect(
            try text("functional-spec.md")
                == "---\nid: 004\ntitle: t 003\n---\n# 004: T\r\n004/AC-1 1003-T1 004-T2x context/spec/004-air/x 003-airy"
        )
        #expect(try text("prompts/004-T1-a1.md") == "004-T1")
        #expect(try text("ledger.jsonl") == "{\"subject\":\"004/AC-1\",\"task\":\"004-T1\",\"seconds\":003}\n")
        #expect(try text("sample/003-T1.csv") == "003-T1")
    }

    @Test func aTakenNumberIsRefused() async throws {
        let fixture = try await GitFixture(["context/spec/003-a/x": "", "context/spec/004-b/x": ""])
        let tree = SpecTree(root: fixture.folder.url)
        let numbers = try await SpecNumbers(fixture.git, tree)
        for number in [3, 4] {
            let error = #expect(throws: WeirError.self) {
                try Renumbering(try tree.folder("3"), to: SpecNumber(number), numbers)
            }
            #expect(error?.code == "awos.number_taken")
        }
    }
}
