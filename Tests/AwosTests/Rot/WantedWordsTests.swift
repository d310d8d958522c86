import Testing

@testable import Awos

@Suite struct WantedWordsTests {
    @Test(arguments: [
        ("let a: AirSource = b", ["AirSource"]), ("AirSources xAirSource AirSource_", []),
        ("// AirSource\nraw.air", []),
        ("\"raw.air\" \"raw.airs\"", ["raw.air"]), ("a://AirSource", ["AirSource"]), ("AirSource", ["AirSource"]),
        ("", []),
        ("x /* AirSource */", ["AirSource"]),
    ])
    func wholeWordsAreFoundOutsideOfComments(text: String, found: [String]) {
        let wanted = WantedWords(["AirSource", "raw.air"])
        #expect(Array(text.utf8).withUnsafeBytes(wanted.found).sorted() == found)
    }

    @Test func withoutWordsNothingIsFound() {
        let wanted = WantedWords([])
        #expect(wanted.isEmpty)
        #expect(Array("AirSource".utf8).withUnsafeBytes(wanted.found).isEmpty)
    }
}
