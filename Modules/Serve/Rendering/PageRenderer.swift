import Charts
import Diagnostics
import Foundation
import JSON
import Warehouse

/// What all pages of a server share.
struct SiteLook: Sendable {
    /// The project's name.
    let name: String
    /// The target whose data is shown.
    let target: String
    /// The pages in the order of the navigation.
    let pages: [(title: String, path: String)]
    /// What tells this version of the assets from others; stands in their addresses.
    let assetVersion: String
    /// Whether pages listen for changes.
    let isLive: Bool
    /// Whether charts can be had as pictures.
    let hasPictures: Bool
}

/// What a page shows beside the results of its queries.
struct Drawings: Sendable {
    var catalog: Markup?
    var lineage: Markup?
    var log: Markup?
}

/// A whole HTML document around a view.
struct PageRenderer {
    let look: SiteLook

    /// The document of a page with its data; `query` is that of the address.
    func document(_ view: PageView, _ drawings: Drawings, query: String) -> Markup {
        let blocks = BlockRenderer(view: view, drawings: drawings, query: query, hasPictures: look.hasPictures)
        return shell(
            title: view.page.title, path: view.page.path, name: view.page.name,
            """
            <div class="head"><h1>\(view.page.title)</h1>\(summary(view.page))\(asOf(view))</div>
            \(view.notice.map(notice))
            \(view.page.errors.isEmpty ? nil : ErrorMarkup.list(view.page.errors))
            \(view.lacksData ? start : nil)
            <div class="content">\(blocks.parts)</div>
            """)
    }

    /// A document that only says something.
    func message(_ title: String, _ body: Markup) -> Markup {
        shell(title: title, path: "", name: "", "<div class=\"head\"><h1>\(title)</h1></div>\(body)")
    }

    private func summary(_ page: Page) -> Markup? {
        page.summary.isEmpty ? nil : "<p class=\"summary\">\(page.summary)</p>"
    }

    /// As of when the data is.
    private func asOf(_ view: PageView) -> Markup? {
        guard let data = view.data else { return nil }
        let run: Markup? = data.run.map { " · run <a href=\"/runs?run=\($0)\">\($0)</a>" }
        let shown = ValueFormat.time.text(.timestamp(Timestamp(data.publishedAt)))
        return """
            <p class="asof">Data as of <time datetime="\(data.publishedAt.iso8601)">\(shown) UTC</time>\(run)</p>
            """
    }

    private func notice(_ notice: RunNotice) -> Markup {
        let link: Markup = "<a href=\"/runs?run=\(notice.run)\">\(notice.run)</a>"
        if notice.status == "running" {
            return "<p class=\"notice quiet\" role=\"status\">The pipeline \(notice.pipeline) is running: \(link).</p>"
        }
        let message: Markup? = notice.message.map { " <span>\($0).</span>" }
        let hint: Markup? = notice.hint.map { " <span class=\"hint\">Next: \(Markup(code: $0)).</span>" }
        return """
            <div class="notice bad" role="alert"><strong>The last run of \(notice.pipeline) \
            \(notice.status == "failed" ? "failed" : "was interrupted").</strong>\(message)\(hint) \
            Figures are from the last run that succeeded. See \(link).</div>
            """
    }

    /// What a reader sees before the first run.
    private var start: Markup {
        """
        <section class="card start"><h2>Nothing is published yet</h2>
        <p>Run the pipeline, and this page fills by itself:</p>
        <pre><code>./weir run city_bikes</code></pre>
        <p>Or load the sample data, run everything and come back:</p>
        <pre><code>make demo</code></pre></section>
        """
    }

    private func shell(title: String, path: String, name: String, _ main: Markup) -> Markup {
        let links: [Markup] = look.pages.map { page in
            let current: Markup? = page.path == path ? " aria-current=\"page\"" : nil
            return "<a href=\"\(page.path)\"\(current)>\(page.title)</a>"
        }
        let looks: JSONValue = ["light": ChartLook.light.config, "dark": ChartLook.dark.config]
        let version = look.assetVersion
        let live: Markup? = look.isLive ? " data-live" : nil
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title) · \(look.name)</title>
            <link rel="icon" href="/assets/icon.svg?v=\(version)" type="image/svg+xml">
            <link rel="stylesheet" href="/assets/weir.css?v=\(version)">
            <script src="/assets/vega.js?v=\(version)" defer></script>
            <script src="/assets/weir.js?v=\(version)" defer></script>
            </head>
            <body data-page="\(name)"\(live)>
            <a class="skip" href="#main">Skip to the content</a>
            <header class="top"><div class="bar"><a class="brand" href="/"><img src="/assets/icon.svg?v=\(version)" \
            alt="" width="22" height="22">\(look.name)</a><nav aria-label="Pages">\(links)</nav></div></header>
            <main id="main">\(main)</main>
            <footer><span>\(look.name) · target \(look.target)</span></footer>
            <script type="application/json" id="looks">\(json: looks)</script>
            </body></html>
            """
    }
}

/// Errors as a reader of a page meets them.
enum ErrorMarkup {
    static func list(_ errors: [WeirError]) -> Markup { "<div class=\"errors\">\(errors.map(card))</div>" }

    /// One error with its place, the line and the next move, as the terminal would show it.
    static func card(_ error: WeirError) -> Markup {
        "<div class=\"card error\" role=\"alert\"><pre>\(error.text())</pre></div>"
    }
}
