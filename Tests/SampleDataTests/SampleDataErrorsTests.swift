import Diagnostics
import Testing

@testable import SampleData

@Suite struct SampleDataErrorsTests {
    @Test(
        arguments: [
            (WeirError.badMonths(0), "a sample of 0 months cannot be made"),
            (.badTrips(5, months: 3), "a sample of 5 trips in 3 months cannot be made"),
            (.unreadableManifest("out/sample.json"), "'out/sample.json' is not what `weir sample` wrote"),
        ] as [(WeirError, String)])
    func messagesReadWellAndSayTheNextMove(error: WeirError, message: String) {
        #expect(error.message == message)
        #expect(error.hint != nil)
    }
}
