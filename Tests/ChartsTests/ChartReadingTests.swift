import Diagnostics
import JSON
import Testing

@testable import Charts

@Suite struct ChartReadingTests {
    @Test func aChartIsReadFromItsKeys() throws {
        let chart = try Chart([
            "type": "bar", "data": "stations", "x": "trips", "y": "station_name", "title": "Top stations",
            "order": "descending", "format": "short", "height": 300,
        ])
        #expect(chart.form == .bar)
        #expect(chart.data == "stations")
        #expect(chart.y == ["station_name"])
        #expect(chart.order == .descending)
        #expect(chart.format == .short)
        #expect(chart.height == 300)
        #expect(chart.stack == .total)
    }

    @Test func severalColumnsOfTheVerticalAxisAreAList() throws {
        let chart = try Chart(["type": "line", "x": "date", "y": ["member_trips", "casual_trips"]])
        #expect(chart.y == ["member_trips", "casual_trips"])
        #expect(chart.name == "Member trips, casual trips by date")
    }

    @Test(
        arguments: [
            (
                ["type": "line", "x": "a", "y": "b", "titel": "t"], "charts.unknown_key", "a chart has no key 'titel'",
                "did you mean 'title'?"
            ),
            (
                ["type": "lime", "x": "a", "y": "b"], "charts.wrong_value", "'lime' is no 'type' of a chart",
                "did you mean 'line'?"
            ),
            (
                ["type": "pie", "x": "a", "y": "b"], "charts.wrong_value", "'pie' is no 'type' of a chart",
                "it is one of line, area, bar, point, heatmap"
            ),
            (["type": "line", "x": "a"], "charts.missing_key", "the chart does not say 'y'", "add a line `y: …`"),
            (
                ["type": "heatmap", "x": "a", "y": "b"], "charts.missing_key",
                "the chart does not say 'series', and it names the number that colours", "add a line `series: …`"
            ),
            (
                ["type": "line", "x": "a", "y": ["b", "c"], "series": "d"], "charts.wrong_value",
                "the chart's 'series' has to be left out when 'y' names several columns", nil
            ),
            (["type": "line", "x": ["a"], "y": "b"], "charts.wrong_value", "the chart's 'x' has to be a text", nil),
            (
                ["type": "line", "x": "a", "y": "b", "zero": "yes"], "charts.wrong_value",
                "the chart's 'zero' has to be true or false", nil
            ),
            (
                ["type": "line", "x": "a", "y": "b", "height": 5], "charts.wrong_value",
                "the chart's 'height' has to be a number of pixels from 40 to 4000", nil
            ),
        ] as [(JSONObject, String, String, String?)])
    func aWrongChartSaysWhatIsWrong(object: JSONObject, code: String, message: String, hint: String?) {
        let error = #expect(throws: WeirError.self) { try Chart(object) }
        #expect(error?.code.rawValue == code)
        #expect(error?.message == message)
        #expect(error?.hint == hint)
        #expect(error?.kind == .usage)
    }

    @Test func allErrorsAreFoundAtOnceAtTheirPlaces() {
        let errors = #expect(throws: WeirErrors.self) {
            try Chart(["type": "line", "x": "a", "hight": 3, "stack": "shared"]) { key in
                SourceLocation(file: "page.md", line: ["hight": 4, "stack": 5][key] ?? 1, excerpt: "the line")
            }
        }
        #expect(errors?.all.map { $0.location?.line } == [4, 1, 5])
        #expect(errors?.all.map { $0.location?.remark } == ["did you mean 'height'?", nil, "did you mean 'share'?"])
    }
}
