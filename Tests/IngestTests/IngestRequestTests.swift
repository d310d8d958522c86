import Diagnostics
import Foundation
import HTTPClient
import Testing
import Warehouse

@testable import Ingest

@Suite struct IngestRequestTests {
    @Test func monthsAndDaysAreBounds() throws {
        let months = try IngestRequest(from: "2024-02", to: "2024-02")
        #expect(months.from?.description == "2024-02-01")
        #expect(months.to?.description == "2024-02-29")
        let days = try IngestRequest(from: "2024-02-03", to: nil)
        #expect(days.from?.description == "2024-02-03")
        #expect(days.to == nil)
    }
}
