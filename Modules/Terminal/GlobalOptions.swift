/// The options that every command understands, before or behind its name.
public enum GlobalOptions {
    /// Shows help instead of running.
    public static let help = Option.flag("help", short: "h", "show this help")
    /// One JSON document on standard output and nothing else.
    public static let json = Option.flag("json", "print one JSON document instead of text")
    /// The target of the project to work on.
    public static let target = Option.optional(
        "target", .text("NAME"), "target in weir.yml; its default_target if left out")
    /// The folder to look for the project in.
    public static let project = Option.optional(
        "project", .directory("DIR"), "folder of weir.yml; looked for upwards from here if left out")
    /// No colours, on a terminal too.
    public static let noColor = Option.flag("no-color", "never use colours")

    /// All of them, in the order of a help page.
    public static let all: [any CommandOption] = [json, target, project, noColor, help]
}
