import Diagnostics

extension RotRule {
    /// Every command line that a guide shows can be called: of `weir`, `awos`, `make`, and the tests that it filters.
    static let guideCommands = RotRule { world in
        let weir = world.guides.flatMap(\.commands).first { $0.program == "weir" }
        let notAsked = world.programs["weir"] == nil ? weir : nil
        return world.guides.flatMap { goneCommands($0, world) }
            + (notAsked.map { [Diagnostic(.weirNotAsked(at: $0.place), .warning)] } ?? [])
    }

    private static func goneCommands(_ guide: Guide, _ world: RotWorld) -> [Diagnostic] {
        guide.commands.compactMap { mention in
            let words = mention.text.split(separator: " ").map(String.init)
            if mention.program == "make" { return makeTarget(words, mention, world) }
            if let suite = mention.text.filteredSuite {
                guard !world.files.has("Tests/\(suite)"), !world.sources.has(suite) else { return nil }
                return Diagnostic(.goneCommand(mention.text, suite, known: [], at: mention.place))
            }
            guard let tree = world.programs[mention.program], let gone = tree.unknown(Array(words.dropFirst())) else {
                return nil
            }
            return Diagnostic(.goneCommand(mention.text, gone.word, known: gone.known, at: mention.place))
        }
    }

    private static func makeTarget(_ words: [String], _ mention: Guide.Mention, _ world: RotWorld) -> Diagnostic? {
        guard let targets = world.makeTargets, let target = words.dropFirst().first(where: { !$0.contains("=") }),
            target.allSatisfy({ $0.isLowercase || $0 == "-" }), !targets.contains(target)
        else { return nil }
        return Diagnostic(.goneCommand(mention.text, target, known: targets, at: mention.place))
    }
}

extension Guide.Mention {
    /// The program that a command line calls: `weir` of `./weir run city_bikes`.
    fileprivate var program: String { text.prefix { $0 != " " }.split(separator: "/").last.map(String.init) ?? "" }
}
