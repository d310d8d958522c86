import Diagnostics
import Testing

@testable import Quality

@Suite struct QualityErrorsTests {
    @Test(
        arguments: [
            (WeirError.unknownSuite("zzz", names: ["a.raw"]), "there is no suite 'zzz'"),
            (.duplicateName("x", in: "a.raw"), "'x' stands twice in a.raw"),
            (.badSuiteName("b", source: "a"), "the suite 'b' of source 'a' has no name of the form source.stage"),
            (.emptySuite("a.raw"), "the suite 'a.raw' has no check"),
            (.badShare("x", in: "a.raw"), "`mostly` of 'x' in 'a.raw' is not a share of rows"),
            (.unknownTable("raw.t"), "there is no table 'raw.t'"),
            (.unknownColumn("x", of: "raw.t", columns: ["abcdef"]), "'raw.t' has no column 'x'"),
            (.noRegularExpressions(engine: "spark"), "the engine 'spark' has no regular expressions"),
            (.notATime("x"), "the newest value of 'x' is neither a day nor a timestamp"),
            (.checksFailed([], of: 2), "0 of 2 checks failed"),
        ] as [(WeirError, String)])
    func messagesReadWellAndSayTheNextMove(error: WeirError, message: String) {
        #expect(error.message == message)
        #expect(error.hint != nil)
    }
}
