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
        #expect(RoadmapFile(MarkdownFile("", file: "r.md")).firstOpen == nil)
    }

    @Test func itemsFollowTheSpecsThatWereBegunFromThem() {
        let specs = [
            RoadmapFile.Begun(SpecNumber(3)!, "Something else", isVerified: true),
            RoadmapFile.Begun(SpecNumber(2)!, "A part", isVerified: false),
            RoadmapFile.Begun(SpecNumber(4)!, "Stations that run empty", isVerified: true),
        ]
        let followed = roadmap.following(specs)
        let expected = Self.text.replacing("[ ] Hourly", with: "[x] Hourly").replacing("[X] a part", with: "[ ] a part")
            .replacing("[ ] Stations that run empty", with: "[x] Stations that run empty (spec 004)")
        #expect(followed.text == expected)
        #expect(RoadmapFile(followed).following(specs).text == expected)
        #expect(RoadmapFile(followed).firstOpen?.text == "One day")
    }
}
