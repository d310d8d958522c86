import Foundation
import Testing

@testable import Profiling

/// Which types columns get, and that all rows were asked.
@Suite struct TypeProfileTests {
    private let bench: ProfilingBench

    init() async throws { bench = try await ProfilingBench() }

    /// The profile of one column of these values, beside an id.
    private func column(_ header: String, _ values: [String], delimiter: String = ";") async throws -> ColumnProfile {
        let rows = values.enumerated().map { "\($0.offset)\(delimiter)\($0.element)\n" }.joined()
        return try await bench.resource("id\(delimiter)\(header)\n" + rows).columns[1]
    }

    private func numbers(_ range: Range<Int>, _ text: (Int) -> String) -> [String] { range.map(text) }

    @Test(arguments: [
        ColumnCase("code", "text") { padded($0, 5) }, ColumnCase("zip", "text") { "\(10_000 + $0)" },
        ColumnCase("serial", "text") { "\(9_223_372_036_854_775_808 as UInt64 + UInt64($0))" },
        ColumnCase("version", "text") { "1.\($0).2" }, ColumnCase("seat", "text") { "\($0)B" },
        ColumnCase("sensor", "text") { "s\($0)" },
    ])
    func codesStayText(_ one: ColumnCase) async throws {
        #expect(try await column(one.header, one.values).type.value.description == one.expected)
    }

    @Test func wholeNumbersBeyond64BitsThatRepeatStayExact() async throws {
        let column = try await column("atoms", numbers(0..<40) { "1844674407370955161\($0 % 5)" })
        #expect(column.type.value == .decimal(precision: 38, scale: 0))
    }

    @Test func oneCodeBehindTheSampleMakesAColumnText() async throws {
        let values = numbers(0..<30_000) { $0 == 11_111 ? "007" : "\($0)" }
        let column = try await column("number_of", values)
        #expect(column.type.value == .text)
        #expect(column.type.reason.contains("begin with 0"))
    }

    @Test func oneWordBehindTheSampleMakesAColumnText() async throws {
        let column = try await column("v", numbers(0..<30_000) { $0 == 11_111 ? "about 5" : "\($0)" })
        #expect(column.type.value == .text)
        #expect(column.type.reason == "1 of 30000 values are not whole numbers: text keeps them all")
    }

    @Test func oneFractionBehindTheSampleMakesNumbersOfWholeOnes() async throws {
        let column = try await column("v", numbers(0..<30_000) { $0 == 11_111 ? "5.5" : "\($0)" })
        #expect(column.type.value == .double)
    }

    @Test func valuesOfSeveralKindsAreText() async throws {
        let column = try await column("reading", numbers(0..<40) { $0 % 10 == 0 ? "broken" : "\($0).5" })
        #expect(column.type.value == .text)
        #expect(column.type.reason == "4 of 40 sampled values are not a number: text keeps them all")
    }

    @Test(arguments: ["NA", "n/a", "NULL", "-", "#N/A", "NaN", "missing"])
    func wordsForNoValueAreNoValues(_ word: String) async throws {
        let column = try await column("v", numbers(0..<40) { $0 % 4 == 0 ? word : "\($0).25" })
        #expect(column.type.value == .double)
        #expect(column.nullTexts == [word])
        #expect(column.nulls == 10)
    }

    @Test func aWordForNoValueIsAValueOfTexts() async throws {
        let column = try await column("country", numbers(0..<40) { ["NA", "DE", "FR", "US"][$0 % 4] })
        #expect(column.nulls == 0)
        #expect(column.distinct == 4)
    }

    @Test(arguments: [
        ColumnCase("ts", "timestamp", "epoch seconds") { "\(1_700_000_000 + $0 * 60)" },
        ColumnCase("created", "timestamp", "epoch milliseconds") { "\((1_700_000_000 + $0 * 60) * 1000)" },
        ColumnCase("event_time", "timestamp", "epoch microseconds") { "\((1_700_000_000 + $0 * 60) * 1_000_000)" },
        ColumnCase("at", "timestamp", "moment with offset") { "2024-01-\(padded($0 % 28 + 1, 2))T10:00:00Z" },
        ColumnCase("at", "timestamp", "moment with offset") { "2024-01-\(padded($0 % 28 + 1, 2)) 10:00:00+02:00" },
        ColumnCase("at", "timestamp", "moment with offset") { "2024-01-\(padded($0 % 28 + 1, 2)) 10:00:00-0500" },
        ColumnCase("at", "timestamp") { "2024-01-\(padded($0 % 28 + 1, 2)) 10:00:00" },
        ColumnCase("at", "timestamp") { "2024-01-\(padded($0 % 28 + 1, 2))T10:00:00.123456" },
        ColumnCase("at", "timestamp", "moment %d/%m/%Y %H:%M") { "\($0 % 28 + 1)/1/2024 10:0\($0 % 10)" },
        ColumnCase("at", "timestamp", "moment %m/%d/%Y %I:%M %p") { "1/\($0 % 28 + 1)/2024 10:0\($0 % 10) PM" },
        ColumnCase("time", "timestamp", "moment %Y%m%d%H%M%S") { "202402\(padded($0 % 28 + 1, 2))101500" },
    ])
    func momentsAreRead(_ one: ColumnCase) async throws {
        let column = try await column(one.header, one.values)
        #expect(column.type.value.description == one.expected)
        #expect(column.reading.value.description == one.reading)
        #expect(column.nulls == 0)
        #expect(column.range != nil)
    }

    @Test func tenDigitsWithoutANameAreNoMoments() async throws {
        let column = try await column("visit_id", numbers(0..<40) { "\(1_700_000_000 + ($0 * 7919) % 1000)" })
        #expect(column.type.value == .integer)
    }

    @Test(arguments: [
        ColumnCase("date", "date") { "2024-01-\(padded($0 % 28 + 1, 2))" },
        ColumnCase("date", "date", "moment %d.%m.%Y") { "\(padded($0 % 28 + 1, 2)).02.2024" },
        ColumnCase("date", "date", "moment %m/%d/%y") { "2/\($0 % 28 + 1)/24" },
        ColumnCase("date", "date", "moment %d-%b-%Y") { "\($0 % 28 + 1)-Feb-2024" },
        ColumnCase("date", "date", "moment %B %d, %Y") { "February \($0 % 28 + 1), 2024" },
        ColumnCase("date", "date", "moment %Y%m%d") { "202402\(padded($0 % 28 + 1, 2))" },
        ColumnCase("date", "date", "moment %Y/%m/%d") { "2024/02/\(padded($0 % 28 + 1, 2))" },
        ColumnCase("date", "date", "moment %Y-%m") { "2024-\(padded($0 % 12 + 1, 2))" },
        ColumnCase("order date", "date", "spreadsheet days") { "\(45_000 + $0)" },
    ])
    func datesAreRead(_ one: ColumnCase) async throws {
        let column = try await column(one.header, one.values)
        #expect(column.type.value.description == one.expected)
        #expect(column.reading.value.description == one.reading)
        #expect(column.reading.question == nil)
    }

    @Test func theOrderOfDayAndMonthIsDecidedByOneRowOfMany() async throws {
        let values = numbers(0..<30_000) {
            $0 == 11_111 ? "31/01/2024" : "\(padded($0 * 7 % 12 + 1, 2))/\(padded($0 * 5 % 11 + 1, 2))/2024"
        }
        let column = try await column("date", values)
        #expect(column.reading.value == .moment(formats: ["%d/%m/%Y"]))
        #expect(column.reading.question == nil)
    }

    @Test func theOrderOfDayAndMonthIsDecidedByTheOrderOfRows() async throws {
        let days = (1...12).flatMap { month in (1...12).map { "\(padded(month, 2))/\(padded($0, 2))/2024" } }
        let column = try await column("date", days)
        #expect(column.reading.value == .moment(formats: ["%m/%d/%Y"]))
        #expect(column.reading.question == nil)
        #expect(column.reading.reason.contains("only so do the rows follow in time"))
    }

    @Test func anUndecidableOrderIsAsked() async throws {
        let values = numbers(0..<40) { "\(padded($0 * 7 % 12 + 1, 2))/\(padded($0 * 5 % 11 + 1, 2))/2024" }
        let column = try await column("date", values)
        #expect(column.reading.made == .moment(formats: ["%d/%m/%Y"]))
        #expect(column.reading.others == [.moment(formats: ["%m/%d/%Y"])])
        #expect(column.openQuestions == ["does the day come first, or the month? No sampled value has a part above 12"])
    }

    @Test func anotherColumnSettlesTheOrder() async throws {
        let text =
            "id;from;until\n"
            + lines(0..<40) {
                "\($0);\(padded($0 * 7 % 12 + 1, 2))/\(padded($0 * 5 % 11 + 1, 2))/2024;\($0 % 28 + 1)/03/2024"
            }
        let resource = try await bench.resource(text)
        #expect(resource.columns[1].reading.value == .moment(formats: ["%d/%m/%Y"]))
        #expect(resource.columns[1].openQuestions.isEmpty)
    }

    @Test func timesOfAServiceDayPassMidnight() async throws {
        let column = try await column("arrival_time", numbers(0..<40) { "\(padded(20 + $0 % 6, 2)):15:00" })
        #expect(column.type.value == .text)
        #expect(column.reading.value == .serviceClock)
        #expect(column.type.reason.contains("hours up to 25"))
        #expect(try await self.column("opens", numbers(0..<40) { "\($0 % 24):15" }).reading.value == .clock)
    }

    @Test(arguments: [
        ColumnCase("v", "double", "number decimal=, thousands=.") { "\($0 + 1).234,5" },
        ColumnCase("v", "double", "number decimal=,") { "\($0),5" },
        ColumnCase("v", "double", "number decimal=, thousands=space") { "\($0 + 1) 234,5" },
        ColumnCase("v", "double", "number decimal=, thousands=space") { "\($0 + 1)\u{202F}234,5" },
        ColumnCase("v", "double", "number decimal=. thousands=apostrophe") { "\($0 + 1)'234.5" },
        ColumnCase("v", "double", "number decimal=. affix=%") { "\($0).5 %" },
        ColumnCase("v", "decimal(18,2)", "number decimal=. thousands=, affix=$") { "$\($0 + 1),234.50" },
        ColumnCase("v", "double", "number decimal=. parentheses") { $0 % 3 == 0 ? "(\($0 + 1).50)" : "\($0 + 1).50" },
        ColumnCase("v", "integer", "number decimal=, thousands=.") { "\($0 + 1).234.567" },
        ColumnCase("v", "double") { "1.\($0)e3" }, ColumnCase("v", "double") { "-\($0).25" },
        ColumnCase("v", "integer", "number decimal=. affix=km") { "\($0) km" },
        ColumnCase("v", "integer", "number decimal=.") { "+\($0)" }, ColumnCase("v", "integer") { "-\($0 + 1)" },
    ])
    func numbersAreReadWhateverTheirSigns(_ one: ColumnCase) async throws {
        let column = try await column(one.header, one.values)
        #expect(column.type.value.description == one.expected)
        #expect(column.reading.value.description == one.reading)
        #expect(column.nulls == 0)
        #expect(column.range != nil)
    }

    @Test func thousandsInQuotesAreNumbers() async throws {
        let text = "id,amount\n" + lines(0..<40) { "\($0),\"\($0 + 1),000\"" }
        let column = try await bench.resource(text).columns[1]
        #expect(column.type.value == .integer)
        #expect(column.range?.greatest == .integer(40_000))
        #expect(column.openQuestions.isEmpty)
    }

    @Test func aDecimalCommaThatThreeDigitsFollowIsAskedUnlessAnotherColumnTells() async throws {
        let alone = try await column("v", numbers(0..<40) { "\($0 + 1),\(padded($0 * 13 % 900 + 100, 3))" })
        #expect(alone.openQuestions.count == 1)
        let text = "id;v;w\n" + lines(0..<40) { "\($0);\($0 + 1),\(padded($0 * 13 % 900 + 100, 3));\($0),5" }
        let told = try await bench.resource(text).columns[1]
        #expect(told.reading.value == .number(NumberFormat(decimal: ",")))
        #expect(told.openQuestions.isEmpty)
    }

    @Test(arguments: [
        ("open", ["true", "false"]), ("member", ["yes", "no"]), ("member", ["Y", "N"]), ("is_open", ["1", "0"]),
        ("aktiv", ["ja", "nein"]),
    ])
    func truthsAreFound(_ header: String, _ words: [String]) async throws {
        #expect(try await column(header, numbers(0..<40) { words[$0 % 2] }).type.value == .boolean)
    }

    @Test func aColumnWithoutAValueIsNamed() async throws {
        let column = try await column("remark", numbers(0..<20) { _ in "" })
        #expect(column.type.value == .text)
        #expect(column.type.reason == "no value in any row")
        #expect(column.nulls == 20)
        #expect(column.role.value == .empty)
    }

    @Test func figuresAreCountedOverAllRows() async throws {
        let column = try await column("n", numbers(0..<5000) { $0 % 100 == 0 ? "" : "\($0 % 250)" })
        #expect(column.nulls == 50)
        #expect(column.distinct == 250)
        #expect(column.range?.least == .integer(0))
        #expect(column.range?.greatest == .integer(249))
        #expect(column.histogram.reduce(0, +) == 4950)
    }

    @Test func distinctValuesBeyondTheLimitAreEstimated() async throws {
        let text = "id,name,kind\n" + lines(0..<70_000) { "\($0),name \($0 % 40_000),k\($0 % 3)" }
        let resource = try await bench.resource(text)
        #expect(resource["name"]?.isDistinctExact == false)
        #expect(resource["kind"]?.distinct == 3)
        #expect(resource["kind"]?.isDistinctExact == true)
        #expect(resource.key.value == ["id"])
        #expect(resource["id"]?.distinct == 70_000)
    }
}
