import Awos
import Diagnostics
import Foundation
import JSON
import Terminal

/// `awos spec`: begins a spec from an intent; below it `awos spec renumber`.
enum SpecCommand {
    static let intent = Argument.optional(
        .text("INTENT"), "what is wanted; the first open item of the roadmap if left out")
    static let kind = Option.optional(
        "kind", .name("KIND", of: Kinds.all.map(\.name), noun: "kind"), "sort of change; guessed if left out")
    static let name = Option.optional("name", .text("NAME"), "name of what is made: air_quality")
    static let modules = Option.optional(
        "modules", .text("A,B"), "modules that are changed, where the kind asks for them")
    static let sample = Option.optional("sample", .file(), "small file that shows what the data looks like")
    static let number = Option.optional(
        "number", .number("N", from: 1), "number of the spec; the next free one if left out")

    static let command = Command(
        "spec", "begin a spec from an intent",
        discussion: """
            Writes what follows from the intent and the kind; what nobody said stands in it as a question, with an assumption \
            where one is honest. Asks on a terminal; elsewhere takes answers from a file. Nothing is committed.
            """,
        examples: [
            .init(
                "awos spec 'Hourly air quality for the city' --sample air_quality.json",
                "a source, guessed by the sample"),
            .init("awos spec 'Trips are counted twice' --kind fix --modules Ingest", "a fix in one module"),
        ],
        options: [kind, name, modules, sample, number, Drafts.answers, Drafts.plan], arguments: [intent],
        subcommands: [RenumberCommand.command], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let modules = try invocation[modules]?.split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        let request = SpecDraft.Request(
            try invocation[intent] ?? SpecDraft.nextIntent(session.tree), kind: try invocation[kind],
            name: try invocation[name], modules: modules?.filter { !$0.isEmpty } ?? [],
            sample: try invocation[sample].map { (invocation.file($0), $0) }, answers: try Drafts.answers(invocation),
            number: try invocation[number].flatMap { SpecNumber($0) })
        var draft = try await SpecDraft(request, session.git, session.tree)
        let guess = draft.isGuessed ? " (guessed; another one: --kind)" : ""
        session.console.note("kind: \(draft.kind.name)\(guess)")
        if try invocation[Drafts.answers] == nil {
            draft = try draft.answering(
                await AnswerSources.ask(draft.openQuestions, session.console) { _ = try draft.answering($0) })
        }
        let lock = try invocation[Drafts.plan] ? nil : await SpecNumbers.lock(session.git.root, clock: session.clock)
        defer { lock?.release() }
        try finish(try draft.settled(by: try await SpecNumbers(session.git, session.tree)), session)
    }

    private static func finish(_ draft: SpecDraft, _ session: AwosSession) throws {
        try Drafts.finish(
            try draft.plan(), session,
            facts: [
                ("spec", .string(String(draft.folder.split(separator: "/").last ?? ""))),
                ("kind", .string(draft.kind.name)), ("guessed", .bool(draft.isGuessed)),
                ("name", .string(draft.draft.name)),
                ("open", .array(draft.openQuestions.map(Drafts.json))),
            ]
        ) {
            let open = draft.openQuestions.filter { $0.assumption == nil }
            let number = draft.draft.number
            return open.map { "open: \($0.id): \($0.text)" }
                + [open.isEmpty ? "next: awos implement \(number)" : "next: awos clarify \(number)"]
        }
    }
}
