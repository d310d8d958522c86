import Diagnostics
import Testing

@testable import CSV

@Suite struct CSVErrorTests {
    @Test(
        arguments: [
            (
                CSVError.Reason.ragged(expected: 3, found: 1), "a record has 1 field where 3 are expected",
                "csv.malformed"
            ),
            (.ragged(expected: 1, found: 2), "a record has 2 fields where 1 are expected", "csv.malformed"),
            (.unclosedQuote, "a quoted field is never closed", "csv.malformed"),
            (.textAfterQuote, "text follows the closing quote of a field", "csv.malformed"),
            (.recordTooLong(limitBytes: 10), "a record is longer than 10 bytes", "csv.malformed"),
            (.unreadable(reason: "is a directory"), "the file cannot be read: is a directory", "csv.unreadable"),
        ] as [(CSVError.Reason, String, WeirError.Code)])
    func everyReasonHasWordsAPlaceAndAHint(reason: CSVError.Reason, message: String, code: WeirError.Code) {
        let error = CSVError(reason: reason, line: 7).inFile("trips.csv")
        #expect(error.message == "'trips.csv' is not the CSV that was expected: \(message)")
        #expect(error.location?.description == "trips.csv:7")
        #expect(error.code == code)
        #expect(error.hint != nil)
    }
}
