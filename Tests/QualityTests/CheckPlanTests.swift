import JSON
import Testing
import Warehouse

@testable import Quality

@Suite struct CheckPlanTests {
    @Test func allChecksOfATableAreOneScan() async throws {
        let warehouse = try await QualityFixture()
        let suite = Suite(
            "things.raw", table: "raw.things", key: ["id"],
            checks: [
                .notNull("id"), .unique("id"), .between("low", 0...9), .inSet("name", ["x"]),
                .refersTo("other", "raw.others", "id"), .rowCount(1...), .sameRowCount(as: "raw.others"),
                .fresh("day", within: .days(1)), .columnsMatch([Column("id", .integer)]),
            ])
        let plan = try await Checker(engine: warehouse.engine, clock: warehouse.clock).plan([suite])
        let table = try #require(plan.tables.first)
        #expect(table.statements.count == 1)
        #expect(plan.checkCount == 9)
        let rows = try await warehouse.engine.read(try #require(table.scan))
        #expect(rows.rowCount == 1)
    }

    @Test func whatTwoChecksCountIsCountedOnce() async throws {
        let warehouse = try await QualityFixture()
        let suite = Suite(
            "things.raw", table: "raw.things", checks: [.notNull("id"), .notNull("name"), .rowCount(1...)])
        let plan = try await Checker(engine: warehouse.engine, clock: warehouse.clock).plan([suite])
        #expect(
            plan.text == """
                -- things.raw: raw.things, 3 checks
                select
                  count(case when "id" is null then 1 end) as "m0",
                  count(*) as "m1",
                  count(case when "name" is null then 1 end) as "m2"
                from "raw"."things";
                """)
    }

    @Test func whatCannotBeRunIsSaidOnce() async throws {
        let warehouse = try await QualityFixture()
        let suites = [
            Suite("no.raw", table: "raw.nothing", checks: [.notNull("id"), .unique("id")]),
            Suite("things.raw", table: "raw.things", checks: [.notNull("idd")]),
        ]
        let plan = try await Checker(engine: warehouse.engine, clock: warehouse.clock).plan(suites)
        #expect(
            plan.text == """
                -- no.raw: raw.nothing, 2 checks
                -- cannot be run: there is no table 'raw.nothing'

                -- things.raw: raw.things, 1 check
                -- cannot be run: 'raw.things' has no column 'idd': did you mean 'id'?
                """)
        #expect(plan.json[0]?["problems"] == ["there is no table 'raw.nothing'"])
    }

    @Test func valuesAreBoundAndShownAsLiterals() async throws {
        let warehouse = try await QualityFixture()
        let suite = Suite("things.raw", table: "raw.things", checks: [.inSet("name", ["it's"])])
        let plan = try await Checker(engine: warehouse.engine, clock: warehouse.clock).plan([suite])
        #expect(plan.text.contains("not in ('it''s')"))
        #expect(plan.json[0]?["table"] == "raw.things")
        let scan = try #require(plan.tables.first?.scan)
        #expect(scan.rendered(by: warehouse.engine.dialect).bindings == ["it's"])
    }
}
