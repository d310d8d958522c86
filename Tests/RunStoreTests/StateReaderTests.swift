import Diagnostics
import RunStore
import Testing
import Warehouse

@Suite struct StateReaderTests {
    @Test func everyViewIsReadWithItsDocumentedColumns() async throws {
        let fixture = try StateFixture()
        _ = try await fixture.open()
        let reader = StateReader(fixture.file)
        let columns: [String: String] = [
            "v_runs": """
            id,pipeline,target,started_by,status,started_at,finished_at,duration_seconds,steps,steps_succeeded,\
            steps_failed,steps_skipped,resumes,slot,error_code,error_message,error_hint
            """,
            "v_steps": """
            run_id,pipeline,target,position,step,kind,status,reason,attempts,started_at,finished_at,duration_seconds,\
            rows,artifacts,summary,error_code,error_message,error_hint
            """,
            "v_attempts": """
            run_id,step,number,status,started_at,finished_at,duration_seconds,error_code,error_message,error_hint
            """,
            "v_check_results": """
            id,run_id,target,suite,check_name,kind,table_name,column_name,severity,status,observed,expected,\
            rows_checked,rows_failing,failing_keys,message,checked_at
            """,
            "v_check_latest": """
            id,run_id,target,suite,check_name,kind,table_name,column_name,severity,status,observed,expected,\
            rows_checked,rows_failing,failing_keys,message,checked_at
            """,
            "v_slots": "pipeline,target,slot,run_id,skipped,marked_at",
        ]
        for (view, expected) in columns {
            let table = try await reader.read("select * from \(identifier: view)")
            #expect(table.columns.map(\.name.name).joined(separator: ",") == expected)
        }
    }

    @Test func runsCountTheirStepsAndSeconds() async throws {
        let fixture = try StateFixture()
        let store = try await fixture.open()
        let run = try await store.beginRun(cityBikes, steps: twoSteps).id
        _ = try await store.beginAttempt(run: run, step: "bike_trips")
        fixture.clock.advance(seconds: 1.25)
        try await store.finishStep(run: run, step: "bike_trips", .failed, error: KeptError(code: "a", message: "b"))
        try await store.skipStep(run: run, step: "models", reason: "'bike_trips' failed")
        try await store.finishRun(run, .failed)
        let reader = StateReader(fixture.file)
        let table = try await reader.read(
            "select steps, steps_succeeded, steps_failed, steps_skipped, duration_seconds from v_runs where id = \(run.text)"
        )
        #expect(table.rows == [[2, 0, 1, 1, 1.25]])
        let steps = try await reader.read(
            "select step, status, attempts, duration_seconds from v_steps order by position")
        #expect(steps.rows == [["bike_trips", "failed", 1, 1.25], ["models", "skipped", 0, .null]])
    }

    @Test func momentsHaveTheirType() async throws {
        let fixture = try StateFixture()
        _ = try await fixture.open().beginRun(cityBikes, steps: [])
        let table = try await StateReader(fixture.file).read("select started_at from v_runs")
        #expect(table.columns.map(\.type) == [.timestamp])
        #expect(table[0, 0].description == "2024-06-01 00:00:00")
    }

    @Test func beforeTheFirstRunItSaysWhatToRun() async throws {
        let fixture = try StateFixture()
        let error = try await #require(throws: WeirError.self) {
            _ = try await StateReader(fixture.file).read("select 1")
        }
        #expect(error.code == "state.missing" && error.hint == "start with `weir run city_bikes`")
    }

    @Test(arguments: ["delete from runs", "drop view v_runs", "attach '/tmp/x' as x"])
    func itWritesNothing(statement: String) async throws {
        let fixture = try StateFixture()
        _ = try await fixture.open().beginRun(cityBikes, steps: [])
        await #expect(throws: WeirError.self) { _ = try await StateReader(fixture.file).read(SQL(raw: statement)) }
        #expect(try await StateReader(fixture.file).read("select count(*) from v_runs").scalar == 1)
    }
}
