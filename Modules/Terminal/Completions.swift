/// The shells that completions are written for.
public enum Shell: String, Sendable, CaseIterable {
    case bash, zsh, fish
}

extension Command {
    /// A script for `shell` that completes this tree; sourced by the shell once.
    public func completions(for shell: Shell, globals: [any CommandOption] = GlobalOptions.all) -> String {
        let tree = CompletionTree(root: self, globals: globals)
        return switch shell {
        case .bash: tree.bash
        case .zsh: tree.zsh
        case .fish: tree.fish
        }
    }
}

/// What the scripts of all shells are written from.
struct CompletionTree {
    /// One command and the words that call it.
    struct Place {
        let path: String
        let command: Command
        let options: [OptionSpec]

        var arguments: [ArgumentSpec] { command.arguments.map(\.spec) }
    }

    let program: String
    let places: [Place]

    init(root: Command, globals: [any CommandOption]) {
        program = root.name
        places = root.all.map { path, command in
            Place(
                path: path.joined(separator: " "), command: command, options: (command.options + globals).map(\.spec))
        }
    }

    /// Every way to write an option that takes a value.
    var valueOptions: [String] {
        Set(places.flatMap { $0.options.filter(\.takesValue).flatMap(\.written) }).sorted()
    }
}

extension OptionSpec {
    /// The option as it may be typed: long, then short.
    var written: [String] { [dashed] + (short.map { ["-\($0)"] } ?? []) }
}

extension String {
    /// The text as one word of bash and zsh.
    var shellQuoted: String { "'" + replacing("'", with: "'\\''") + "'" }
}
