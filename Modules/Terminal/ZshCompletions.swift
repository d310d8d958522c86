extension CompletionTree {
    /// A script for zsh: the same walk as for bash, with a description behind each word.
    var zsh: String {
        """
        #compdef \(program)
        # Completions of \(program) for zsh: source <(\(program) completions zsh), or save as _\(program) in $fpath
        _\(program)() {
            local place=\(program) i prev="${words[CURRENT-1]}"
            local -a offers
            for ((i = 2; i < CURRENT; i++)); do
                case "${words[i]}" in
                    (\(valueOptions.joined(separator: "|"))) ((i++)); continue ;;
                esac
                case "$place ${words[i]}" in
                    (\(places.dropFirst().map(\.path.shellQuoted).joined(separator: "|"))) place="$place ${words[i]}" ;;
                esac
            done
            case "$place $prev" in
        \(places.flatMap(zshValues).joined(separator: "\n"))
            esac
            case "$place" in
        \(places.map(zshWords).joined(separator: "\n"))
            esac
            _describe \(program) offers
        }
        if [ "$funcstack[1]" = "_\(program)" ]; then _\(program) "$@"; else compdef _\(program) \(program); fi

        """
    }

    private func zshValues(_ place: Place) -> [String] {
        place.options.filter(\.takesValue).map { option in
            let offer =
                switch option.completion {
                case .nothing: "_message \(option.summary.shellQuoted)"
                case .choices: "compadd \(option.choices.map(\.shellQuoted).joined(separator: " "))"
                case .file: "_files"
                case .directory: "_files -/"
                }
            let patterns = option.written.map { "\(place.path) \($0)".shellQuoted }.joined(separator: "|")
            return "        (\(patterns)) \(offer); return ;;"
        }
    }

    private func zshWords(_ place: Place) -> String {
        let names = place.command.subcommands.map { ($0.name, $0.summary) }
        let choices = place.arguments.flatMap { argument in argument.choices.map { ($0, argument.summary) } }
        let options = place.options.flatMap { option in option.written.map { ($0, option.summary) } }
        let offers = (names + choices + options).map { word, summary in
            "\(word.replacing(":", with: "\\:")):\(summary)".shellQuoted
        }
        return "        (\(place.path.shellQuoted)) offers=(\(offers.joined(separator: " "))) ;;"
    }
}
