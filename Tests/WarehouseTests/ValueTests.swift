import JSON
import Testing
import Warehouse

@Suite struct ValueTests {
    @Test(
        arguments: [
            (Value.null, "", JSONValue.null), (.boolean(true), "true", true), (12, "12", 12), (1.5, "1.5", 1.5),
            (.decimal(unscaled: -5, scale: 2), "-0.05", -0.05),
            (.decimal(unscaled: 12_345, scale: 2), "123.45", 123.45),
            (.decimal(unscaled: 7, scale: 0), "7", 7), (.bytes([0, 255]), "00ff", "00ff"), ("x", "x", "x"),
            (.timestamp(Timestamp(microsecondsSinceEpoch: 0)), "1970-01-01 00:00:00", "1970-01-01 00:00:00"),
        ] as [(Value, String, JSONValue)]) func hasATextAndAJSONForm(value: Value, text: String, json: JSONValue)
    {
        #expect(value.description == text)
        #expect(value.json == json)
    }

    @Test func convertsOnlyWhereNothingIsLost() {
        #expect((2.0 as Value).integer == 2 && (2.5 as Value).integer == nil)
        #expect(Value.decimal(unscaled: 250, scale: 2).double == 2.5)
        #expect((1 as Value).boolean == true && (2 as Value).boolean == nil)
        #expect(Value.timestamp(Timestamp(microsecondsSinceEpoch: -1)).day == CalendarDay(daysSinceEpoch: -1))
        #expect(Value(nil as String?).isNull)
    }
}
