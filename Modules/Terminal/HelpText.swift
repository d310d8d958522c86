/// The help page of a command, wrapped to a width.
struct HelpText {
    let path: [String]
    let command: Command
    let globals: [any CommandOption]
    let width: Int
    let paint: (String, Console.Style) -> String

    /// The page, without a line break at its end.
    var text: String {
        var parts = [title, section("Usage", usage)]
        if !command.discussion.isEmpty { parts.append(paragraphs(command.discussion)) }
        parts.append(section("Commands", list(command.subcommands.map { ($0.name, $0.summary) })))
        parts.append(section("Arguments", list(command.arguments.map { ($0.spec.placeholder, note($0.spec)) })))
        parts.append(section("Options", list(command.options.map { (label($0.spec), note($0.spec)) })))
        parts.append(section("Options of every command", list(globals.map { (label($0.spec), note($0.spec)) })))
        parts.append(section("Examples", examples))
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private var title: String {
        let name = path.joined(separator: " ")
        let lines = wrapped("\(String(repeating: "x", count: name.count)): \(command.summary)", indent: 0)
        return paint(name, .bold) + lines.joined(separator: "\n").dropFirst(name.count)
    }

    private var usage: [String] {
        let line = path.joined(separator: " ")
        var lines: [String] = []
        if command.run != nil {
            let arguments = command.arguments.map { argument in
                let name = argument.spec.placeholder + (argument.spec.repeats ? "…" : "")
                return argument.spec.isRequired ? name : "[\(name)]"
            }
            let words = [line] + arguments + (command.options.isEmpty ? [] : ["[OPTIONS]"])
            lines.append("  " + words.joined(separator: " "))
        }
        if !command.subcommands.isEmpty { lines.append("  \(line) COMMAND [OPTIONS]") }
        return lines
    }

    private var examples: [String] {
        command.examples.flatMap { ["  \($0.line)"] + wrapped($0.summary, indent: 6) }
    }

    private func section(_ title: String, _ lines: [String]) -> String {
        lines.isEmpty ? "" : ([paint(title + ":", .bold)] + lines).joined(separator: "\n")
    }

    private func paragraphs(_ text: String) -> String {
        text.components(separatedBy: "\n\n").map { wrapped($0, indent: 0).joined(separator: "\n") }
            .joined(separator: "\n\n")
    }

    private func label(_ option: OptionSpec) -> String {
        let short = option.short.map { "-\($0), " } ?? ""
        return short + option.dashed + (option.placeholder.map { " " + $0 } ?? "")
    }

    private func note(_ option: OptionSpec) -> String {
        let choices = option.choices.isEmpty ? "" : " (\(option.choices.joined(separator: ", ")))"
        let standard = option.standard.map { "; \($0) by default" } ?? ""
        return option.summary + choices + standard + (option.repeats ? "; may be repeated" : "")
    }

    private func note(_ argument: ArgumentSpec) -> String {
        argument.summary + (argument.choices.isEmpty ? "" : ": " + argument.choices.joined(separator: ", "))
    }

    /// Labels in one column, their texts wrapped in the next; a label that is too long has a line of its own.
    private func list(_ entries: [(label: String, text: String)]) -> [String] {
        let column = min(28, (entries.map(\.label.count).max() ?? 0) + 4)
        return entries.flatMap { label, text in
            let lines = wrapped(text, indent: column)
            if label.count + 4 > column { return ["  " + label] + lines }
            let first = "  " + label + String(repeating: " ", count: column - label.count - 2)
            return [first + (lines.first?.dropFirst(column) ?? "")] + lines.dropFirst()
        }
    }

    /// The words of `text` in lines of at most `width`, each indented.
    private func wrapped(_ text: String, indent: Int) -> [String] {
        let space = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = ""
        for word in text.split(whereSeparator: \.isWhitespace) {
            if !line.isEmpty, indent + line.count + 1 + word.count > width {
                lines.append(space + line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return line.isEmpty ? lines : lines + [space + line]
    }
}
