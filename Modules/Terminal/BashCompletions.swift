extension CompletionTree {
    /// A script for bash: finds the command that the words so far call, then offers what it takes.
    var bash: String {
        """
        # Completions of \(program) for bash: source <(\(program) completions bash)
        _\(program)() {
            local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" place=\(program) i
            if [[ "$cur" == "=" ]]; then cur=""; elif [[ "$prev" == "=" ]]; then prev="${COMP_WORDS[COMP_CWORD-2]}"; fi
            for ((i = 1; i < COMP_CWORD; i++)); do
                case "${COMP_WORDS[i]}" in
                    \(valueOptions.joined(separator: "|"))) ((i++)); continue ;;
                esac
                case "$place ${COMP_WORDS[i]}" in
                    \(places.dropFirst().map(\.path.shellQuoted).joined(separator: "|"))) place="$place ${COMP_WORDS[i]}" ;;
                esac
            done
            case "$place $prev" in
        \(places.flatMap(bashValues).joined(separator: "\n"))
            esac
            local words=
            case "$place" in
        \(places.map(bashWords).joined(separator: "\n"))
            esac
            COMPREPLY=($(compgen -W "$words" -- "$cur"))
        }
        complete -o bashdefault -F _\(program) \(program) ./\(program)

        """
    }

    private func bashValues(_ place: Place) -> [String] {
        place.options.filter(\.takesValue).compactMap { option in
            let offer: String
            switch option.completion {
            case .nothing: offer = "COMPREPLY=()"
            case .choices:
                offer = "COMPREPLY=($(compgen -W \(option.choices.joined(separator: " ").shellQuoted) -- \"$cur\"))"
            case .file: offer = "COMPREPLY=($(compgen -f -- \"$cur\"))"
            case .directory: offer = "COMPREPLY=($(compgen -d -- \"$cur\"))"
            }
            let patterns = option.written.map { "\(place.path) \($0)".shellQuoted }.joined(separator: "|")
            return "        \(patterns)) \(offer); return ;;"
        }
    }

    private func bashWords(_ place: Place) -> String {
        let names = place.command.subcommands.map(\.name) + place.arguments.flatMap(\.choices)
        let words = names + place.options.flatMap(\.written)
        return "        \(place.path.shellQuoted)) words=\(words.joined(separator: " ").shellQuoted) ;;"
    }
}
