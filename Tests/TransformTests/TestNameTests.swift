import Diagnostics
import JSON
import Testing

@testable import Transform

/// Names and ids as dbt 1.11 gives them to the same declarations.
@Suite struct TestNameTests {
    @Test(arguments: [
        ("", "d41d8cd98f00b204e9800998ecf8427e"), ("abc", "900150983cd24fb0d6963f7d28e17f72"),
        (
            "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
            "57edf4a22be3c955ac49da2e2107b67a"
        ),
        ("12345678901234567890123456789012345678901234567890123456", "49f193adce178490e34d1b3a4ec0064c"),
    ]) func textsHaveTheirMD5(text: String, digits: String) { #expect(MD5.hex(text) == digits) }

    @Test(arguments: [("a-b", "a_b"), ("ref('x')", "ref_x_"), ("é__1", "___1"), ("", "")])
    func signsThatNamesCannotHoldBecomeOneLine(text: String, cleaned: String) {
        #expect(TestName.cleaned(text) == cleaned)
    }

    @Test func everyTestOfTheReferenceModelsHasTheIdThatDbtGivesIt() async throws {
        let project = try ReferenceModelsTests.load(await ReferenceModelsTests.warehouse())
        let ids = Set(project.graph.nodes.keys.map(\.text))
        for id in [
            "test.weir.not_null_fct_trips_ride_id.84aae00188",
            "test.weir.accepted_values_dim_date_day_of_week__False__1__2__3__4__5__6__7.504bb4eb68",
            "test.weir.accepted_values_mart_demand_daily_rain_category__No_rain__Light_rain__Moderate_rain__Heavy_rain__Unknown.2f0181d594",
            "test.weir.relationships_fct_trips_start_station_id__station_id__ref_dim_stations_.fe9ee51190",
            "test.weir.unique_combination_stg_weather_daily_location__date.045c4e68b3", "test.weir.trips_equal_raw",
        ] { #expect(ids.contains(id), "\(id)") }
    }

    @Test func longNamesAreCutForTheirAlias() {
        let name = TestName(
            test: "accepted_values", of: "fct_trips",
            arguments: [("values", ["member", "casual", "unknown"]), ("column_name", "member_casual")])
        #expect(name.full == "accepted_values_fct_trips_member_casual__member__casual__unknown")
        #expect(name.short == "accepted_values_fct_trips_a11ed209838b8d5316f842e6329f2bb6")
        #expect(TestName(test: "unique", of: "a", arguments: [("column_name", "n")]).short == "unique_a_n")
    }
}
