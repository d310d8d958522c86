import Diagnostics
import Foundation
import JSON
import Testing
import Warehouse

@testable import WeirCommand

@Suite struct QueryCommandTests {
    private let fixture: WeirFixture

    init() throws { fixture = try WeirFixture() }

    private func publishDays() async throws {
        try await fixture.prepare(
            [
                "create schema raw", "create table raw.bike_trips as select 1 as ride_id", "create schema marts",
                """
                create table marts.mart_demand_daily as select * from (values
                    (date '2024-05-01', 1200, 0.5::double, 'a, "b"'), (date '2024-05-02', 7, null, ''))
                    as days(date, trips, member_share, note)
                """,
            ], publish: true)
    }

    @Test func anAnswerIsATable() async throws {
        try await publishDays()
        let call = await fixture.call(["query", "select * from marts.mart_demand_daily order by date"], width: 80)
        #expect(
            call.output == """
                date        trips  member_share  note
                ──────────  ─────  ────────────  ──────
                2024-05-01   1200           0.5  a, "b"
                2024-05-02      7          null

                """)
        #expect(call.messages.hasPrefix("2 rows\nas of "))
        #expect(call.messages.hasSuffix(" UTC, run run-1\n"))
        #expect(call.code == 0)
    }

    @Test func anAnswerIsCSV() async throws {
        try await publishDays()
        let call = await fixture.call(["query", "--csv", "select * from marts.mart_demand_daily order by date"])
        #expect(
            call.output == """
                date,trips,member_share,note
                2024-05-01,1200,0.5,"a, ""b\"""
                2024-05-02,7,,""

                """)
        #expect(call.messages == "")
    }

    @Test func anAnswerIsJSON() async throws {
        try await publishDays()
        let call = await fixture.call([
            "query", "--json", "select trips, member_share from marts.mart_demand_daily order by 1",
        ])
        #expect(call.json["columns"]?[0] == ["name": "trips", "type": "integer"])
        #expect(call.json["rows"] == [["trips": 7, "member_share": nil], ["trips": 1200, "member_share": 0.5]])
        #expect(call.json["from"]?["run"] == "run-1")
        #expect(call.messages == "")
    }

    @Test func parametersAreBoundAndNeverSpliced() async throws {
        try await publishDays()
        let sql = "select count(*) as days from marts.mart_demand_daily where note = $note"
        let call = await fixture.call(["query", "--json", sql, "-p", "note=a, \"b\""])
        #expect(call.json["rows"] == [["days": 1]])
        let unknown = await fixture.call(["query", sql, "-p", "nte=x"])
        #expect(unknown.code == 2)
        #expect(unknown.messages.contains("'$note' has no value"))
    }

    @Test func theWarehouseIsReadWithLive() async throws {
        try await publishDays()
        let call = await fixture.call(["query", "--live", "--json", "select ride_id from raw.bike_trips"])
        #expect(call.json["rows"] == [["ride_id": 1]])
        #expect(call.json["from"] == ["kind": "warehouse"])
    }

    @Test func aTableThatOnlyTheWarehouseHasIsNamed() async throws {
        try await publishDays()
        let call = await fixture.call(["query", "select count(*) from raw.bike_trips"])
        #expect(call.code == 2)
        #expect(
            call.messages == """
                error: the table 'raw.bike_trips' is in the warehouse of 'dev', not in the published snapshot
                  hint: ask the warehouse itself with `--live`, or add its schema to `publish:` in weir.yml

                """)
    }

    @Test func aTableThatNobodyHasIsAnErrorOfTheEngine() async throws {
        try await publishDays()
        let call = await fixture.call(["query", "select count(*) from nowhere"])
        #expect(call.code != 0)
        #expect(call.messages.contains("nowhere"))
        #expect(!call.messages.contains("--live"))
    }

    @Test func aMistakeIsShownInTheQuery() async throws {
        try await publishDays()
        let call = await fixture.call(["query", "select trip_cout from marts.mart_demand_daily"])
        #expect(call.messages.contains("--> query:1:8"))
        #expect(call.output == "")
    }

    @Test func nothingCanBeChanged() async throws {
        try await publishDays()
        for words in [
            ["query", "drop table marts.mart_demand_daily"], ["query", "--live", "drop table raw.bike_trips"],
        ] {
            #expect(await fixture.call(words).code != 0)
        }
        let call = await fixture.call(["query", "--csv", "select count(*) as n from marts.mart_demand_daily"])
        #expect(call.output == "n\n2\n")
    }

    @Test func beforeTheFirstRunItSaysWhatToRun() async throws {
        let published = await fixture.call(["query", "select 1"])
        #expect(published.code == 2)
        #expect(published.messages.contains("nothing is published for target 'dev' yet"))
        let live = await fixture.call(["query", "--live", "select 1"])
        #expect(live.code == 2)
        #expect(live.messages.contains("target 'dev' has no warehouse yet"))
    }

    @Test func csvAndJSONExcludeEachOther() async throws {
        let call = await fixture.call(["query", "--csv", "--json", "select 1"])
        #expect(call.code == 2)
        #expect(call.json["errors"]?[0]?["code"] == "weir.csv_and_json")
    }

    @Test func aLongAnswerIsCutAndNotReadToItsEnd() async throws {
        try await publishDays()
        let call = await fixture.call(["query", "select * from range(1000000000000) as numbers(n)"])
        #expect(call.output.split(separator: "\n").count == 502)
        #expect(call.messages.hasPrefix("the first 500 rows; use --csv or --json for all"))
        let whole = await fixture.call(["query", "--csv", "select * from range(600)"])
        #expect(whole.output.split(separator: "\n").count == 601)
    }
}
