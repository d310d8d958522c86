import Diagnostics
import JSON
import Markdown

/// A notebook as one HTML file that needs nothing beside it: Markdown, results as tables, charts as pictures.
public struct NotebookHTML: Sendable {
    /// Draws a Vega-Lite specification as SVG.
    public typealias Painter = @Sendable (JSONValue) async throws -> String

    private let paint: Painter

    /// An export that draws its charts by `painter`.
    public init(painter: @escaping Painter) { paint = painter }

    /// The whole page of a notebook that has run; `footer` says from when its data is.
    ///
    /// Throws what drawing a chart throws.
    public func page(_ notebook: Notebook, footer: String) async throws -> String {
        var sections: [String] = []
        for (index, cell) in notebook.cells.enumerated() {
            switch cell.kind {
            case .markdown: sections.append("<section class=\"text\">\n\(MarkdownDocument(cell.source).html)</section>")
            case .code: sections.append(try await code(cell, number: index + 1))
            case .raw: sections.append("<pre>\(HTMLText.escape(cell.source))</pre>")
            }
        }
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(HTMLText.escape(notebook.title))</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <main>
            \(sections.joined(separator: "\n"))
            </main>
            <footer>\(HTMLText.escape(footer))</footer>
            </body>
            </html>

            """
    }

    private func code(_ cell: NotebookCell, number: Int) async throws -> String {
        var parts = [
            """
            <details><summary>\(cell.executionCount.map { "[\($0)]" } ?? "[ ]") cell \(number)</summary>
            <pre>\(HTMLText.escape(cell.source))</pre></details>
            """
        ]
        for output in cell.outputs { parts.append(try await html(output)) }
        return "<section class=\"code\">\n\(parts.joined(separator: "\n"))\n</section>"
    }

    private func html(_ output: JSONValue) async throws -> String {
        let data = output["data"]
        if let specification = data?["application/vnd.vegalite.v5+json"] {
            let words = NotebookCell.multiline(data?["text/plain"]) ?? "chart"
            let picture = try await paint(specification)
            return "<figure role=\"img\" aria-label=\"\(HTMLText.escape(words))\">\n\(picture)\n</figure>"
        }
        if output["output_type"] == "error" {
            let lines = output["traceback"]?.array?.compactMap(\.string) ?? []
            return "<pre class=\"error\">\(HTMLText.escape(lines.joined(separator: "\n")))</pre>"
        }
        if let table = NotebookCell.multiline(data?["text/html"]), output["output_type"] == "execute_result" {
            return "<div class=\"result\">\(table)</div>"
        }
        let text = NotebookCell.multiline(data?["text/plain"]) ?? NotebookCell.multiline(output["text"]) ?? ""
        return "<pre>\(HTMLText.escape(text))</pre>"
    }

    private static let style = """
        :root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
        body { font: 16px/1.6 system-ui, sans-serif; margin: 0; padding: 2rem 1rem; }
        main, footer { max-width: 52rem; margin: 0 auto; }
        h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
        pre { overflow-x: auto; font: 13px/1.5 ui-monospace, monospace; padding: .75rem; border: 1px solid var(--line);
          border-radius: 6px; }
        pre.error { border-color: #c33; }
        details { margin-top: 1.5rem; } summary { cursor: pointer; font-size: 13px; opacity: .65; }
        .result { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; margin: .5rem 0; }
        caption { caption-side: bottom; text-align: left; opacity: .65; padding-top: .25rem; }
        th, td { padding: .3rem .8rem .3rem 0; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
        figure { margin: 1rem 0; background: #fff; border-radius: 6px; padding: .75rem; overflow-x: auto; }
        figure svg { max-width: 100%; height: auto; display: block; }
        footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 13px; opacity: .65; }
        """
}
