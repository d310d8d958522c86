import Diagnostics
import Testing

@testable import Orchestrate

/// The messages that no other suite meets; those of pipelines and cron expressions stand beside what causes them.
@Suite struct OrchestrateErrorsTests {
    @Test(
        arguments: [
            (
                WeirError.unknownPipeline("x", known: ["city_bikes", "weather"]), "pipeline.unknown",
                "there is no pipeline 'x'", "pipelines: city_bikes, weather", Int32(2)
            ),
            (
                WeirError.doubledPipeline("a"), "pipeline.doubled", "two pipelines are called 'a'",
                "give one another name", 2
            ),
            (
                WeirError.noFunction(.ingest), "run.no_function", "nothing here can run a step of kind 'ingest'", nil, 1
            ),
            (
                WeirError.stepTimedOut("a", seconds: 1.5), "run.step_timed_out", "step 'a' took longer than 1.5 s",
                "give it more time with `.timeout(seconds:)`, or look at what it waits for", 1
            ),
            (
                WeirError.targetBusy("dev", holder: WeirError("x", "held by 7")), "run.target_busy",
                "another run holds the target 'dev': held by 7",
                "wait until it ends, or leave out --no-wait to queue behind it", 1
            ),
            (
                WeirError.nothingScheduled(pipelines: ["a", "b"]), "schedule.nothing", "no pipeline has a schedule",
                "add `schedule: .daily(at: \"06:00\")` to one of: a, b", 2
            ),
            (
                WeirError.unknownTimeZone("Mars"), "schedule.unknown_time_zone", "there is no time zone 'Mars'",
                "write it as `America/New_York` or `UTC`", 2
            ),
            (
                WeirError.unknownName("x", "suite", step: "check x", in: "p", known: []), "pipeline.unknown_name",
                "step 'check x' of pipeline 'p' names suite 'x', which is not there", "there are no suites", 2
            ),
        ] as [(WeirError, String, String, String?, Int32)])
    func errorsSayWhatHappenedAndWhatToDo(
        error: WeirError, code: String, message: String, hint: String?, exitCode: Int32
    ) {
        #expect(error.code.rawValue == code)
        #expect(error.message == message)
        #expect(error.hint == hint)
        #expect(error.exitCode == exitCode)
    }
}
