import JSON
import Terminal

/// `weir version`.
enum VersionCommand {
    static let command = Command(
        "version", "print the version",
        examples: [.init("weir version", "prints a line like `weir 0.1.0`")],
        run: { invocation in
            if invocation.wantsJSON { return invocation.console.print(["version": .string(WeirProgram.version)]) }
            invocation.console.print("weir \(WeirProgram.version)")
        })
}
