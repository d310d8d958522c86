import Diagnostics

/// The wording of what stops a proof before it begins.
extension WeirError {
    static func emptyCommand() -> WeirError {
        WeirError(
            "awos.empty_command", "a command to run has no words", hint: "write it as a list of words", kind: .usage)
    }
}
