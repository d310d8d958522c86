import Diagnostics
import Profiling
import Testing
import Warehouse

@testable import Scaffolding

@Suite struct SourcePlanTests {
    private func plan(_ profile: SourceProfile, _ answers: SourceAnswers = SourceAnswers()) throws -> SourcePlan {
        try SourcePlan("air_quality", profile: profile, answers: answers)
    }

    @Test func whatNobodySaidIsAnAssumptionWithItsReason() throws {
        let plan = try plan(ProfileFixture.airQuality())
        #expect(plan.arrival == Arrival(.folder("data/air_quality"), way: .corrected, cadence: .hourly))
        #expect(
            plan.assumptions.map(\.choice) == [
                "new files are dropped into data/air_quality", "a row with a known key replaces the old one",
                "new data comes hourly", "the schedule counts in UTC",
            ])
        let answered = try self.plan(
            ProfileFixture.airQuality(),
            SourceAnswers(
                place: .files("https://air.test/"), way: .added, cadence: .daily, timeZone: "America/New_York"))
        #expect(answered.assumptions.isEmpty)
    }

    @Test func withoutAKeyRowsAreAddedAndCannotBeCorrected() throws {
        let keyless = ProfileFixture.airQuality(key: [])
        #expect(try plan(keyless).arrival.way == .added)
        let error = #expect(throws: WeirError.self) { try plan(keyless, SourceAnswers(way: .corrected)) }
        #expect(error?.code == "scaffold.no_key")
        #expect(error?.kind == .usage)
    }

    @Test func anOpenQuestionIsForAPerson() throws {
        var profile = ProfileFixture.airQuality()
        profile.resources[0].key.question = "Is the station's code the key?"
        let error = #expect(throws: WeirError.self) { try plan(profile) }
        #expect(error?.code == "scaffold.open_questions")
        #expect(error?.notes == ["air_quality: Is the station's code the key?"])
    }

    @Test func aTimeZoneThatNobodyNamedIsTakenForGranted() throws {
        var profile = ProfileFixture.airQuality()
        profile.resources[0].timeZone = Choice(.some("UTC"), because: "nothing says which", question: "Which zone?")
        #expect(
            try plan(profile).assumptions.contains(
                .init("the times of air_quality are in UTC", because: "nothing says which")))
    }

    @Test(arguments: [
        (Reading.moment(formats: ["%d.%m.%Y"]), "moment %d.%m.%Y"), (.epoch(.seconds), "epoch seconds"),
        (.number(NumberFormat(decimal: ",")), "number decimal=,"),
    ])
    func aReadingThatIngestDoesNotKnowIsRefused(_ reading: Reading, _ words: String) throws {
        let column = ProfileFixture.column("odd", .double, .level, reading: reading)
        let plan = try plan(ProfileFixture.airQuality(columns: [column]))
        let error = #expect(throws: WeirError.self) { try plan.changes() }
        #expect(error?.code == "scaffold.reading")
        #expect(error?.message.contains("the values of 'odd' are read as '\(words)'") == true)
    }

    @Test func aSampleWithoutRowsIsNoSource() throws {
        var profile = ProfileFixture.airQuality()
        profile.resources[0].rows = 0
        #expect(#expect(throws: WeirError.self) { try plan(profile) }?.code == "scaffold.no_table")
    }

    @Test func nothingIsAddedUpThatMayNotBe() throws {
        let more = [
            ProfileFixture.column("share_percent", .double, .ratio, unit: "%"),
            ProfileFixture.column("meter_total", .integer, .cumulative),
            ProfileFixture.column("salary", .double, .additive, personal: .officialNumber),
        ]
        let mart = MartModel.all(of: try plan(ProfileFixture.airQuality(columns: more)))[0]
        #expect(
            mart.figures.map(\.name) == [
                "records", "sum_pm25_micrograms", "count_pm25_micrograms", "total_readings", "least_share_percent",
                "greatest_share_percent", "greatest_meter_total",
            ])
        #expect(!mart.sql.contains("avg("))
        #expect(!mart.sql.contains("sum(meter_total)"))
        #expect(!mart.sql.contains("salary"))
    }

    @Test func thePlanTellsWhatWillBe() throws {
        let text = try plan(ProfileFixture.airQuality(), SourceAnswers(summary: "Hourly air quality")).description
        #expect(
            text.hasPrefix(
                """
                air_quality: Hourly air quality

                from      files in data/air_quality
                rows      are corrected; new data comes hourly
                table     raw.air_quality: 720 rows, 7 columns, key station_id, measured_at, cursor measured_at
                """))
        #expect(text.contains("  new files are dropped into data/air_quality: nobody said where"))
    }
}
