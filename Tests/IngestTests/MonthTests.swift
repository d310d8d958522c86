import Diagnostics
import Foundation
import HTTPClient
import Testing
import Warehouse

@testable import Ingest

@Suite struct MonthTests {
    @Test func countsOverYears() throws {
        let november = try #require(Month("2023-11"))
        let february = try #require(Month("2024-02"))
        #expect(
            Month.months(from: november, through: february).map(\.description) == [
                "2023-11", "2023-12", "2024-01", "2024-02",
            ])
        #expect(february.firstDay.description == "2024-02-01")
        #expect(february.lastDay.description == "2024-02-29")
        #expect(Month.months(from: february, through: november).isEmpty)
    }

    @Test(arguments: ["2024-00", "2024-13", "24-05", "2024-5", "2024-05-01", ""])
    func refusesWhatIsNoMonth(_ text: String) { #expect(Month(text) == nil) }
}
