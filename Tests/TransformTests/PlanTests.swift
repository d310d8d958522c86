import Diagnostics
import Testing
import Warehouse

@testable import Transform

@Suite struct PlanTests {
    private func plan(
        _ select: [String], _ command: TransformPlan.Command, exclude: [String] = [], fullRefresh: Bool = false,
        _ indirect: TransformSelection.Indirect = .eager
    ) async throws -> TransformPlan {
        let project = try await ProjectFixture(SelectionTests.files).load()
        return try project.plan(
            TransformSelection(select, exclude: exclude, indirect: indirect), command: command, fullRefresh: fullRefresh
        )
    }

    @Test func aBuildTestsEachModelBeforeWhatReadsIt() async throws {
        let plan = try await plan(["stg_trips+"], .build)
        #expect(
            plan.text == """
                view   main.stg_trips
                table  main.fct_trips
                test   unique_fct_trips_id
                view   main.mart_a
                test   compare
                view   main.mart_b
                test   relationships_mart_b_id__id__ref_mart_a_
                """)
        let after = Dictionary(
            uniqueKeysWithValues: plan.steps.map { ($0.name, $0.after.map { $0.text.split(separator: ".")[2] }) })
        #expect(after["fct_trips"] == ["stg_trips"])
        #expect(after["mart_a"] == ["fct_trips", "unique_fct_trips_id"])
        // `compare` reads mart_a too, so mart_b cannot wait for it.
        #expect(after["mart_b"] == ["fct_trips", "unique_fct_trips_id"])
        #expect(after["compare"] == ["fct_trips", "mart_a"])
    }

    @Test func runsAndTestsHoldTheirKindAlone() async throws {
        #expect(try await plan(["tag:trips"], .run).steps.map(\.name) == ["stg_trips", "fct_trips"])
        #expect(try await plan(["tag:trips"], .test).steps.map(\.name) == ["compare", "unique_fct_trips_id"])
        #expect(try await plan(["source:raw"], .run).text == "nothing to do")
    }

    @Test func whatIsBetweenTwoChosenModelsIsNotForgotten() async throws {
        let plan = try await plan(["stg_trips", "mart_a"], .run)
        #expect(plan.steps.map(\.name) == ["stg_trips", "mart_a"])
        #expect(plan.steps.last?.after.map(\.text) == ["model.shop.stg_trips"])
    }

    @Test func aPlanSaysHowIncrementalModelsAreBuilt() async throws {
        let fixture = try await ProjectFixture([
            "models/a.sql": "{{ config(materialized='incremental') }} select 1 as id",
            "models/b.sql": "{{ config(materialized='incremental', unique_key='id') }} select 1 as id",
            "models/c.sql":
                "{{ config(materialized='incremental', unique_key='id', incremental_strategy='merge') }} select 1 as id",
            "models/d.sql": "{{ config(materialized='incremental', full_refresh=true) }} select 1 as id",
            "models/e.sql": "{{ config(materialized='incremental', full_refresh=false) }} select 1 as id",
            "models/f.sql": "{{ config(materialized='ephemeral') }} select 1 as id",
        ])
        let project = try fixture.load()
        #expect(
            try project.plan().text == """
                incremental (append)         main.a
                incremental (delete+insert)  main.b
                incremental (merge)          main.c
                table                        main.d
                incremental (append)         main.e
                """)
        #expect(try project.plan(command: .compile).steps.last?.action == .inline)
        let full = try project.plan(fullRefresh: true)
        #expect(
            full.steps.map(\.action.description) == [
                "table", "table", "table", "table", "incremental (append)",
            ])
        #expect(full.json["full_refresh"] == true)
        #expect(full.json["steps"]?[0]?["relation"] == "main.a")
    }

    @Test func aPlanNamesTheTablesThatMustBeThere() async throws {
        let project = try await ProjectFixture(SelectionTests.files).load()
        let plan = try project.plan(TransformSelection(["marts"]), command: .run)
        #expect(project.tablesRead(by: plan) == ["main.fct_trips", "main.stg_days"])
        #expect(project.tablesRead(by: try project.plan(command: .run)) == ["raw.days", "raw.trips"])
    }
}
