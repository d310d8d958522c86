import Diagnostics
import Testing

@Suite struct NearMissTests {
    static let models = ["fct_trips", "fct_trips_daily", "dim_date", "dim_stations"]

    @Test(arguments: [
        ("fct_trip", "fct_trips"), ("fct_tirps", "fct_trips"), ("FCT_TRIPS", "fct_trips"), ("dim_dates", "dim_date"),
        ("dim_station", "dim_stations"),
    ]) func suggestsTheNearestName(word: String, expected: String) {
        #expect(NearMiss.of(word, in: Self.models) == expected)
        #expect(NearMiss.question(word, in: Self.models) == "did you mean '\(expected)'?")
    }

    @Test(arguments: ["weather", "x", ""]) func saysNothingWhenNothingIsNear(word: String) {
        #expect(NearMiss.of(word, in: Self.models) == nil)
    }

    @Test func equallyNearNamesAreTakenInAlphabeticalOrder() {
        #expect(NearMiss.of("cat", in: ["hat", "bat"]) == "bat")
    }
}
