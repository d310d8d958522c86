import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct AdoptionTests {
    static let spec = """
        # Functional Specification: Lending \"Library\"

        - **Status:** Completed

        ## 2. Functional Requirements

        - **As a** reader, I lend a book.   \r
          - **Acceptance Criteria:**
            - [x] The book is mine.
            - [ ] It comes back.
            - [?] Nobody can say.

        ```text
        - [x] an example
        ```

        """
    static let tasks = """
        # Tasks

        - [x] **Slice 1: Lend**
          - [x] Add a table. **[Agent: modeller]**
          - [ ] Verify: lend one. **[Agent: tester]**

        ## Slice 2

        - [X] Give it back. **[Agent: modeller]**

        """
    static let files = [
        "context/product/roadmap.md": "# Roadmap\n\n- [x] **Lending**\n- [ ] Fines\n",
        "context/product/notes.md": "x\n",
        "context/spec/002-lending/functional-spec.md": spec, "context/spec/002-lending/tasks.md": tasks,
        "context/spec/002-lending/technical-considerations.md": "# Tech\n- [x] kept as it is\n",
        "context/spec/002-lending/old.md": "x\n", "context/spec/drafts/a.md": "x\n",
    ]

    private func tree(_ files: [String: String]) throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory()
        for (path, text) in files { try folder.write(text, to: path) }
        return folder
    }

    private func text(_ folder: TemporaryDirectory, _ path: String) throws -> String {
        try String(contentsOf: folder.file(path), encoding: .utf8)
    }

    private func adopt(_ from: TemporaryDirectory, _ into: TemporaryDirectory, taken: [String] = []) throws -> Adoption
    {
        let adoption = try Adoption.read(from.url, into: SpecTree(root: into.url), taken: taken)
        _ = try adoption.write(to: into.url)
        return adoption
    }

    @Test func boxesGetIDsAndTicksBecomeClaims() throws {
        let (there, here) = (try tree(Self.files), try tree([:]))
        let adoption = try adopt(there, here)
        let folder = "context/spec/002-lending"
        #expect(
            try text(here, "\(folder)/functional-spec.md")
                == "---\nid: 002\ntitle: \"Lending \\\"Library\\\"\"\nkind: other\nname: lending\n---\n"
                + Self.spec.replacing("- [x] The", with: "- [ ] **AC-1** *(claimed)* The")
                .replacing("- [ ] It", with: "- [ ] **AC-2** It").replacing(
                    "- [?] Nobody", with: "- [ ] **AC-3** Nobody"))
        #expect(
            try text(here, "\(folder)/tasks.md")
                == Self.tasks
                .replacing("- [x] **Slice", with: "- [ ] *(claimed)* **Slice")
                .replacing("- [x] Add", with: "- [ ] **002-T1** *(claimed)* Add")
                .replacing("- [ ] Verify", with: "- [ ] **002-T2** Verify")
                .replacing("- [X] Give", with: "- [ ] **002-T3** *(claimed)* Give"))
        #expect(try text(here, "\(folder)/technical-considerations.md") == "# Tech\n- [x] kept as it is\n")
        #expect(
            try text(here, "context/product/roadmap.md") == "# Roadmap\n\n- [ ] *(claimed)* **Lending**\n- [ ] Fines\n")
        let found = try #require(adoption.specs.first)
        #expect((found.name, found.status) == ("002-lending", "Completed"))
        #expect(found.criteria == (3, 1))
        #expect(found.agents == ["modeller", "tester"])
        #expect(
            adoption.leftOut == ["context/product/notes.md", "context/spec/002-lending/old.md", "context/spec/drafts"])
    }

    @Test func whatWasAdoptedReads() throws {
        let here = try tree([:])
        _ = try adopt(try tree(Self.files), here)
        let spec = try SpecTree(root: here.url).folder("2").spec()
        #expect(spec.title == "Lending \"Library\"")
        #expect(spec.criteria.map(\.id) == ["AC-1", "AC-2", "AC-3"])
        #expect(spec.criteria.allSatisfy { !$0.isTicked && $0.isVague })
    }

    @Test func aSecondCallChangesNothing() throws {
        let (there, here) = (try tree(Self.files), try tree([:]))
        _ = try adopt(there, here)
        let again = try adopt(there, here)
        #expect(again.files.allSatisfy { $0.state == .there })
        #expect(try again.write(to: here.url) == 0)
    }

    @Test func nothingIsOverwritten() throws {
        let (there, here) = (try tree(Self.files), try tree(["context/product/roadmap.md": "mine\n"]))
        let adoption = try adopt(there, here)
        #expect(adoption.files.first { $0.target == "context/product/roadmap.md" }?.state == .kept)
        #expect(try text(here, "context/product/roadmap.md") == "mine\n")
    }

    @Test func aTakenNumberGivesWay() throws {
        let (there, here) = (try tree(Self.files), try tree(["context/spec/002-other/x": ""]))
        let adoption = try adopt(there, here, taken: ["005-branch"])
        #expect(adoption.specs.map(\.name) == ["006-lending"])
        #expect(try text(here, "context/spec/006-lending/tasks.md").contains("**006-T1**"))
        #expect(try adopt(there, here, taken: ["005-branch"]).files.allSatisfy { $0.state == .there })
    }

    @Test func aTreeOfTheRepositoryItselfIsAdoptedInPlace() throws {
        let here = try tree(Self.files)
        #expect(try adopt(here, here).files.contains { $0.state == .changed })
        let path = "context/spec/002-lending/functional-spec.md"
        let verified = try text(here, path).replacing("- [ ] **AC-1**", with: "- [x] **AC-1**")
        try here.write(verified, to: path)
        #expect(try adopt(here, here).files.allSatisfy { $0.state == .there })
        #expect(try text(here, path) == verified)
    }

    @Test func aFolderWithoutATreeIsRefused() throws {
        let error = #expect(throws: WeirError.self) { _ = try adopt(try tree(["a": ""]), try tree([:])) }
        #expect(error?.code == "awos.nothing_to_adopt")
        #expect(error?.kind == .usage)
    }
}
