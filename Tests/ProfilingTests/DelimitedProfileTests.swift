import Foundation
import Testing

@testable import Profiling

/// What delimited text must be understood as, however it was written.
@Suite struct DelimitedProfileTests {
    private let bench: ProfilingBench

    init() async throws { bench = try await ProfilingBench() }

    private static let table = "id;Straße;wert\n" + lines(0..<40) { "\($0);Große Allee \($0);\($0),5" }

    @Test(
        arguments: [
            (String.Encoding.isoLatin1, [], "iso-8859-1"), (.utf8, [], "utf-8"), (.utf8, [0xEF, 0xBB, 0xBF], "utf-8"),
            (.utf16LittleEndian, [0xFF, 0xFE], "utf-16le"), (.utf16BigEndian, [0xFE, 0xFF], "utf-16be"),
            (.utf16LittleEndian, [], "utf-16le"), (.utf16BigEndian, [], "utf-16be"),
        ] as [(String.Encoding, [UInt8], String)])
    func everyEncodingGivesTheSameTable(_ encoding: String.Encoding, _ mark: [UInt8], _ name: String) async throws {
        let bytes = mark + Array(try #require(Self.table.data(using: encoding)))
        let resource = try await bench.resource(bytes)
        #expect(resource.rows == 40)
        #expect(resource.names == ["id", "strasse", "wert"])
        #expect(resource.types == ["integer", "text", "double"])
        #expect(resource.columns[1].original == "Straße")
        #expect(resource.columns[1].lengths == 13...14)
        #expect(resource.delimited?.encoding.value == name)
        #expect(resource.delimited?.hasByteOrderMark == !mark.isEmpty)
        #expect(resource.key.value == ["id"])
    }

    @Test func lettersOfWindowsAreTold() async throws {
        let text = "id,note\n" + lines(0..<20) { "\($0),“quoted” – €\($0)" }
        let resource = try await bench.resource(Array(try #require(text.data(using: .windowsCP1252))))
        #expect(resource.delimited?.encoding.value == "windows-1252")
        #expect(resource["note"]?.lengths == 13...14)
    }

    @Test func aLetterOfLatin1BehindTheSampleIsFoundByTheWholeFile() async throws {
        let ascii = Array(("id,name\n" + lines(0..<60_000) { "\($0),plain \($0)" }).utf8)
        let middle = try #require("60000,M\u{FC}ller\n".data(using: .isoLatin1))
        let end = Array(lines(60_001..<120_000) { "\($0),plain \($0)" }.utf8)
        let resource = try await bench.resource(ascii + Array(middle) + end)
        #expect(resource.rows == 120_000)
        #expect(resource.delimited?.encoding.value == "windows-1252")
        #expect(resource.key.value == ["id"])
    }

    @Test func titlesAndFootersAreNoRows() async throws {
        let text =
            "Sales report\nAs of 1 April;;;\n\nNo.;Company;Day;Turnover (€)\n"
            + lines(0..<30) { "\(padded($0, 4));Firm \($0 % 4);\(padded($0 % 28 + 1, 2)).03.2024;\($0).234,50" }
            + "Total;;;435.000,00\nSource: tax office\n"
        let resource = try await bench.resource(text)
        #expect(resource.rows == 30)
        #expect(resource.names == ["no", "company", "day", "turnover_eur"].map { $0 == "no" ? "no_value" : $0 })
        #expect(resource.delimited?.layout.headerRow.value == 3)
        #expect(resource.delimited?.layout.titleRows == 2)
        #expect(resource.delimited?.layout.footerRows.value == 2)
        #expect(resource.types == ["text", "text", "date", "decimal(18,2)"])
        #expect(resource["turnover_eur"]?.reading.value.description == "number decimal=, thousands=.")
        #expect(resource["turnover_eur"]?.range?.greatest == .double(29_234.5))
    }

    @Test func titlesAsWideAsTheTableAreNoHeader() async throws {
        let text = "Report 2024,,,\nPrinted,,,\nid,name,city,n\n" + lines(0..<20) { "\($0),a\($0),b,\($0)" }
        let resource = try await bench.resource(text)
        #expect(resource.names == ["id", "name", "city", "n"])
        #expect(resource.rows == 20)
    }

    @Test func aRowOfUnitsIsNoRow() async throws {
        let text =
            "time,temp,rain,wind\n,°C,mm,km/h\n"
            + lines(0..<24) { "2024-01-01 \(padded($0, 2)):00,\($0).5,\($0),\($0)" }
        let resource = try await bench.resource(text)
        #expect(resource.rows == 24)
        #expect(resource.names == ["time", "temp_celsius", "rain_mm", "wind_kmh"])
        #expect(resource.delimited?.layout.hasUnitsRow == true)
        #expect(resource.types == ["timestamp", "double", "integer", "integer"])
    }

    @Test func namelessAndDoubleHeadersGetNames() async throws {
        let resource = try await bench.resource(",value,value,,Value\n" + lines(0..<20) { "\($0),\($0),\($0 + 1),,x" })
        #expect(resource.names == ["column_1", "value", "value_2", "column_4", "value_3"])
        #expect(resource.columns[3].role.value == .empty)
        #expect(resource.warnings.contains("column 'column_4' has no value in any row"))
        #expect(resource.columns[2].original == "value")
    }

    @Test func aFileWithoutAHeaderIsSeen() async throws {
        let resource = try await bench.resource(lines(0..<30) { "\($0),2024-01-\(padded($0 % 28 + 1, 2)),\($0).5" })
        #expect(resource.rows == 30)
        #expect(resource.delimited?.layout.headerRow.value == 0)
        #expect(resource.names == ["column_1", "column_2", "column_3"])
        #expect(resource.key.value == ["column_1"])
    }

    @Test func lineBreaksInQuotesAreText() async throws {
        let text = "id,comment,at\r\n" + (0..<50).map { "\($0),\"one\r\ntwo, \"\"\($0)\"\"\",2024-01-01\r\n" }.joined()
        let resource = try await bench.resource(text)
        #expect(resource.rows == 50)
        #expect(resource.names == ["id", "comment", "at"])
        #expect(resource["at"]?.type.value == .day)
    }

    @Test func raggedRowsAreKeptAndCounted() async throws {
        let text = "a,b,c\n" + lines(0..<50) { $0 % 10 == 0 ? "\($0),x" : "\($0),x,y" } + "50,x,y,z,\n51,x,y,,\n"
        let resource = try await bench.resource(text)
        #expect(resource.rows == 52)
        #expect(resource.delimited?.shortRows == 5)
        #expect(resource.delimited?.longRows == 1)
        #expect(resource["c"]?.nulls == 5)
        #expect(resource.warnings.contains { $0.contains("in 5 rows") })
    }

    @Test func mixedLineEndsAndTextBehindQuotesAreRead() async throws {
        let text = "id,name\n" + (0..<30).map { "\($0),\"n\"x\($0)\($0 % 3 == 0 ? "\r\n" : "\n")" }.joined()
        let resource = try await bench.resource(text)
        #expect(resource.rows == 30)
        #expect(resource.key.value == ["id"])
        #expect(resource.warnings.contains { $0.contains("text behind the closing quote in 30 fields") })
    }

    @Test(arguments: [("|", "pipe"), (";", "semicolon"), ("\t", "tab"), ("^", "caret")])
    func anyDelimiterIsFound(_ sign: String, _ name: String) async throws {
        let text =
            ["id", "name", "at"].joined(separator: sign) + "\n"
            + lines(0..<20) { ["\($0)", "n\($0)", "2024-01-01"].joined(separator: sign) }
        let resource = try await bench.resource(text, named: "\(name).txt")
        #expect(resource.names == ["id", "name", "at"])
        #expect(resource.delimited?.delimiter.value == (sign == "\t" ? "tab" : sign))
    }

    @Test func whatASpreadsheetAnnouncesIsTaken() async throws {
        let resource = try await bench.resource("sep=;\nid;v\n" + lines(0..<20) { "\($0);\($0),5" })
        #expect(resource.names == ["id", "v"])
        #expect(resource.rows == 20)
        #expect(resource.types == ["integer", "double"])
    }

    @Test func aFooterBehindALargeFileIsCutOff() async throws {
        let text = "Title\nid,name,n\n" + lines(0..<30_000) { "\($0),name \($0),\($0)" } + "Total,,449985000\n"
        let resource = try await bench.resource(text)
        #expect(resource.rows == 30_000)
        #expect(resource["id"]?.type.value == .integer)
        #expect(resource.key.value == ["id"])
    }

    @Test func rowsWithoutAValueAreCounted() async throws {
        let resource = try await bench.resource(
            "a,b\n" + lines(0..<10) { "\($0),x" } + ",\n,\n" + lines(10..<20) { "\($0),x" })
        #expect(resource.rows == 22)
        #expect(resource.delimited?.layout.blankRows == 2)
    }

    @Test func oneColumnIsATable() async throws {
        let resource = try await bench.resource("station_id\n" + lines(0..<30) { "S\($0)" })
        #expect(resource.names == ["station_id"])
        #expect(resource.rows == 30)
    }

    @Test func filesOfOneHeaderAreOneResource() async throws {
        for month in 1...3 {
            try bench.write(
                "trip_id,started_at\n" + lines(0..<10) { "\(month)\(padded($0, 2)),2024-0\(month)-01 08:00:00" },
                to: "months/trips_2024-0\(month).csv")
        }
        let profile = try await bench.profile("months")
        #expect(profile.resources.map(\.name.value) == ["trips"])
        #expect(profile.resources[0].rows == 30)
        #expect(profile.resources[0].files.count == 3)
        #expect(profile.resources[0].key.value == ["trip_id"])
    }
}
