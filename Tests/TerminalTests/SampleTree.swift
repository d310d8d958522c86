import Diagnostics
import Foundation

@testable import Terminal

/// A small program that the tests parse for: it prints what it understood.
enum SampleTree {
    enum Format: String, CaseIterable { case csv, text }

    static let limit = Option.value("limit", short: "n", .number(from: 1), default: 10, "rows to show")
    static let format = Option<Format>.value("format", .choice("FORMAT"), default: .text, "how to print")
    static let pairs = Option<[Assignment]>.repeated("param", short: "p", .assignment, "a parameter")
    static let full = Option.flag("full-refresh", short: "f", "load everything again")
    static let verbose = Option.flag("verbose", short: "v", "say more")
    static let source = Argument.required(
        .name("SOURCE", of: ["bike_trips", "weather"], noun: "source"), "the source to load")
    static let identifier = Argument.required(.text("ID"), "the run's id")
    static let words = Argument<[String]>.rest(.text("WORD"), "more words")

    static let root = Command(
        "tool", "a tool for tests",
        subcommands: [
            Command(
                "ingest", "load a source", discussion: "Loads it.\n\nAnd commits the rows together with the cursor.",
                examples: [.init("tool ingest weather --full-refresh", "loads the weather again")],
                options: [limit, format, pairs, full, verbose], arguments: [source, words]
            ) { invocation in
                let pairs = try invocation[pairs].map { "\($0.name):\($0.value)" }
                invocation.console.print(
                    "\(try invocation[source]) limit=\(try invocation[limit]) format=\(try invocation[format]) "
                        + "pairs=\(pairs) full=\(try invocation[full]) verbose=\(try invocation[verbose]) "
                        + "words=\(try invocation[words]) target=\(try invocation[GlobalOptions.target] ?? "none")")
            },
            Command(
                "runs", "list runs",
                subcommands: [
                    Command("show", "show a run", arguments: [identifier]) {
                        $0.console.print("run \(try $0[identifier])")
                    },
                    Command("fail", "fail") { _ in throw WeirError("work.failed", "2 checks failed") },
                    Command("stop", "stop") { _ in throw CancellationError() },
                    Command("bad", "find two errors") { _ in
                        throw WeirErrors([
                            WeirError("a.b", "first", kind: .usage), WeirError("a.c", "second", kind: .usage),
                        ])
                    },
                    Command("reads", "read what is not listed") { _ = try $0[limit] },
                ]
            ) { $0.console.print("all runs") },
            Command("group", "only a group", subcommands: [Command("one", "the one") { _ in }]),
        ])

    /// What a call prints and how it exits.
    static func call(
        _ line: String, width: Int? = nil, errorWidth: Int? = nil
    ) async -> (output: String, messages: String, code: Int32) {
        let (output, messages) = (CollectedText(), CollectedText())
        let console = Console(output: output, messages: messages, width: width, errorWidth: errorWidth)
        let words = line.split(separator: " ").map(String.init)
        let code = await Program(root).run(
            words, console: console, environment: [:], directory: URL(filePath: "/somewhere"))
        return (output.text, messages.text, code)
    }
}
