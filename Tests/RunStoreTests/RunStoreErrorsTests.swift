import Diagnostics
import Testing

@testable import RunStore

@Suite struct RunStoreErrorsTests {
    @Test(arguments: [
        (
            WeirError.stateNewer(file: "s", found: 3, known: 1), "state.newer",
            "'s' was written by a newer weir (version 3; this one knows 1)", Int32(2)
        ),
        (WeirError.stateMissing(file: "s"), "state.missing", "there is no 's' yet: nothing has been run", 1),
        (WeirError.unknownRun("x", known: []), "state.unknown_run", "there is no run 'x': nothing has been run", 2),
        (WeirError.unknownRun("x", known: ["longer"]), "state.unknown_run", "there is no run 'x'", 2),
        (
            WeirError.ambiguousRun("2", matches: ["20", "21"]), "state.ambiguous_run", "'2' is the beginning of 2 runs",
            2
        ),
        (
            WeirError.runNotResumable(RunID("r"), status: .succeeded), "state.not_resumable",
            "run r cannot be resumed: it succeeded", 2
        ),
        (WeirError.runLost(RunID("r")), "state.run_lost", "run r is not in the state file any more", 1),
        (
            WeirError.slotTaken(pipeline: "p", slot: "t"), "state.slot_taken",
            "the slot t of 'p' was already run or skipped", 1
        ),
    ])
    func errorsSayWhatHappened(error: WeirError, code: String, message: String, exitCode: Int32) {
        #expect(error.code.rawValue == code)
        #expect(error.message == message)
        #expect(error.exitCode == exitCode)
    }
}
