import Testing

@testable import Terminal

@Suite struct QuantityTests {
    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"), (100_000, "100,000")])
    func countsHaveGroups(count: Int, text: String) { #expect(Quantity.count(count) == text) }

    @Test(arguments: [(0, "0 rows"), (1, "1 row"), (1200, "1,200 rows")])
    func nounsFollowTheCount(count: Int, text: String) { #expect(Quantity.count(count, "row") == text) }

    @Test(arguments: [
        (0, "0 B"), (812, "812 B"), (999, "999 B"), (1000, "1.0 kB"), (1234, "1.2 kB"), (999_949, "999.9 kB"),
        (999_950, "1.0 MB"), (34_500_000, "34.5 MB"), (2_100_000_000, "2.1 GB"),
    ])
    func bytesHaveUnits(bytes: Int, text: String) { #expect(Quantity.bytes(bytes) == text) }

    @Test(arguments: [
        (0, "0 ms"), (0.004, "4 ms"), (0.0999, "0.10 s"), (0.42, "0.42 s"), (9.994, "9.99 s"), (9.999, "10.0 s"),
        (12.34, "12.3 s"), (59.96, "1 min 00 s"), (125, "2 min 05 s"), (3599.6, "1 h 00 min"), (3725, "1 h 02 min"),
    ])
    func secondsHaveUnits(seconds: Double, text: String) { #expect(Quantity.seconds(seconds) == text) }
}
