import JSON
import Terminal

/// `weir completions`: a script that lets a shell complete commands, options and names.
enum CompletionsCommand {
    static let shell = Argument<Shell>.required(.choice("SHELL"), "the shell")

    static let command = Command(
        "completions", "print a script that completes commands in a shell",
        examples: [
            .init("weir completions bash > ~/.weir-completions.bash", "source that file in ~/.bashrc"),
            .init(
                "weir completions fish > ~/.config/fish/completions/weir.fish", "completes in every fish from now on"),
        ],
        arguments: [shell],
        run: { invocation in
            let shell = try invocation[shell]
            let script = invocation.root.completions(for: shell)
            if invocation.wantsJSON {
                return invocation.console.print(["shell": .string(shell.rawValue), "script": .string(script)])
            }
            invocation.console.write(script)
        })
}
