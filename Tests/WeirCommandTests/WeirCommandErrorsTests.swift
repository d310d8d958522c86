import Diagnostics
import Foundation
import RunStore
import Testing

@testable import WeirCommand

@Suite struct WeirCommandErrorsTests {
    private static let run = Run(
        id: RunID("20240601-000000-abcd"), request: NewRun(pipeline: "weather", target: "dev"), status: .failed,
        startedAt: Date(timeIntervalSince1970: 1_717_200_000))

    @Test(
        arguments: [
            (
                WeirError.noRunYet("x"), "there is no run 'x': nothing ran in this project yet",
                "start one with `weir run PIPELINE`", 2
            ),
            (
                .badNow("today"), "WEIR_NOW is 'today', which is no moment in UTC",
                "write it like 2024-07-01T06:00:00Z, or unset it: then the machine's clock counts", 2
            ),
            (
                .missingParts(["DuckDB", "disk"]), "missing: DuckDB, disk",
                "each line above says how to get what is missing", 1
            ),
            (
                .onlyInWarehouse("raw.trips", target: "dev"),
                "the table 'raw.trips' is in the warehouse of 'dev', not in the published snapshot",
                "ask the warehouse itself with `--live`, or add its schema to `publish:` in weir.yml", 2
            ),
            (
                .planAndReport(), "--plan and --report exclude each other",
                "a report is about checks that ran: leave --plan out", 2
            ),
            (.csvAndJSON(), "--csv and --json exclude each other", "leave one of them out", 2),
            (
                .commandFailed(["make", "it"], ending: "exit code 3", lines: ["why"]),
                "'make it' ended with exit code 3",
                "run it by hand in the project's folder", 1
            ),
            (
                .runEnded(run), "run 20240601-000000-abcd failed",
                "look at it with `weir runs show 20240601-000000-abcd`", 1
            ),
            (.otherTarget("x", target: "lite"), "run 'x' belongs to the target 'lite'", "add `--target lite`", 2),
            (.transformFailed("1 failed"), "1 failed", "`weir transform build` shows each failure", 1),
            (
                .noSource("wether", known: ["trips", "weather"]),
                "weir.yml has settings for a source 'wether', which Modules/Ingest/Sources does not have",
                "did you mean 'weather'? sources: trips, weather", 2
            ),
            (
                .suiteOrAll(isBoth: false), "'weir check' needs a suite or --all",
                "`weir check bike_trips`, or `weir check --all`", 2
            ),
            (
                .suiteOrAll(isBoth: true), "a suite and --all exclude each other",
                "`weir check bike_trips`, or `weir check --all`", 2
            ),
            (
                .notAPipeline("x", command: "ingest weather"),
                "run 'x' was the work of one command, which has no step to go on from",
                "call `weir ingest weather` again", 2
            ),
        ] as [(WeirError, String, String, Int32)])
    func errorsSayWhatHappenedAndWhatToDo(error: WeirError, message: String, hint: String, exitCode: Int32) {
        #expect(error.message == message)
        #expect(error.hint == hint)
        #expect(error.exitCode == exitCode)
        #expect(error.code.rawValue.hasPrefix("weir."))
    }
}
