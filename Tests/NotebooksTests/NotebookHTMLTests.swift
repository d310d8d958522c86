import JSON
import Testing

@testable import Notebooks

@Suite struct NotebookHTMLTests {
    private var notebook: Notebook {
        var chart = NotebookCell(id: "c", kind: .code, source: "%%chart\nx: <a>")
        chart.outputs = [CellOutput.chart(["mark": "bar"], description: "Bars \"of\" trips").json]
        var failed = NotebookCell(id: "d", kind: .code, source: "select <")
        failed.outputs = [CellOutput.failure(.notNotebook(file: "<x>", because: "y")).json]
        return Notebook(
            file: "n.ipynb",
            cells: [
                NotebookCell(id: "a", kind: .markdown, source: "# A & B\n\n<script>alert(1)</script>"), chart, failed,
            ])
    }

    @Test func chartsArePicturesWithWordsAndEverythingElseIsEscaped() async throws {
        let export = NotebookHTML { specification in
            #expect(specification == ["mark": "bar"])
            return "<svg id=\"drawn\"></svg>"
        }
        let page = try await export.page(notebook, footer: "as of <now>")
        #expect(page.contains("<title>A &amp; B</title>"))
        #expect(page.contains("aria-label=\"Bars &quot;of&quot; trips\""))
        #expect(page.contains("<svg id=\"drawn\"></svg>"))
        #expect(page.contains("x: &lt;a&gt;"))
        #expect(page.contains("<pre class=\"error\">") && page.contains("&lt;x&gt;"))
        #expect(page.contains("as of &lt;now&gt;"))
        #expect(!page.contains("<script"))
        #expect(!page.contains("http://") && !page.contains("https://"))
    }

    @Test func aChartThatCannotBeDrawnFailsTheExport() async {
        struct Broken: Error {}
        let export = NotebookHTML { _ in throw Broken() }
        await #expect(throws: Broken.self) { try await export.page(notebook, footer: "") }
    }
}
