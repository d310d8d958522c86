import Archive
import Foundation
import Testing

@testable import Profiling

/// Workbooks: sheets, dates by style, texts that are shared, and XML that means harm.
@Suite struct WorkbookProfileTests {
    private let bench: ProfilingBench

    init() async throws { bench = try await ProfilingBench() }

    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let space = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""

    /// A workbook of these sheets, each given by its rows of cells.
    private func book(
        _ sheets: [(name: String, rows: String)], shared: [String] = [], properties: String = "", doctype: String = "",
        to file: String = "book.xlsx"
    ) throws {
        let list = sheets.indices.map {
            "<sheet name=\"\(sheets[$0].name)\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>"
        }.joined()
        let relations = sheets.indices.map {
            "<Relationship Id=\"rId\($0 + 1)\" Type=\"x\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
        }.joined()
        let texts = shared.map { "<si><t>\($0)</t></si>" }.joined()
        let styles = """
            \(Self.head)<styleSheet \(Self.space)><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/>\
            <numFmt numFmtId="165" formatCode="[h]:mm:ss"/><numFmt numFmtId="166" formatCode="&quot;day&quot; 0.00"/></numFmts>\
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
            <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>
            """
        var parts = [
            ("[Content_Types].xml", Self.head + "<Types/>"),
            (
                "xl/workbook.xml",
                "\(Self.head)<workbook \(Self.space) xmlns:r=\"r\">\(properties)<sheets>\(list)</sheets></workbook>"
            ),
            ("xl/_rels/workbook.xml.rels", "\(Self.head)<Relationships>\(relations)</Relationships>"),
            ("xl/styles.xml", styles),
            ("xl/sharedStrings.xml", "\(Self.head)\(doctype)<sst \(Self.space)>\(texts)</sst>"),
        ]
        for (index, sheet) in sheets.enumerated() {
            parts.append(
                (
                    "xl/worksheets/sheet\(index + 1).xml",
                    "\(Self.head)<worksheet \(Self.space)><sheetData>\(sheet.rows)</sheetData></worksheet>"
                ))
        }
        try bench.archive(.zip, parts, to: file)
    }

    private static func text(_ place: String, _ text: String) -> String {
        "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }
    private static func number(_ place: String, _ number: String, style: Int = 0) -> String {
        "<c r=\"\(place)\" s=\"\(style)\"><v>\(number)</v></c>"
    }

    private static let prices: String = {
        var rows = "<row r=\"1\">\(text("A1", "Monthly prices"))</row>"
        rows +=
            "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c>\(text("C3", "Price (€)"))\(text("D3", "Open"))</row>"
        for index in 0..<30 {
            let row = index + 4
            rows +=
                "<row r=\"\(row)\">\(text("A\(row)", padded(index, 4)))\(number("B\(row)", "\(45_292 + index)", style: 1))"
            rows += number("C\(row)", String(format: "%.17g", Double(index) + 0.1), style: 4)
            rows += "<c r=\"D\(row)\" t=\"b\"><v>\(index % 2)</v></c></row>"
        }
        return rows + "<row r=\"34\">\(text("A34", "Total"))\(number("C34", "438"))</row>"
    }()

    @Test func sheetsAreResources() async throws {
        let shops =
            "<row r=\"1\">\(Self.text("A1", "shop_id"))\(Self.text("B1", "opened at"))\(Self.text("C1", "open for"))</row>"
            + (0..<10).map {
                "<row r=\"\($0 + 2)\">\(Self.number("A\($0 + 2)", "\($0)"))\(Self.number("B\($0 + 2)", "\(43_831 + $0).5", style: 2))"
                    + "\(Self.number("C\($0 + 2)", "1.25", style: 3))</row>"
            }.joined()
        try book([("Prices &amp; more", Self.prices), ("Shops", shops), ("Empty", "")], shared: ["SKU", "Day"])
        let profile = try await bench.profile("book.xlsx")
        #expect(profile.resources.map(\.name.value) == ["prices_and_more", "shops"])
        let prices = profile.resources[0]
        #expect(prices.rows == 30)
        #expect(prices.names == ["sku", "day", "price_eur", "open"])
        #expect(prices.types == ["text", "date", "decimal(18,1)", "boolean"])
        #expect(prices.sheet?.sheet == "Prices & more")
        #expect(prices.sheet?.layout.titleRows == 1)
        #expect(prices.sheet?.layout.footerRows.value == 1)
        #expect(prices["day"]?.range?.least.description == "2024-01-01")
        let times = profile.resources[1]
        #expect(times["opened_at"]?.range?.least.description == "2020-01-01 12:00:00")
        #expect(times["open_for"]?.reading.value == .serviceClock)
        #expect(profile.sample.packing == ["xlsx"])
    }

    @Test func aBookThatCountsFrom1904IsRead() async throws {
        let rows =
            "<row r=\"1\">\(Self.text("A1", "id"))\(Self.text("B1", "day"))</row>"
            + (0..<9).map {
                "<row r=\"\($0 + 2)\">\(Self.number("A\($0 + 2)", "\($0)"))\(Self.number("B\($0 + 2)", "\(43_830 + $0)", style: 1))</row>"
            }.joined()
        try book([("A", rows)], properties: "<workbookPr date1904=\"1\"/>")
        #expect(try await bench.profile("book.xlsx").resources[0]["day"]?.range?.least.description == "2024-01-01")
    }

    @Test func entitiesAreRefused() async throws {
        try book([("A", Self.prices)], doctype: "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>")
        let error = await bench.refusal("book.xlsx")
        #expect(error?.code == "profiling.broken_workbook")
        #expect(error?.exitCode == 2)
    }

    @Test func brokenXMLIsRefused() async throws {
        try book([("A", "<row r=\"1\"><c r=\"A1\"><v>1</v></row>")])
        #expect(await bench.refusal("book.xlsx")?.code == "profiling.broken_workbook")
    }

    @Test func anEmptyBookIsRefused() async throws {
        try book([("A", "")])
        #expect(await bench.refusal("book.xlsx")?.code == "profiling.empty_workbook")
    }

    @Test func anotherOfficeFileIsNamed() async throws {
        try bench.archive(.zip, [("word/document.xml", "<w/>")], to: "letter.docx")
        let error = await bench.refusal("letter.docx")
        #expect(error?.message == "'letter.docx' is a text document (.docx), which is not read")
    }

    @Test func aCellFarToTheRightFillsNoMemory() async throws {
        let rows =
            "<row r=\"1\">\(Self.text("A1", "id"))\(Self.text("B1", "v"))</row>"
            + (0..<9).map {
                "<row r=\"\($0 + 2)\">\(Self.number("A\($0 + 2)", "\($0)"))\(Self.number("B\($0 + 2)", "1"))</row>"
            }.joined()
            + "<row r=\"20\">\(Self.number("ZZZZZZ20", "1"))</row>"
        try book([("A", rows)])
        #expect(try await bench.profile("book.xlsx").resources[0].names == ["id", "v"])
    }
}
