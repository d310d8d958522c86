import Diagnostics
import Testing

@testable import SampleData

@Suite struct SampleOptionsTests {
    @Test(arguments: [(0, 100), (121, 100_000), (3, 59), (1, 100_000_001)]) func impossibleWishesAreRefused(
        months: Int, trips: Int
    ) {
        let error = #expect(throws: WeirError.self) { try SampleOptions(months: months, trips: trips) }
        #expect(error?.exitCode == 2)
    }

    @Test func monthsGoOnOverTheEndOfAYear() throws {
        let options = try SampleOptions(months: 3, firstMonth: SampleMonth("2020-12"))
        #expect(options.allMonths.map(\.description) == ["2020-12", "2021-01", "2021-02"])
        #expect(options.allMonths.map(\.isLegacy) == [true, true, false])
    }

    @Test(arguments: ["2021-13", "2021", "21-01", "2012-01", ""]) func textsThatAreNoMonthAreNil(text: String) {
        #expect(SampleMonth(text) == nil)
    }
}
