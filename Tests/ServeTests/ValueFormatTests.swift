import Testing
import Warehouse

@testable import Serve

@Suite struct ValueFormatTests {
    @Test(
        arguments: [
            (.auto, .integer(1_234_567), "1,234,567"), (.auto, .double(0.5), "0.5"),
            (.auto, .double(1234.567), "1,234.57"),
            (.auto, .boolean(true), "yes"), (.auto, .text("a"), "a"), (.auto, .null, "–"),
            (.auto, .decimal(unscaled: 12_345, scale: 2), "123.45"), (.integer, .double(999.5), "1,000"),
            (.integer, .double(-0.2), "0"), (.integer, .integer(-1234), "−1,234"), (.number, .double(12), "12"),
            (.number, .double(12.304), "12.3"), (.short, .integer(9999), "9,999"), (.short, .integer(12_345), "12.35k"),
            (.short, .integer(1_234_567), "1.23M"), (.short, .double(2.5e9), "2.5B"),
            (.percent, .double(0.4213), "42.1 %"),
            (.duration, .double(0.354), "0.35 s"), (.duration, .integer(130), "2 min 10 s"),
            (.duration, .integer(3900), "1 h 5 min"), (.day, .text("2024-05-05"), "5 May 2024"),
            (.day, .text("2024-05-05 06:30:00"), "5 May 2024"),
            (.time, .text("2024-05-05 06:03:00"), "5 May 2024, 06:03"),
            (.status, .text("failed"), "failed"), (.percent, .text("n/a"), "n/a"), (.day, .null, "–"),
        ] as [(ValueFormat, Value, String)])
    func valuesAreWrittenForPeople(format: ValueFormat, value: Value, text: String) {
        #expect(format.text(value) == text)
    }
}
