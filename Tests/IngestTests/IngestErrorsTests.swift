import Diagnostics
import Foundation
import HTTPClient
import Testing
import Warehouse

@testable import Ingest

@Suite struct IngestErrorsTests {
    private static let table: TableName = "raw.t"

    @Test(arguments: [
        (
            WeirError.unknownSetting("lokation", source: "s", known: ["location"]),
            "the source 's' has no setting 'lokation'", "did you mean 'location'?"
        ),
        (
            .missingSetting(.location("a path"), source: "s"), "the source 's' needs the setting 'location': a path",
            "write it into weir.yml as sources.s.location"
        ),
        (
            .badSetting("x", "y", source: "s", known: ["a", "b"]), "the setting sources.s.x cannot be 'y'",
            "it may be a or b"
        ),
        (
            .badBound("x", option: "--from"), "--from 'x' is neither a month nor a day",
            "write it as 2024-05 or 2024-05-17"
        ),
        (
            .noLocation("/p/.weir/sample/x", setting: "sources.s.location"),
            "the setting sources.s.location names '/p/.weir/sample/x', where there is nothing",
            "run `weir sample --out .weir/sample`"
        ),
        (
            .noListing("https://a.test"), "https://a.test does not list its files",
            "name the address of a bucket or of a folder with links, or download the files into a directory"
        ),
        (
            .nothingInArchive("a.zip", endings: [".csv"], months: []), "'a.zip' holds no file that ends in .csv",
            "look into it, and fetch it again"
        ),
        (.duplicateField("id", at: SourceLocation(file: "a.csv")), "the header names 'id' twice", "correct the header"),
        (
            .retypedColumn(Column("c", .text), of: table, is: .double),
            "raw.t.c is double in the warehouse and declared as text",
            "build the table anew with --full-refresh, or declare the old type"
        ),
        (
            .unknownUnit(nil, field: "f", known: ["mm"], in: "a.json"), "'a.json' states no unit for 'f'",
            "units that are known: mm"
        ),
        (
            .unevenArrays("daily", in: "a.json"), "the arrays under 'daily' in 'a.json' are not of one length",
            "fetch it again; the answer was cut or is damaged"
        ),
        (
            .repeatedPage("https://a.test"), "the server names https://a.test as the next page a second time",
            "check the source's pagination"
        ),
        (
            .endlessPages("https://a.test", limit: 9), "https://a.test comes after 9 pages",
            "check the source's pagination"
        ),
        (
            .badRow("'a.csv'", table: table, because: "line 2: x", source: "s", at: nil),
            "'a.csv' cannot be loaded into raw.t: line 2: x",
            "correct the file at its origin and run again, or keep such values apart with sources.s.retyped_fields: variant"
        ),
    ])
    func messagesSayWhatHappenedAndWhatToDo(_ error: WeirError, _ message: String, _ hint: String) {
        #expect(error.message == message)
        #expect(error.hint == hint)
    }
}
