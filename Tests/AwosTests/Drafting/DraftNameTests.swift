import Diagnostics
import Testing

@testable import Awos

@Suite struct DraftNameTests {
    @Test(arguments: [
        ("Hourly air quality for the city", "source", "air_quality"),
        ("Add a page about weekly demand", "page", "weekly_demand"),
        ("Die Luftqualität in Köln", "source", "die_luftqualitat"),
        ("Trips are counted twice", "fix", "trips_counted_twice"),
        ("Postgres", "engine", "postgres"), ("Trips end after they start", "check", "trips_end"),
        ("2024 totals", "model", "model_2024_totals"), ("a very long name that goes on", "other", "very_long_name"),
    ])
    func aNameIsMadeFromTheIntent(intent: String, kind: String, name: String) throws {
        #expect(DraftName.of(intent, kind: try Kinds.named(kind)) == name)
        try DraftName.check(name)
    }

    @Test(arguments: ["", "the of for", "空気", "!!", "a page"]) func whereNothingIsLeftThereIsNone(intent: String) throws
    {
        #expect(DraftName.of(intent, kind: try Kinds.named("page")) == nil)
    }

    @Test(arguments: [
        ("class", "'class' is a word of Swift"), ("order", "'order' is a word of SQL"),
        ("name", "'name' is a word of this project"),
        ("Air", "'Air' cannot be the name of a file, a table and a type"), ("a-b", "cannot be the name"),
        ("a__b", "cannot be the name"), ("1a", "cannot be the name"), ("../x", "cannot be the name"),
        ("a b", "cannot be the name"), ("", "cannot be the name"), ("a_", "cannot be the name"),
        (String(repeating: "a", count: 41), "cannot be the name"), ("größe", "cannot be the name"),
    ])
    func aBadNameHasACure(name: String, message: String) {
        let error = #expect(throws: WeirError.self) { try DraftName.check(name) }
        #expect(error?.message.contains(message) == true)
        #expect(error?.kind == .usage && error?.hint?.contains("--name") == true)
    }

    @Test func aNameBecomesTypeAndMember() {
        let draft = Kind.Draft(number: SpecNumber(1)!, intent: "", name: "air_quality_2")
        #expect((draft.typeName, draft.memberName) == ("AirQuality2", "airQuality2"))
    }
}
