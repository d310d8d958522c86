import Testing
import Warehouse

@testable import Quality

@Suite struct CheckWordingTests {
    @Test(
        arguments: [
            (Check.notNull("a"), "no nulls"), (.notNull("a", mostly: 0.995), "no nulls in at least 99.5 % of rows"),
            (.unique("a", "b"), "every a, b once"), (.between("a", 0...1), "from 0 to 1"),
            (.between("a", 0.5...), "at least 0.5"), (.between("a", ...7), "at most 7"),
            (.inSet("a", ["x", 1]), "one of x, 1"), (.matches("a", "[0-9]+"), "matches [0-9]+"),
            (.pair("a", .atMost, "b"), "a <= b"), (.holds("a > b", name: "ordered"), "ordered"),
            (.refersTo("a", "core.t", "id"), "stands in core.t.id"), (.rowCount(1...), "at least one row"),
            (.rowCount(5...5), "5 rows"), (.rowCount(5...6), "5 to 6 rows"),
            (.sameRowCount(as: "raw.t"), "as many rows as raw.t"),
            (.columnsMatch([Column("a", .text)], exactly: true), "exactly a text"),
            (.fresh("a", within: .days(3)), "at most 3 days older than now"),
            (
                .fresh("a", within: .hours(36), comparedTo: .newest("b", in: "raw.t")),
                "at most 36 hours older than the newest b of raw.t"
            ), (.failingRows("select 1", name: "n"), "no row"),
        ] as [(Check, String)])
    func expectationsReadWell(check: Check, words: String) { #expect(check.expected == words) }

    @Test(arguments: [
        (Duration.days(3), "3 days"), (.hours(36), "36 hours"), (.hours(60), "2.5 days"),
        (.seconds(119), "119 seconds"), (.seconds(150), "2.5 minutes"),
    ])
    func agesHaveAFittingUnit(age: Duration, words: String) { #expect(Check.age(age) == words) }

    @Test(arguments: [
        (0.25, "25 %"), (0.005, "0.5 %"), (0.0005, "0.05 %"), (0.1234, "12.34 %"), (0.000_01, "under 0.01 %"),
        (1, "100 %"),
    ])
    func sharesHaveTwoDigits(share: Double, words: String) { #expect(Check.percent(share) == words) }
}
