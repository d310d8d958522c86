import Charts
import Diagnostics
import Testing

@testable import Serve

@Suite struct PageReaderTests {
    private func page(_ body: String, settings: String = "title: Trips\norder: 2") -> Page {
        PageReader.read("---\n\(settings)\n---\n\(body)", name: "trips", file: "Pages/trips.md")
    }

    private let query = "\n```sql daily\nselect 1 as n\n```\n"

    @Test func aPageHasSettingsQueriesAndBlocks() throws {
        let page = page(query + "\n# Hello\n\n```chart width=half\ntype: line\ndata: daily\nx: n\ny: n\n```\n")
        #expect(page.errors.isEmpty)
        #expect(page.title == "Trips")
        #expect(page.order == 2)
        #expect(page.path == "/trips")
        #expect(page.queries["daily"]?.sql == "select 1 as n\n")
        #expect(page.queries["daily"]?.origin == .snapshot)
        guard case .chart(let chart, let width) = try #require(page.blocks.first).content else {
            Issue.record("no chart")
            return
        }
        #expect(chart.form == .line)
        #expect(width == .half)
    }

    @Test func aQueryKnowsItsPlaceInTheFile() throws {
        let page = page("é\n\n```sql daily from=state\nselect x\nfrom é.t where y\n```\n\n```table\ndata: daily\n```\n")
        let query = try #require(page.queries["daily"])
        #expect(query.origin == .state)
        let offset = query.sql.utf8.count - "y\n".utf8.count
        let place = query.location(at: offset)
        #expect(place.description == "Pages/trips.md:9:16")
        #expect(place.excerpt == "from é.t where y")
    }

    @Test func otherFencesAreCode() {
        let page = page("```swift\nlet a = 1\n```\n")
        #expect(page.errors.isEmpty)
        #expect(page.blocks.isEmpty)
    }

    @Test func figuresInRunningTextAreRead() throws {
        let page = page(query + "\nThere were {{ daily.n | percent }} trips.\n")
        let value = try #require(page.values.first)
        #expect((value.query, value.column, value.format) == ("daily", "n", .percent))
    }

    @Test func everyKindOfInputSetsItsParameters() {
        let page = page(
            """

            ```sql days
            select 1, 2
            ```
            ```input period
            type: date_range
            query: days
            default: last 30 days
            ```
            ```input station
            type: dropdown
            query: days
            all: All stations
            ```
            ```input least
            type: slider
            min: 0
            max: 10
            step: 2
            ```
            """)
        #expect(page.errors.isEmpty)
        #expect(page.inputs.map(\.parameters) == [["period_from", "period_to"], ["station"], ["least"]])
        #expect(page.inputs.map(\.label) == ["Period", "Station", "Least"])
    }

    @Test(
        arguments: [
            ("```chart\ntype: line\ndata: daly\nx: n\ny: n\n```\n", "serve.unknown_query", 10, "did you mean 'daily'?"),
            ("```chart\ntype: lime\ndata: daily\nx: n\ny: n\n```\n", "charts.wrong_value", 9, "did you mean 'line'?"),
            (
                "```chart\ntype: line\ndata: daily\nx: n\ny: n\ntitel: T\n```\n", "charts.unknown_key", 13,
                "did you mean 'title'?"
            ),
            (
                "```chart\ntype: line\nx: n\ny: n\n```\n", "serve.block_without_data", 8,
                "add a line `data: name_of_a_query`"
            ),
            ("```chart width=third\ntype: line\n```\n", "serve.unknown_option", 8, nil),
            ("```chrt\ntype: line\n```\n", "serve.unknown_block", 8, "did you mean 'chart'?"),
            ("```sql\nselect 1\n```\n", "serve.block_without_name", 8, nil),
            ("```sql daily\nselect 1\n```\n", "serve.name_twice", 9, "give one of them another name"),
            ("```sql two from=stat\nselect 1\n```\n", "serve.unknown_option", 8, "did you mean 'from=state'?"),
            ("```sql two\n\n```\n", "serve.empty_query", 8, nil),
            (
                "```sql two\nselect $nothing\n```\n", "serve.unknown_parameter", 9,
                "add a block ```input nothing; there are $target"
            ),
            ("```kpi\ndata: daily\nitems:\n  - {label: L, valu: n}\n```\n", "yaml.missing_key", 11, nil),
            ("```kpi\ndata: daily\nitems: []\n```\n", "serve.block_without_items", 8, nil),
            ("```table\ndata: daily\ncolumns:\n  - {name: n, format: percnt}\n```\n", "yaml.not_one_of", 11, nil),
            ("```input x\ntype: slider\nmin: 5\nmax: 1\n```\n", "serve.wrong_slider", 9, nil),
            ("```input x\ntype: dropdown\n```\n", "yaml.missing_key", 9, nil),
            ("```input x\ntype: date_range\nquery: daily\ndefault: last week\n```\n", "serve.wrong_default", 11, nil),
            ("```log\nrun: run\n```\n", "serve.unknown_input", 8, "add a block ```input run"),
            ("{{ daily }}\n", "serve.malformed_value", 8, nil),
            ("{{ dayly.n }}\n", "serve.unknown_query", 8, "did you mean 'daily'?"),
        ] as [(String, String, Int, String?)])
    func aMistakeIsNamedWithItsLine(body: String, code: String, line: Int, hint: String?) throws {
        let page = page(query.dropFirst() + body, settings: "title: Trips\norder: 2")
        let error = try #require(page.errors.first { $0.code.rawValue == code })
        #expect(error.location?.line == line)
        #expect(error.location?.file == "Pages/trips.md")
        if let hint { #expect(error.text().contains(hint)) }
    }

    @Test func aQueryThatFillsAnInputUsesNoOther() throws {
        let page = page(
            "\n```sql a\nselect $b\n```\n```input b\ntype: dropdown\nquery: a\n```\n")
        #expect(page.errors.map(\.message) == ["the query 'a' fills an input and cannot use the parameter '$b'"])
    }

    @Test(arguments: [
        ("# No settings\n", "serve.page_without_settings"), ("---\norder: 1\n---\n", "yaml.missing_key"),
        ("---\ntitle: [a\n---\n", "yaml.syntax"), ("---\ntitle: T\ntitel: U\n---\n", "yaml.unknown_key"),
    ])
    func wrongSettingsAreNamed(source: String, code: String) {
        let page = PageReader.read(source, name: "p", file: "p.md")
        #expect(page.errors.first?.code.rawValue == code)
        #expect(!page.title.isEmpty)
    }
}
