extension CompletionTree {
    /// A script for fish: one `complete` a word, each with the place where it counts.
    var fish: String {
        let others = places.dropFirst().map(\.path.fishQuoted).joined(separator: " ")
        return """
            # Completions of \(program) for fish: \(program) completions fish | source
            function __\(program)_at
                set -l place \(program)
                for word in (commandline -opc)[2..]
                    contains -- "$place $word" \(others); and set place "$place $word"
                end
                test "$place" = "$argv"
            end
            complete -c \(program) -f
            \(places.flatMap(fishLines).joined(separator: "\n"))

            """
    }

    private func fishLines(_ place: Place) -> [String] {
        let start = "complete -c \(program) -n \("__\(program)_at \(place.path)".fishQuoted)"
        var lines = place.command.subcommands.map { "\(start) -a \($0.name.fishQuoted) -d \($0.summary.fishQuoted)" }
        for argument in place.arguments where argument.completion != .nothing {
            lines.append(
                "\(start) \(fishOffer(argument.completion, argument.choices)) -d \(argument.summary.fishQuoted)")
        }
        for option in place.options {
            let short = option.short.map { " -s \($0)" } ?? ""
            let value = option.takesValue ? " -r \(fishOffer(option.completion, option.choices))" : ""
            lines.append("\(start)\(short) -l \(option.name)\(value) -d \(option.summary.fishQuoted)")
        }
        return lines
    }

    private func fishOffer(_ completion: Completion, _ choices: [String]) -> String {
        switch completion {
        case .nothing: "-f"
        case .choices: "-f -a \(choices.joined(separator: " ").fishQuoted)"
        case .file: "-F"
        case .directory: "-f -a '(__fish_complete_directories)'"
        }
    }
}

extension String {
    /// The text as one word of fish.
    fileprivate var fishQuoted: String { "'" + replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'" }
}
