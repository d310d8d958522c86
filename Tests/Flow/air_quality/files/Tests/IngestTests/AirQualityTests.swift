import Foundation
import Ingest
import Testing
import Warehouse

@Suite struct AirQualityTests {
    @Test func theFixtureLoadsOnceAndAnHourWithoutAReadingStays() async throws {
        let fixture = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/air_quality")
        let bench = try await IngestBench()
        #expect(try await bench.run(.airQuality, ["location": fixture.path]).rowsRead == 3)
        #expect(try await bench.run(.airQuality, ["location": fixture.path]).loads.isEmpty)
        #expect(
            try await bench.rows("select count(*), count(pm25_micrograms), sum(pm25_micrograms) from raw.air_quality")
                == ["3|2|18.75"])
    }
}
