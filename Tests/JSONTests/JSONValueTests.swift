import JSON
import Testing

@Suite struct JSONValueTests {
    @Test func answersWhatItHoldsAndNothingElse() {
        let value: JSONValue = ["n": 2.0, "i": 3, "s": "x", "b": false, "list": [1]]
        #expect(value["n"]?.integer == 2)
        #expect(value["i"]?.double == 3)
        #expect(value["s"]?.integer == nil)
        #expect(value["b"]?.bool == false)
        #expect(value["list"]?[0] == 1)
        #expect(value["list"]?[1] == nil)
        #expect(value["none"] == nil)
        #expect(JSONValue.optional(nil as String?).isNull)
    }

    @Test func objectsAreEqualInWhateverOrder() {
        #expect((["a": 1, "b": 2] as JSONValue) == ["b": 2, "a": 1])
        #expect((["a": 1] as JSONValue) != ["a": 1, "b": 2])
    }

    @Test func settingNilRemovesAKeyAndItsPlace() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["a"] = nil
        object["c"] = 3
        object["b"] = 4
        #expect(object.keys == ["b", "c"])
        #expect(object.pairs.map(\.value) == [4, 3])
        #expect(object.count == 2 && !object.isEmpty)
    }
}
