import Diagnostics
import Foundation
import JSON
import Notebooks
import Orchestrate
import RunStore
import Terminal

/// `weir notebook`: notebooks, run from top to bottom on the published snapshot.
enum NotebookCommand {
    static let name = Argument.required(
        .text("NAME"), "the notebook: a file of Modules/Notebooks/Library without .ipynb")
    static let html = Option.flag("html", "also write the notebook as one HTML file, its charts as pictures")
    static let parameters = Option<[Assignment]>.repeated(
        "param", short: "p", .assignment, "a parameter in place of its default")

    static let command = Command(
        "notebook", "run notebooks, list them",
        examples: [
            .init("weir notebook run marts_eda --html", "runs it and writes .weir/target/notebooks/marts_eda.html")
        ],
        subcommands: [run, list])

    static let run = Command(
        "run", "run a notebook and write its outputs back into it",
        discussion: """
            Runs the cells in their order on the published snapshot. The first cell that fails stops the run with its number; \
            what came before is kept. A pipeline writes a copy to .weir/target/notebooks instead.
            """,
        examples: [
            .init("weir notebook run marts_eda", "runs every cell of marts_eda"),
            .init("weir notebook run marts_eda -p stations=5 --html", "with another parameter, and as HTML"),
        ],
        options: [html, parameters], arguments: [name], run: run)

    static let list = Command(
        "list", "list the notebooks with their parameters",
        examples: [.init("weir notebook list", "names, titles and parameters")], run: list)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try Session(invocation)
        let (name, wantsHTML) = (try invocation[name], try invocation[html])
        let texts = try invocation[parameters].map { ($0.name, $0.value) }
        let source = try session.library.file(name)
        // What is wrong with the call is said before anything begins: it is no run.
        let notebook = try session.library.load(name)
        _ = try notebook.parameters.overridden(by: texts, file: notebook.file)
        try await session.withSnapshot { _, _ in }
        let done = Box<NotebookDone>()
        try await session.carryOut("notebook run", [.notebook(name)]) { work, _, context in
            let run = try await work.run(
                notebook: name, parameters: texts, to: source,
                htmlTo: wantsHTML ? work.notebookFile(name, "html") : nil,
                context)
            done.put(run)
            return try run.result()
        } print: { _ in
            guard let done = done.value else { return }
            if invocation.wantsJSON { return session.console.print(done.json) }
            session.console.print(done.summary)
            for file in done.files { session.console.print("wrote \(file)") }
        }
    }

    @Sendable static func list(_ invocation: Invocation) async throws {
        let session = try Session(invocation)
        let notebooks = try session.library.names.map { ($0, try session.library.load($0)) }
        if invocation.wantsJSON {
            let list = try notebooks.map { name, notebook -> JSONValue in
                let parameters = try notebook.parameters
                let values = parameters.names.map { ($0, parameters.values[$0]?.json ?? .null) }
                return [
                    "name": .string(name), "title": .string(notebook.title), "parameters": .object(JSONObject(values)),
                ]
            }
            return session.console.print(["notebooks": .array(list)])
        }
        let rows = try notebooks.map { name, notebook in
            let parameters = try notebook.parameters
            let texts = parameters.names.map { "\($0)=\(parameters.values[$0].map(\.description) ?? "")" }
            return [name, notebook.title, texts.joined(separator: " ")]
        }
        session.console.print(TextTable([.init("notebook"), .init("title"), .init("parameters")], rows: rows))
    }
}

extension Session {
    /// The project's notebooks.
    var library: NotebookLibrary { NotebookLibrary(paths.notebooks) }
}
