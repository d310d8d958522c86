import Testing
import Warehouse

@Suite struct CalendarDayTests {
    @Test(arguments: [
        ("1970-01-01", 0 as Int32, 4), ("1969-12-31", -1, 3), ("2000-02-29", 11_016, 2), ("2024-05-01", 19_844, 3),
        ("0001-01-01", -719_162, 1), ("9999-12-31", 2_932_896, 5),
    ]) func readsAndWritesDays(text: String, days: Int32, weekday: Int) throws {
        let day = try #require(CalendarDay(text))
        #expect(day.daysSinceEpoch == days)
        #expect(day.description == text)
        #expect(day.weekday == weekday)
    }

    @Test(arguments: [
        "2023-02-29", "2024-13-01", "2024-00-10", "2024-1-1", "24-01-01", "2024/01/01", "", "2024-01-01x", "+024-01-01",
    ])
    func refusesWhatIsNoDay(text: String) {
        #expect(CalendarDay(text) == nil)
    }

    @Test func everyDayOfFourCenturiesSurvivesTheRoundTrip() {
        for days in stride(from: Int32(-146_097), to: 146_097, by: 1) {
            let day = CalendarDay(daysSinceEpoch: days)
            let (year, month, number) = day.components
            #expect(CalendarDay(year: year, month: month, day: number) == day)
        }
    }

    @Test func addsDaysOverTheEndOfAMonth() throws {
        #expect(try #require(CalendarDay("2024-02-28")).adding(days: 2).description == "2024-03-01")
    }
}
