import Diagnostics
import Testing

@testable import Charts

@Suite struct ChartsErrorsTests {
    @Test(
        arguments: [
            (
                .painterMissing(python: "/p", reason: "no such file"),
                "charts cannot be drawn as pictures: '/p' did not start: no such file",
                "run `make setup`, which installs vl-convert"
            ),
            (.painterFailed("bad mark"), "the chart could not be drawn as a picture: bad mark", nil),
            (
                .painterEnded("ImportError"), "the program that draws charts ended: ImportError",
                "run `make setup`, which installs vl-convert"
            ),
            (.painterEnded(""), "the program that draws charts ended", "run `make setup`, which installs vl-convert"),
            (.painterSlow(seconds: 60), "the chart was not drawn within 60 s", "draw fewer rows"),
            (
                .unknownChartKey("colour", at: nil), "a chart has no key 'colour'",
                "its keys are \(Chart.keys.joined(separator: ", "))"
            ),
            (
                .unknownChartColumn("zebra", key: "x", in: ["a", "b"], at: nil),
                "the chart's 'x' is 'zebra', which the query does not return", "the query returns a, b"
            ),
        ] as [(WeirError, String, String?)])
    func messagesSayWhatAndWhatNext(error: WeirError, message: String, hint: String?) {
        #expect(error.message == message)
        #expect(error.hint == hint)
    }
}
