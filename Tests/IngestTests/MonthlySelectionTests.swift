import Diagnostics
import Foundation
import HTTPClient
import Testing
import Warehouse

@testable import Ingest

@Suite struct MonthlySelectionTests {
    private func selection(_ names: String...) throws -> MonthlySelection {
        let base = try #require(URL(string: "https://feed.test/"))
        return MonthlySelection(
            names.map { ListedFile(name: $0, web: base.appending(path: $0)) },
            months: ["{year}{month}-trips*", "JC-{year}{month}-trips*"], years: ["{year}-trips*"])
    }

    private func months(_ from: String, _ to: String) throws -> [Month] {
        Month.months(from: try #require(Month(from)), through: try #require(Month(to)))
    }

    @Test func aYearStandsInForMonthsOfTheFirstSeriesOnly() throws {
        let selection = try selection("2020-trips.zip", "202002-trips.zip", "JC-202001-trips.zip", "other.txt")
        let (taken, missing) = selection.files(for: try months("2020-01", "2020-03"))
        #expect(
            taken.map { "\($0.file.name) \($0.months.map(\.description)) \($0.isPartial)" } == [
                "2020-trips.zip [\"2020-01\", \"2020-03\"] true", "JC-202001-trips.zip [\"2020-01\"] false",
                "202002-trips.zip [\"2020-02\"] false",
            ])
        #expect(missing.isEmpty)
        #expect(selection.oldest?.description == "2020-01")
        #expect(selection.newest?.description == "2020-12")
    }

    @Test func monthsWithoutAFileAreMissing() throws {
        let (taken, missing) = try selection("202001-trips.zip", "JC-202003-trips.zip").files(
            for: try months("2020-01", "2020-03"))
        #expect(taken.count == 2)
        #expect(missing.map(\.description) == ["2020-02"])
    }
}
