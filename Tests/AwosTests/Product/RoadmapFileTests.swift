import Testing

@testable import Awos

@Suite struct RoadmapFileTests {
    static let text = """
        # Roadmap

        - [x] A start

        ## Now

        - [ ] Hourly air quality (spec 003)
        * [ ] Stations that run empty
          - [X] a part (spec 002)

        ```
        - [ ] no item
        ```

        ## Later
        - [ ] One day

        """

    private let roadmap = RoadmapFile(MarkdownFile(text, file: "roadmap.md"))

    @Test func itemsAreBoxesBelowHeadings() {
        #expect(roadmap.items.map(\.phase) == ["", "Now", "Now", "Now", "Later"])
        #expect(
            roadmap.items.map(\.text) == [
                "A start", "Hourly air quality", "Stations that run empty", "a part", "One day",
            ])
        #expect(roadmap.items.map(\.isTicked) == [true, false, false, true, false])
        #expect(roadmap.items.map(\.spec) == [nil, SpecNumber(3), nil, SpecNumber(2), nil])
    }

    @Test func theFirstOpenItemIsTheFirstThatNobodyBegan() {
        #expect(roadmap.firstOpen?.text == "Stations that run empty")
        let linked = RoadmapFile(roadmap.linking(roadmap.items[2], to: SpecNumber(4)!))
        #expect(linked.document.text.contains("* [ ] Stations that run empty (spec 004)\n"))
        #expect(linked.firstOpen?.text == "One day")
        #expect(RoadmapFile(MarkdownFile("", file: "r.md")).firstOpen == nil)
    }

    @Test func boxesOfItemsWithASpecFollowTheSpec() {
        let ticked = roadmap.ticking([SpecNumber(3)!]).text
        let expected = Self.text.replacing("[ ] Hourly", with: "[x] Hourly").replacing("[X] a part", with: "[ ] a part")
        #expect(ticked == expected)
        #expect(RoadmapFile(MarkdownFile(ticked, file: "r.md")).ticking([SpecNumber(3)!]).text == expected)
    }
}
