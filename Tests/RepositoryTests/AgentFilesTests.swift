import Foundation
import Testing

/// What agents are given beside the guides: the same rules for all of them, settings, front matter.
@Suite struct AgentFilesTests {
    static let commands: [String] = Tree.files.filter { $0.hasPrefix(".claude/commands/") }
    static let agents: [String] = Tree.files.filter { $0.hasPrefix(".claude/agents/") }
    static let skills: [String] = Tree.files.filter { $0.hasPrefix(".claude/skills/") && $0.hasSuffix("/SKILL.md") }

    @Test func everyAgentReadsTheSameRules() throws {
        #expect(try Tree.text("AGENTS.md") == Tree.text("CLAUDE.md"))
    }

    @Test(arguments: commands + agents + skills) func everyFileSaysWhatItIsFor(path: String) throws {
        let lines = try Tree.text(path).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "---", "\(path) has no front matter")
        let head = lines.dropFirst().prefix { $0 != "---" }
        #expect(head.contains { $0.hasPrefix("description: ") && $0.count > 40 }, "\(path) does not say what it is for")
    }

    @Test(arguments: agents) func everySubagentSaysWhenToUseItAndWhichTools(path: String) throws {
        let text = try Tree.text(path)
        let name = path.split(separator: "/").last?.dropLast(3) ?? ""
        #expect(text.contains("\nname: \(name)\n"))
        #expect(text.contains("\ndescription: \"Use "), "\(path) does not say when to use it")
        #expect(text.contains("\ntools: "))
    }

    @Test(arguments: skills) func everySkillHasItsFoldersName(path: String) throws {
        let name = path.split(separator: "/").dropLast().last ?? ""
        #expect(try Tree.text(path).contains("\nname: \(name)\n"))
    }

    /// In a command file the signs that Claude Code replaces or runs stand only where they are meant.
    @Test(arguments: commands) func aCommandRunsNothingBeforeItIsRead(path: String) throws {
        let text = try Tree.text(path)
        #expect(!text.contains("!`"), "\(path) runs a command while it is expanded")
        #expect(text.replacing("$ARGUMENTS", with: "").contains("$") == false, "\(path) has a '$' that is replaced")
    }

    @Test func theSettingsAllowAwosAndAskForDecisions() throws {
        let object = try JSONSerialization.jsonObject(with: Data(Tree.text(".claude/settings.json").utf8))
        let settings = try #require(object as? [String: Any])
        #expect((settings["env"] as? [String: String])?["BASH_DEFAULT_TIMEOUT_MS"] == "600000")
        let permissions = try #require(settings["permissions"] as? [String: [String]])
        #expect(permissions["allow"]?.contains("Bash(.weir/bin/awos:*)") == true)
        for decision in ["approve", "widen", "answer", "accept-test", "init", "undo"] {
            for program in [".weir/bin/awos", "./awos"] {
                #expect(permissions["ask"]?.contains("Bash(\(program) \(decision):*)") == true)
            }
        }
        // Who decides stands in weir.yml, and what was proved in the ledgers.
        #expect(permissions["ask"]?.contains("Edit(weir.yml)") == true)
        #expect(permissions["deny"] == ["Edit(context/spec/**/ledger.jsonl)"])
    }
}
