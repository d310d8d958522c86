import Terminal

/// `weir commands`: every command, for people as a list, for programs as the whole tree.
enum CommandsCommand {
    static let command = Command(
        "commands", "list every command; with --json the whole tree",
        examples: [.init("weir commands --json", "describes every command, option, argument and example")],
        run: { invocation in
            if invocation.wantsJSON { return invocation.console.print(invocation.root.description()) }
            let rows = invocation.root.all.filter { $0.command.run != nil }.map { path, command in
                [path.joined(separator: " "), command.summary]
            }
            invocation.console.print(TextTable([.init("command"), .init("what it does")], rows: rows))
        })
}
