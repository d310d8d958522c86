import Foundation
import Testing
import Warehouse

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01 00:00:01", 1_000_000 as Int64, "1970-01-01 00:00:01"),
        ("1970-01-01T00:01", 60_000_000, "1970-01-01 00:01:00"),
        ("1969-12-31 23:59:59.5", -500_000, "1969-12-31 23:59:59.500000"),
        ("2024-05-01 06:07:08.123456789", 1_714_543_628_123_456, "2024-05-01 06:07:08.123456"),
    ]) func readsAndWritesMoments(text: String, microseconds: Int64, written: String) throws {
        let timestamp = try #require(Timestamp(text))
        #expect(timestamp.microsecondsSinceEpoch == microseconds)
        #expect(timestamp.description == written)
    }

    @Test(arguments: [
        "2024-05-01", "2024-05-01 24:00:00", "2024-05-01 06:60:00", "2024-05-01 06:00:00.", "2024-05-01 6:00:00", "x",
    ])
    func refusesWhatIsNoMoment(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func theDayOfAMomentBeforeTheEpochIsTheDayBefore() throws {
        let timestamp = Timestamp(microsecondsSinceEpoch: -1)
        #expect(timestamp.day.description == "1969-12-31")
        #expect(timestamp.microsecondsOfDay == 86_399_999_999)
        #expect(Timestamp(Date(timeIntervalSince1970: 1.5)).microsecondsSinceEpoch == 1_500_000)
    }
}
