import Diagnostics
import JSON
import Testing

@testable import Charts

@Suite struct VegaLiteTests {
    private let daily = ChartData(
        columns: [
            ChartColumn("date", .day), ChartColumn("trips", .integer), ChartColumn("kind.of[rider]", .name),
            ChartColumn("share", .number), ChartColumn("began", .time), ChartColumn("weekend", .name),
        ],
        rows: [
            ["2024-05-01", 120, "member", 0.75, "2024-05-01 06:30:00", true],
            ["2024-05-02", 80, "casual", 0.25, "2024-05-02T07:00:00", nil],
        ])

    private func vega(_ object: JSONObject, look: ChartLook = .light.still) throws -> JSONValue {
        try Chart(object).vegaLite(daily, look: look)
    }

    @Test func rowsStandInsideByRole() throws {
        let document = try vega(["type": "line", "x": "date", "y": "trips", "series": "kind.of[rider]"])
        #expect(
            document["data"]?["values"] == [
                ["x": "2024-05-01", "y": 120, "series": "member"], ["x": "2024-05-02", "y": 80, "series": "casual"],
            ])
        #expect(document["encoding"]?["x"]?["field"] == "x")
        #expect(document["encoding"]?["tooltip"]?[0]?["title"] == "Kind.of[rider]")
    }

    @Test(
        arguments: [
            ("date", "temporal", "2024-05-01"), ("began", "temporal", "2024-05-01T06:30:00Z"),
            ("trips", "quantitative", 120),
            ("kind.of[rider]", "nominal", "member"), ("weekend", "nominal", "Yes"),
        ] as [(String, String, JSONValue)])
    func theTypeOfAnAxisIsThatOfItsColumn(column: String, type: String, first: JSONValue) throws {
        let document = try vega(["type": "point", "x": .string(column), "y": "share"])
        #expect(document["encoding"]?["x"]?["type"]?.string == type)
        #expect(document["data"]?["values"]?[0]?["x"] == first)
    }

    @Test func daysAreShownInUTCWhereverTheReaderIs() throws {
        let document = try vega(["type": "line", "x": "date", "y": "trips"])
        #expect(document["encoding"]?["x"]?["scale"]?["type"] == "utc")
        #expect(document["encoding"]?["tooltip"]?[0]?["timeUnit"] == "utcyearmonthdate")
    }

    @Test func severalMeasuresBecomeSeries() throws {
        let document = try vega(["type": "area", "x": "date", "y": ["trips", "share"], "y_title": "Both"])
        #expect(
            document["data"]?["values"] == [
                ["x": "2024-05-01", "y": 120, "series": "Trips"], ["x": "2024-05-02", "y": 80, "series": "Trips"],
                ["x": "2024-05-01", "y": 0.75, "series": "Share"], ["x": "2024-05-02", "y": 0.25, "series": "Share"],
            ])
        #expect(document["encoding"]?["y"]?["title"] == "Both")
    }

    @Test func namesOnTheVerticalAxisGetALineEach() throws {
        let document = try vega(["type": "bar", "x": "trips", "y": "kind.of[rider]", "order": "descending"])
        #expect(document["height"] == 52)
        #expect(document["autosize"]?["type"] == "fit-x")
        #expect(document["encoding"]?["y"]?["sort"] == "-x")
    }

    @Test(
        arguments: [
            (["2024-01-01", "2024-02-01", "2024-03-01"], "utcyearmonth"),
            (["2024-01-01", "2024-01-02"], "utcyearmonthdate"), (["2024-01-01"], "utcyearmonthdate"),
        ] as [([JSONValue], String)])
    func aBarIsAsWideAsItsTime(days: [JSONValue], unit: String) throws {
        let data = ChartData(
            columns: [ChartColumn("d", .day), ChartColumn("n", .integer)], rows: days.map { [$0, 1] })
        let document = try Chart(["type": "bar", "x": "d", "y": "n"]).vegaLite(data)
        #expect(document["encoding"]?["x"]?["timeUnit"]?.string == unit)
    }

    @Test func sharesAreStackedToTheWhole() throws {
        let document = try vega([
            "type": "bar", "x": "date", "y": "trips", "series": "kind.of[rider]", "stack": "share",
        ])
        #expect(document["encoding"]?["y"]?["stack"] == "normalize")
        #expect(document["encoding"]?["y"]?["axis"]?["format"] == ".0%")
    }

    @Test func aLineAnswersThePointerOnlyWhereThereIsOne() throws {
        let object: JSONObject = ["type": "line", "x": "date", "y": "trips"]
        #expect(try vega(object, look: .light)["layer"]?.array?.count == 3)
        #expect(try vega(object, look: .light.still)["layer"] == nil)
    }

    @Test func thePointerSeesAllSeriesOfOnePlace() throws {
        let document = try vega(["type": "line", "x": "date", "y": ["trips", "share"]], look: .light)
        let ruler = document["layer"]?[2]
        #expect(
            ruler?["data"]?["values"] == [
                ["x": "2024-05-01", "series0": 120, "series1": 0.75],
                ["x": "2024-05-02", "series0": 80, "series1": 0.25],
            ])
        #expect(ruler?["encoding"]?["tooltip"]?.array?.map { $0["title"] } == ["Date", "Trips", "Share"])
        let names = try vega(["type": "line", "x": "weekend", "y": "trips"], look: .light)
        #expect(names["layer"] == nil, "names have no nearness")
    }

    @Test func theDescriptionSaysWhatIsToBeSeen() throws {
        let chart = try Chart(["type": "line", "x": "date", "y": "trips", "title": "Trips per day"])
        #expect(chart.description(of: daily) == "Line chart: Trips per day. 2 rows, trips from 80 to 120.")
        #expect(try chart.vegaLite(daily)["description"]?.string == chart.description(of: daily))
    }

    @Test func columnsThatAreNotThereAreNamedAtOnce() throws {
        let chart = try Chart(["type": "line", "x": "dat", "y": "trip", "details": ["share"]]) { key in
            SourceLocation(file: "p.md", line: key == "x" ? 3 : 4, column: 4)
        }
        let errors = #expect(throws: WeirErrors.self) { try chart.vegaLite(daily) }
        #expect(errors?.all.map(\.hint) == ["did you mean 'date'?", "did you mean 'trips'?"])
        #expect(errors?.all.map { $0.location?.line } == [3, 4])
        #expect(errors?.all.first?.message == "the chart's 'x' is 'dat', which the query does not return")
    }

    @Test(
        arguments: [
            (["type": "bar", "x": "kind.of[rider]", "y": "date"], "y", "date"),
            (["type": "point", "x": "date", "y": "trips", "size": "began"], "size", "began"),
            (["type": "line", "x": "date", "y": ["trips", "weekend"]], "y", "weekend"),
            (["type": "heatmap", "x": "date", "y": "weekend", "series": "kind.of[rider]"], "series", "kind.of[rider]"),
        ] as [(JSONObject, String, String)])
    func whatIsMeasuredHasToBeANumber(object: JSONObject, key: String, column: String) {
        let error = #expect(throws: WeirError.self) { try vega(object) }
        #expect(error?.message == "the chart's '\(key)' is '\(column)', which does not hold numbers")
    }
}
