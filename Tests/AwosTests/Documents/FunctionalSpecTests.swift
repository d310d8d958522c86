import Diagnostics
import Testing

@testable import Awos

@Suite struct FunctionalSpecTests {
    static let text = """
        ---
        id: 003
        title: Hourly air quality
        kind: source
        name: air_quality
        supersedes: [001/AC-2]
        answers:
          cadence: hourly
        ---
        # 003: Hourly air quality

        ## Why

        Somebody wants it.   \r
        [NEEDS CLARIFICATION: Which stations?] **Assumption:** all of them.
        [NEEDS CLARIFICATION: Who pays?]

        ## Acceptance criteria

        - [ ] **AC-1** Given the sample, when it is loaded,
          then every row is there.

          ```check
          sql: select count(*) from raw.air_quality
          equals: 24
          after: [ingest air_quality]
          ```

        - [x] **AC-2** The page draws.

          ```check
          - page: air_quality
          - test: ServeTests/PagesTests
            keeps: true
          ```

        - [ ] **AC-3** It is loved.

        ## Out of scope

        ```text
        - [ ] **AC-9** an example
        ```

        """

    static func spec(_ text: String = text) throws -> FunctionalSpec {
        try FunctionalSpec(MarkdownFile(text, file: "context/spec/003-air-quality/functional-spec.md"))
    }

    @Test func allPartsAreRead() throws {
        let spec = try Self.spec()
        #expect("\(spec.number)" == "003")
        #expect((spec.title, spec.kind, spec.name) == ("Hourly air quality", "source", "air_quality"))
        #expect(spec.supersedes.map(\.description) == ["001/AC-2"])
        #expect(spec.answers == ["cadence": "hourly"])
        #expect(spec.criteria.map(\.id) == ["AC-1", "AC-2", "AC-3"])
        #expect(spec.criteria[0].statement == "Given the sample, when it is loaded, then every row is there.")
        #expect(spec.criteria.map(\.isTicked) == [false, true, false])
        #expect(spec.criteria.map(\.isVague) == [false, false, true])
        #expect(
            spec.criteria[0].checks.map(\.text) == [
                "sql: select count(*) from raw.air_quality equals: 24 after: ingest air_quality"
            ])
        #expect(spec.criteria[1].checks.map(\.text) == ["page: air_quality", "test: ServeTests/PagesTests keeps"])
        #expect(spec.criteria[0].checks.first?.location?.line == 24)
        #expect(spec.questions.map(\.text) == ["Which stations?", "Who pays?"])
        #expect(spec.questions.map(\.assumption) == ["all of them.", nil])
        #expect(spec.isReviewed)
    }

    @Test func tickingChangesBoxesAndNoOtherByte() throws {
        let ticked = try Self.spec().ticking(["AC-1"])
        let expected = Self.text.replacing("- [ ] **AC-1**", with: "- [x] **AC-1**")
            .replacing("- [x] **AC-2**", with: "- [ ] **AC-2**")
        #expect(ticked.text == expected)
        #expect(try FunctionalSpec(ticked).ticking(["AC-2"]).text == Self.text)
    }

    @Test func aMarkOfUnreadTextCounts() throws {
        let text = Self.text.replacing("## Why", with: "<!-- not-user-reviewed -->\n\n## Why")
        #expect(try !Self.spec(text).isReviewed)
    }

    @Test(arguments: [
        ("id: 003", "id: three", "awos.wrong_id", 2), ("title: Hourly air quality", "titel: x", "yaml.unknown_key", 3),
        ("[001/AC-2]", "[AC-2]", "awos.wrong_id", 6), ("**AC-2**", "**AC-1**", "awos.double_criterion", 29),
        ("equals: 24", "equal: 24", "awos.wrong_check", 24),
        ("page: air_quality", "pgae: air_quality", "awos.wrong_check", 32),
        ("ServeTests/PagesTests", "Serve Tests", "awos.wrong_check", 33),
        ("sql: select", "sql: [select", "yaml.syntax", 25),
    ])
    func mistakesHaveTheirPlace(old: String, new: String, code: String, line: Int) throws {
        let text = Self.text.replacing(old, with: new)
        var errors: [WeirError] = []
        do { _ = try Self.spec(text) } catch let error as WeirErrors { errors = error.all } catch {
            errors = [WeirError(wrapping: error)]
        }
        #expect(errors.contains { $0.code.rawValue == code && $0.location?.line == line }, "\(errors)")
        #expect(errors.allSatisfy { $0.kind == .usage })
    }
}
