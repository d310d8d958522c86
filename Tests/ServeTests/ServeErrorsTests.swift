import Diagnostics
import Testing

@testable import Serve

@Suite struct ServeErrorsTests {
    private static let place = SourceLocation(file: "p.md", line: 3)
    private static let query = PageQuery(
        name: "daily", sql: "select $form", origin: .snapshot, source: "select $form", utf8Offset: 0, file: "p.md")

    @Test(
        arguments: [
            (
                .pageWithoutSettings(at: place), "the page does not begin with its settings",
                "begin the file with `---`, `title: …`, `---`"
            ),
            (
                .malformedValue("a", at: place), "'{{ a }}' names no value",
                """
                write `{{ query.column }}` or `{{ query.column | percent }}`; formats are auto, integer, number, short, percent, \
                duration, day, time, status, code
                """
            ),
            (.unknownBlock("chrt", near: "chart", at: place), "a page has no block 'chrt'", "did you mean 'chart'?"),
            (
                .blockWithoutName("sql", at: place), "the 'sql' block has no name",
                "write ```sql name; a name has letters, digits and _"
            ),
            (
                .blockWithoutData("chart", at: place), "the 'chart' block does not say which query it shows",
                "add a line `data: name_of_a_query`"
            ),
            (
                .blockWithoutItems(at: place), "the 'kpi' block has no items",
                "add `items:` with a list of {label, value}"
            ),
            (
                .unknownOption("with=half", of: "chart", known: ["width=half"], at: place),
                "'with=half' means nothing behind 'chart'", "did you mean 'width=half'?"
            ),
            (
                .unknownOption("x", of: "kpi", known: [], at: place), "'x' means nothing behind 'kpi'",
                "nothing may stand there"
            ),
            (.emptyQuery("daily", at: place), "the query 'daily' is empty", nil),
            (
                .nameTwice("query", "daily", at: place), "the page has two queries called 'daily'",
                "give one of them another name"
            ),
            (
                .wrongDateDefault("x", at: place), "'x' is no default of a date range", "write `all` or `last 30 days`"
            ),
            (.wrongSlider(at: place), "a slider needs 'min' below 'max' and a 'step' above 0", nil),
            (
                .unknownChart("chart-9", of: "index", in: ["chart-1", "chart-2"]),
                "the page 'index' has no chart 'chart-9'", "its charts are chart-1, chart-2"
            ),
            (.unknownChart("chart-9", of: "runs", in: []), "the page 'runs' has no chart 'chart-9'", "it draws none"),
            (
                .noRows(chart: "chart-1", page: "index"),
                "'chart-1' of the page 'index' has no rows for this selection, so nothing is drawn",
                "choose other inputs, or look at its query"
            ),
            (
                .noPainter(), "this server does not draw charts as pictures: vl-convert is not installed",
                "run `make setup`, which installs it, and start the server again"
            ),
            (
                .unknownQuery("dayly", in: ["daily", "a"], at: place), "the page has no query 'dayly'",
                "did you mean 'daily'?"
            ),
            (
                .unknownQuery("zebra", in: ["daily", "a"], at: place), "the page has no query 'zebra'",
                "its queries are a, daily"
            ),
            (.unknownQuery("x", in: [], at: place), "the page has no query 'x'", "add a block ```sql x"),
            (.unknownInput("x", in: [], at: place), "the page has no input 'x'", "add a block ```input x"),
            (
                .unknownParameter("form", of: query, known: ["from"]),
                "the query 'daily' uses '$form', which no input sets",
                "add a block ```input form; there are $from"
            ),
            (
                .parameterOfInput("form", of: query),
                "the query 'daily' fills an input and cannot use the parameter '$form'",
                "inputs are filled before any of them is set"
            ),
            (
                .unknownColumn("x", of: "daily", in: ["date", "trips"], at: place),
                "the query 'daily' does not return 'x'",
                "it returns date, trips"
            ),
            (.unknownPage("wether", in: ["weather"]), "there is no page 'wether'", "did you mean 'weather'?"),
            (
                .queryTooSlow(query, seconds: 30), "the query 'daily' took longer than 30 s",
                "let a model in marts do the work, and read its table"
            ),
            (
                .tooManyRows(query, limit: 10_000),
                "the query 'daily' returns more rows than the 10000 that a page takes",
                "group the rows, or end the query with `limit`"
            ),
            (
                .nothingPublished(), "nothing is published yet",
                "run `weir run city_bikes`, or `make demo` for the sample data"
            ),
            (
                .tokenNeeded(host: "0.0.0.0"),
                "on '0.0.0.0' other machines can read the dashboard, and there is no token",
                "set one in WEIR_SERVE_TOKEN, or serve on 127.0.0.1"
            ),
            (.noPages(folder: "Pages"), "there is no page in 'Pages'", "add a file `index.md` with a title"),
            (.bundleMissing(file: "vega.js"), "the chart library 'vega.js' is missing", "run `make setup`"),
            (
                .manifestUnreadable(file: "manifest.json", reason: "1:2: x"), "'manifest.json' cannot be read: 1:2: x",
                "run `weir transform build` again"
            ),
        ] as [(WeirError, String, String?)])
    func messagesSayWhatAndWhatNext(error: WeirError, message: String, hint: String?) {
        #expect(error.message == message)
        #expect(error.hint == hint)
    }

    @Test func aParameterIsUnderlinedWhereItStands() {
        let error = WeirError.unknownParameter("form", of: Self.query, known: ["from"])
        #expect(error.location?.description == "p.md:1:8")
        #expect(error.location?.length == 5)
        #expect(error.location?.remark == "did you mean '$from'?")
    }
}
