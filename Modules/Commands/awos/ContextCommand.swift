import Awos
import Diagnostics
import Terminal

/// `awos context`: the prompt for a task, or about some models, within a budget.
enum ContextCommand {
    static let task = Argument.optional(.text("NNN-Tn"), "the task; left out with --select")
    static let select = Option<[String]>.repeated(
        "select", short: "s", .text("SELECTION"), "models: names, folders, tag:x, +upstream, downstream+")
    static let budget = Option<Int?>.optional(
        "budget", .number(from: 200), "tokens that it may take; what the task file says, or 5000, if left out")
    static let leftOut = Option.flag("left-out", "list the parts with their tokens, and what was left out, instead")

    static let command = Command(
        "context", "print the prompt for a task, within a budget",
        discussion: """
            Tokens are counted as UTF-8 bytes / 3.5, rounded up. The task, its scope and its checks are always there; the rest \
            by what it is worth per token. Rows of data never are.
            """,
        examples: [
            .init("awos context 003-T1", "all that somebody needs who does this task"),
            .init("awos context --select 'mart_demand_daily+' --left-out", "what a prompt about these models holds"),
        ],
        options: [select, budget, leftOut], arguments: [task], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let pack = try await pack(invocation, session)
        if invocation.wantsJSON { return session.console.print(pack.json) }
        guard try invocation[leftOut] else {
            return session.console.print(
                pack.prompt.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init))
        }
        let columns: [TextTable.Column] = [
            .init("part"), .init("as"), .init("tokens", .right), .init("left out because"),
        ]
        let parts = pack.parts.map { [$0.title, $0.extent.rawValue, "\($0.tokens)", ""] }
        let missing = pack.leftOut.map { [$0.name, "", "\($0.tokens)", $0.reason] }
        session.console.print(TextTable(columns, rows: parts + missing))
        session.console.print("\n\(pack.tokens) of \(pack.budgetTokens) tokens")
    }

    private static func pack(_ invocation: Invocation, _ session: AwosSession) async throws -> ContextPack {
        let (name, terms) = (try invocation[task], try invocation[select])
        let budget = try invocation[budget]
        guard let name else {
            guard !terms.isEmpty else { throw WeirError.nothingNamed }
            return try await offload {
                try ContextPack.make(
                    selecting: terms, root: session.git.root, budgetTokens: budget ?? ContextPack.defaultBudgetTokens)
            }
        }
        guard terms.isEmpty else { throw WeirError.taskAndSelection }
        guard let id = TaskID(name) else { throw WeirError.noTaskName(name) }
        return try await offload {
            let folder = try session.tree.folder("\(id.spec)")
            let task = try TaskGraph(try folder.tasks()).task(id)
            return try ContextPack.make(
                for: task, of: try folder.spec(), root: session.git.root, budgetTokens: budget)
        }
    }
}

extension WeirError {
    fileprivate static var nothingNamed: WeirError {
        WeirError(
            "awos.nothing_named", "neither a task nor a selection of models is named",
            hint: "name one: awos context 003-T1, or awos context --select mart_demand_daily", kind: .usage)
    }

    fileprivate static var taskAndSelection: WeirError {
        WeirError(
            "awos.task_and_selection", "a task and a selection are two prompts", hint: "leave out --select",
            kind: .usage)
    }

    fileprivate static func noTaskName(_ text: String) -> WeirError {
        WeirError("awos.wrong_id", "'\(text)' is no name of a task", hint: "write it as 003-T1", kind: .usage)
    }
}
