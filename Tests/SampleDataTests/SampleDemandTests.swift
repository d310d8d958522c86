import Testing
import Warehouse

@testable import SampleData

@Suite struct SampleDemandTests {
    private static func day(_ text: String, rainTenthsMm: Int = 0, celsius: Int = 10) throws -> WeatherDay {
        var hours = [WeatherHour](repeating: WeatherHour(temperatureTenthsCelsius: celsius * 10), count: 24)
        hours[12].precipitationTenthsMm = rainTenthsMm / 2
        hours[17].precipitationTenthsMm = rainTenthsMm - rainTenthsMm / 2
        return WeatherDay(day: try #require(CalendarDay(text)), hours: hours)
    }

    @Test func rainKeepsAboutAQuarterAway() throws {
        let dry = SampleDemand([try Self.day("2021-03-02")]).total
        let drizzle = SampleDemand([try Self.day("2021-03-02", rainTenthsMm: 10)]).total
        let rain = SampleDemand([try Self.day("2021-03-02", rainTenthsMm: 180)]).total
        #expect((0.80...0.95).contains(drizzle / dry))
        #expect((0.70...0.80).contains(rain / dry))
    }

    @Test func warmthBringsMoreOfAllAndMostOfCasuals() throws {
        let cold = SampleDemand([try Self.day("2021-03-02", celsius: 0)]).hours
        let warm = SampleDemand([try Self.day("2021-03-02", celsius: 20)]).hours
        let members = warm[12].members / cold[12].members
        #expect(members > 1.5)
        #expect(warm[12].casuals / cold[12].casuals > members)
    }

    @Test func membersCommuteOnWorkdaysAndCasualsRideOnWeekendAfternoons() throws {
        let tuesday = SampleDemand([try Self.day("2021-03-02")]).hours
        let saturday = SampleDemand([try Self.day("2021-03-06")]).hours
        #expect(tuesday.max { $0.members < $1.members }?.hour == 17)
        #expect(tuesday[8].members > 2 * tuesday[11].members)
        #expect([14, 15].contains(saturday.max { $0.casuals < $1.casuals }?.hour))
        #expect(saturday.reduce(0) { $0 + $1.casuals } > 2 * tuesday.reduce(0) { $0 + $1.casuals })
    }
}
