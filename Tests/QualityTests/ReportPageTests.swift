import DurableFiles
import Foundation
import RunStore
import Testing

@testable import Quality

@Suite struct ReportPageTests {
    private static let moment = Date(timeIntervalSince1970: 1_704_499_200)

    private static func result(_ status: CheckResult.Status, _ severity: CheckResult.Severity = .error) -> CheckResult {
        CheckResult(
            suite: "a.raw", check: "in_set(<b>)", kind: "in_set", table: "raw.a", severity: severity, status: status,
            observed: "1 of 2 rows", expected: "one of \"x\" & 'y'", failingKeys: [["id": "<script>alert(1)</script>"]],
            message: "it broke", checkedAt: moment)
    }

    @Test func everythingIsEscaped() {
        let html = ReportPage(CheckReport([Self.result(.failed)]), target: "<dev>", at: Self.moment).html
        #expect(!html.contains("<script"))
        #expect(!html.contains("<b>)"))
        #expect(html.contains("in_set(&lt;b&gt;)"))
        #expect(html.contains("one of &quot;x&quot; &amp; &#39;y&#39;"))
        #expect(html.contains("Target &lt;dev&gt;"))
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    }

    @Test func pageNeedsNothingFromElsewhere() {
        let html = ReportPage(CheckReport([Self.result(.passed)]), target: "dev", at: Self.moment).html
        for word in ["http://", "https://", "src=", "href=", "url(", "@import"] { #expect(!html.contains(word)) }
        #expect(html.contains("prefers-color-scheme: dark"))
    }

    @Test func outcomesAndHistoryAreShown() {
        let results = [Self.result(.passed), Self.result(.failed, .warning), Self.result(.broken)]
        var history = CheckHistory()
        history[results[0]] = [.passed, .failed]
        let html = ReportPage(CheckReport(results), history: history, target: "dev", at: Self.moment).html
        #expect(html.contains("1 of 3 checks passed, 1 failed, 1 warning"))
        #expect(html.contains("<b class=\"warning\">warning</b>"))
        #expect(html.contains("<b class=\"broken\">broken</b>"))
        #expect(html.contains("<i class=\"failed\" title=\"failed\"></i><i class=\"passed\" title=\"passed\"></i>"))
        #expect(html.contains("checked at 2024-01-06T00:00:00.000Z"))
    }

    @Test func pageIsWrittenInsideOfItsFolderOnly() throws {
        let folder = try TemporaryDirectory()
        let page = ReportPage(CheckReport([]), target: "dev", at: Self.moment)
        let file = try page.write(in: folder.file("quality"), name: "bike_trips.raw")
        #expect(file.lastPathComponent == "bike_trips.raw.html")
        #expect(try String(contentsOf: file, encoding: .utf8) == page.html)
        #expect(throws: (any Error).self) { try page.write(in: folder.file("quality"), name: "../evil") }
    }
}
