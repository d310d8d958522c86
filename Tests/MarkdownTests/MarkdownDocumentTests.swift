import Testing

@testable import Markdown

@Suite struct MarkdownDocumentTests {
    @Test(arguments: [
        ("Some *text*.", "<p>Some <em>text</em>.</p>\n"),
        ("~~old~~", "<p><del>old</del></p>\n"),
        ("a <script>alert(1)</script> b", "<p>a <!-- raw HTML omitted -->alert(1)<!-- raw HTML omitted --> b</p>\n"),
        ("<div onclick=x>\n\nb", "<!-- raw HTML omitted -->\n<p>b</p>\n"),
        ("[x](javascript:alert(1))", "<p><a href=\"\">x</a></p>\n"),
        ("    indented <b>", "<pre><code>indented &lt;b&gt;\n</code></pre>\n"),
        ("a\u{1}0\u{1}b", "<p>a\u{FFFD}0\u{FFFD}b</p>\n"),
        ("", ""),
    ])
    func textBecomesSafeHTML(markdown: String, html: String) {
        #expect(MarkdownDocument(markdown).html == html)
    }

    @Test func tablesAreTables() {
        let html = MarkdownDocument("| a | b |\n|---|--:|\n| 1 | 2 |\n").html
        #expect(html.contains("<th>a</th>"))
        #expect(html.contains("<td align=\"right\">2</td>"))
    }

    @Test func headingsGetAnchorsOfTheirOwn() {
        let document = MarkdownDocument(
            "# Data *quality* & `checks`\n\n## Über 2\n\n## Über 2\n\n### &\n\n<h1>\n", firstLine: 5)
        #expect(document.headings.map(\.anchor) == ["data-quality-checks", "über-2", "über-2-2", "section"])
        #expect(document.headings.map(\.level) == [1, 2, 2, 3])
        #expect(document.headings.map(\.line) == [5, 7, 9, 11])
        #expect(document.headings[0].text == "Data quality & checks")
        #expect(document.html.contains("<h2 id=\"über-2-2\">Über 2</h2>"))
    }

    @Test func fencesAreCutOutWithTheirLines() {
        let document = MarkdownDocument(
            "one\n\n```sql daily\nselect 1\n\nfrom t\n```\n\ntwo\n\n~~~\nx\n~~~\n", firstLine: 4)
        #expect(
            document.parts == [
                .html("<p>one</p>\n"),
                .fence(MarkdownFence(info: "sql daily", content: "select 1\n\nfrom t\n", line: 6)),
                .html("\n<p>two</p>\n"), .fence(MarkdownFence(info: "", content: "x\n", line: 14)), .html("\n"),
            ])
    }

    @Test func aFenceThatNobodyReplacesIsCode() {
        #expect(
            MarkdownDocument("```swift\nlet a = b < c\n```\n").html.contains(
                "<code class=\"language-swift\">let a = b &lt; c"))
    }

    @Test func valuesAreReadInRunningTextOnly() {
        let text = "There were {{ daily.trips_total }} trips\nin **{{a.b}}** days, `{{ c.d }}` and {{ open.\n"
        let document = MarkdownDocument(text, firstLine: 3, readingValues: true)
        #expect(
            document.parts == [
                .html("<p>There were "), .value(MarkdownValue(text: "daily.trips_total", line: 3)),
                .html(" trips\nin <strong>"), .value(MarkdownValue(text: "a.b", line: 4)),
                .html("</strong> days, <code>{{ c.d }}</code> and {{ open.</p>\n"),
            ])
        #expect(MarkdownDocument(text).fences.isEmpty)
        #expect(MarkdownDocument(text).html.contains("{{ daily.trips_total }}"))
    }

    @Test func everyQuoteAndBracketIsEscaped() {
        #expect(HTMLText.escape("<a href=\"x\" t='y'>&é") == "&lt;a href=&quot;x&quot; t=&#39;y&#39;&gt;&amp;é")
    }
}
