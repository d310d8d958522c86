import Foundation
import Testing

/// Rule 4: every module carries a CLAUDE.md that is short, complete, and true.
@Suite struct AgentDocTests {
    static let sections = [
        "## Purpose", "## Depends on", "## Commands", "## Patterns", "## Reference implementations", "## Do not",
    ]

    static let moduleFolders: [String] = Set(
        Tree.moduleSources.filter { !$0.path.hasPrefix("Modules/C/") }.map { source in
            let parts = source.path.split(separator: "/").map(String.init)
            return parts.prefix(["Engines", "Commands"].contains(parts[1]) ? 3 : 2).joined(separator: "/")
        }
    ).sorted()

    static let documents: [String] = Tree.files.filter {
        $0.hasSuffix("CLAUDE.md") || $0.hasPrefix(".claude/") && $0.hasSuffix(".md") || $0.hasPrefix("docs/")
            || $0 == "README.md"
    }

    @Test(arguments: moduleFolders) func everyModuleHasAGuideWithAllSections(
        folder: String
    ) throws {
        let guide = try Tree.text(folder + "/CLAUDE.md")
        let lines = guide.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(
            lines.filter { $0.hasPrefix("## ") } == Self.sections, "\(folder)/CLAUDE.md: the sections, in this order")
        #expect((40...81).contains(lines.count), "\(folder)/CLAUDE.md has \(lines.count) lines; 40 to 80 are wanted")
    }

    @Test(arguments: documents) func everyPathInAGuideExists(document: String) throws {
        let folder = document.split(separator: "/").dropLast().joined(separator: "/")
        for word in Self.codeWords(try Tree.text(document)) where Self.looksLikePath(word) {
            let path = word.hasPrefix("./") ? String(word.dropFirst(2)) : word
            let exists = Tree.has(path) || Tree.has("\(folder)/\(path)") || Self.matchesPattern(path, below: folder)
            #expect(exists, "\(document) names the path '\(word)', which does not exist")
        }
    }

    @Test(arguments: documents) func everyTypeInAGuideExists(document: String) throws {
        for word in Self.codeWords(try Tree.text(document)) where Self.looksLikeType(word) {
            let exists = Self.codeWordsOfTree.contains(word)
            #expect(exists, "\(document) names '\(word)', which no Swift file has")
        }
    }

    @Test(arguments: documents) func everyCommandInAGuideExists(document: String) throws {
        let makefile = try Tree.text("Makefile")
        for command in Self.commands(try Tree.text(document)) {
            let words = command.split(separator: " ").map(String.init)
            switch words[0] {
            case "make":
                guard let target = words.dropFirst().first(where: { !$0.contains("=") }) else { continue }
                #expect(makefile.contains("\n\(target):"), "\(document) names `\(command)`, which the Makefile lacks")
            case "weir", "./weir":
                guard let name = words.dropFirst().first(where: { !$0.hasPrefix("-") }), Self.isName(name) else {
                    continue
                }
                #expect(Self.weirCommands.contains(name), "\(document) names `\(command)`: there is no such command")
            default:
                guard let place = words.firstIndex(of: "--filter"), words.count > place + 1 else { continue }
                let suite = words[place + 1].split { !$0.isLetter }.first.map(String.init) ?? ""
                let exists = Tree.has("Tests/\(suite)") || Self.codeWordsOfTree.contains(suite)
                #expect(exists, "\(document) names `\(command)`, which runs no test")
            }
        }
    }

    @Test(arguments: documents) func everyTableInAGuideExists(document: String) throws {
        for word in Self.codeWords(try Tree.text(document)) where Self.looksLikeTable(word) {
            let parts = word.split(separator: ".")
            let isModel = Tree.has("Modules/Transform/Models/\(parts[0])/\(parts[1]).sql")
            let isNamed = Tree.moduleSources.contains { $0.lines.contains { $0.contains("\"\(word)\"") } }
            #expect(isModel || isNamed, "\(document) names the table '\(word)', which nothing makes")
        }
    }

    @Test func commandsAreFoundInEveryKindOfCode() {
        let text =
            "Say `make a`.\n\n    make b   # why\n\n```sh\n$ weir c\nx | weir d\n```\n- a list\n  `weir e` and `no command`"
        #expect(Self.commands(text) == ["make b", "weir c", "x | weir d", "make a", "weir e", "no command"])
    }

    /// What a reader may type: code in running text, and the lines of code blocks without their comments.
    static func commands(_ text: String) -> [String] {
        var isFenced = false
        var lines: [Substring] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("```") {
                isFenced.toggle()
            } else if isFenced || line.hasPrefix("    ") {
                lines.append(line)
            }
        }
        return (lines.map { $0.prefix { $0 != "#" } } + codeSpans(text).map { $0[...] }).compactMap { line in
            let command = line.drop { " $".contains($0) }
            guard let end = command.lastIndex(where: { $0 != " " }) else { return nil }
            return String(command[...end])
        }
    }

    /// The commands right below `weir`.
    private static let weirCommands: Set<String> = Set(
        Tree.moduleSources.filter { $0.module == "weir" }.flatMap { source in
            source.lines.indices.dropLast().compactMap { index in
                guard source.lines[index].hasSuffix("static let command = Command(") else { return nil }
                return source.lines[index + 1].split(separator: "\"").dropFirst().first.map(String.init)
            }
        })

    private static func isName(_ word: String) -> Bool { word.allSatisfy { $0.isLowercase || $0 == "-" } }

    /// `marts.mart_demand_daily`: a schema of the warehouse, a dot, a name that is no file's ending.
    private static func looksLikeTable(_ word: String) -> Bool {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, ["raw", "staging", "core", "marts", "quality"].contains(parts[0]) else { return false }
        return !["yml", "sql", "md"].contains(parts[1]) && parts[1].allSatisfy { $0.isLowercase || $0 == "_" }
    }

    private static let codeWordsOfTree: Set<String> = Set(
        Tree.sources.flatMap { source in
            source.code.flatMap {
                $0.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }).map(String.init)
            }
        })

    /// The insides of `code` in a text, without fenced blocks.
    static func codeSpans(_ text: String) -> [String] {
        var isFenced = false
        var spans: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") { isFenced.toggle() }
            guard !isFenced else { continue }
            let parts = line.split(separator: "`", omittingEmptySubsequences: false)
            spans += parts.indices.filter { $0 % 2 == 1 && $0 < parts.count - 1 }.map { String(parts[$0]) }
        }
        return spans
    }

    private static func codeWords(_ text: String) -> [String] { codeSpans(text).filter { !$0.contains(" ") } }

    private static func looksLikePath(_ word: String) -> Bool {
        let starts = ["Modules/", "Tests/", "Scripts/", "docs/", "Examples/", ".ci/", ".claude/", "./Scripts"]
        return starts.contains(where: word.hasPrefix) && !word.contains("<") && !word.contains("…")
            && !word.contains("NAME")
    }

    private static func matchesPattern(_ path: String, below folder: String) -> Bool {
        guard let star = path.firstIndex(of: "*") else { return false }
        let prefix = String(path[..<star])
        return Tree.files.contains { $0.hasPrefix(prefix) || $0.hasPrefix("\(folder)/\(prefix)") }
    }

    /// `RunStore`, `TableName`: letters alone, two capitals or more, a small letter.
    private static func looksLikeType(_ word: String) -> Bool {
        guard let first = word.first, first.isUppercase, word.allSatisfy(\.isLetter) else { return false }
        return word.contains(where: \.isLowercase) && word.dropFirst().contains(where: \.isUppercase)
    }
}
