import Diagnostics
import Foundation
import Testing

@testable import Profiling

@Suite struct ProfilingErrorsTests {
    private static let folder = URL(filePath: "/tmp")

    @Test(arguments: [
        (WeirError.unreadableSample("a.csv", errno: ENOENT), "'a.csv' cannot be read: no such file or directory"),
        (.noPlainFile("/dev/null"), "'/dev/null' is neither a file nor a folder"),
        (.unknownScheme("s3"), "addresses that begin with s3:// are not fetched"),
        (.badAddress("http://"), "'http://' is no address"),
        (
            .diskTooSmall("a.zip", needed: 2_500_000, free: 1_000_000, folder: folder),
            "'a.zip' needs 3 MB, and /tmp has room for 1 MB"
        ),
        (
            .diskTooSmall("a.gz", needed: nil, free: 1_000_000, folder: folder),
            "'a.gz' unpacks to more than there is room for, and /tmp has room for 1 MB"
        ),
        (.emptySample("a.csv"), "'a.csv' is empty"), (.noRows("a.csv"), "'a.csv' has a header and no rows"),
        (.pageInsteadOfData("a.csv"), "'a.csv' is an HTML page and no data"),
        (.errorInsteadOfData("a.csv"), "'a.csv' is the error that a server answered with, and no data"),
        (.notData("a.png", "a picture"), "'a.png' is a picture, which is not read"),
        (.unknownFormat("a"), "'a' is written in no format that is known"),
        (.noTable("a.txt", lines: 1), "'a.txt' holds one line of text and no table"),
        (.noTable("a.txt", lines: 5), "'a.txt' holds 5 or more lines of text and no table"),
        (.brokenJSON("a.json"), "'a.json' begins like JSON and cannot be read as JSON"),
        (.cutJSON("a.json"), "'a.json' breaks off in the middle of its JSON"),
        (.noRecords("a.json"), "'a.json' holds no records"),
        (.noRecordsAt(["b", "c"], "a.json", instead: []), "'a.json' has no records at 'b.c'"),
        (.largeDocument("a.json", 256_000_000), "'a.json' has one array a field and is larger than 256 MB"),
        (.cutParquet("a.parquet"), "'a.parquet' is a Parquet file without its end"),
        (.brokenParquet("a.parquet"), "'a.parquet' is a Parquet file that cannot be read"),
        (.brokenWorkbook("a.xlsx"), "'a.xlsx' is a workbook whose parts cannot be read"),
        (.emptyWorkbook("a.xlsx"), "no sheet of 'a.xlsx' has a row"),
        (.largeWorkbook("a.xlsx"), "the texts of 'a.xlsx' take more memory than is allowed"),
        (.emptyFolder("data"), "the folder 'data' has no files"),
        (.emptyArchive("a.zip"), "the archive 'a.zip' has no files"),
        (.tooManyFiles("data", 2000), "'data' has more than 2000 files"),
        (.noDataInside("data", []), "'data' holds no data that is read"),
        (
            .unrelatedFiles("data", ["a", "b"]),
            "the files in 'data' have nothing to do with one another: they are not one source"
        ),
        (.badSign("ab"), "'ab' cannot be a delimiter or a quote"),
        (.unknownEncoding("utf-9"), "the encoding 'utf-9' is not known"),
        (
            .unwritableChoice("overrule", expectation: "a text", at: SourceLocation(file: "p.yml")),
            "'overrule' cannot be this"
        ),
        (
            .otherVersion(7, known: 1, at: SourceLocation(file: "p.yml")),
            "the profile is of version 7, and this program reads version 1"
        ),
    ])
    func messagesSayWhatIsWrongWithWhat(_ error: WeirError, _ message: String) {
        #expect(error.message == message)
        #expect(error.hint != nil)
        #expect(error.exitCode == 2)
    }

    @Test func longListsAreShortened() {
        let error = WeirError.noDataInside("data", (0..<20).map { "f\($0)" })
        #expect(error.notes.count == 9)
        #expect(error.notes.last == "and 12 more")
    }

    @Test func aNearEncodingIsSuggested() {
        #expect(WeirError.unknownEncoding("utf-9").hint == "did you mean 'utf-8'?")
        #expect(WeirError.unknownEncoding("klingon").hint?.hasPrefix("known ones: utf-8, ") == true)
    }

    @Test func whatSomebodyStoppedStaysSo() {
        #expect(WeirError.interrupted.asWrongCall == .interrupted)
        #expect(WeirError("x", "y").asWrongCall.exitCode == 2)
    }
}
