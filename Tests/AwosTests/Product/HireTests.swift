import Diagnostics
import DurableFiles
import Foundation
import Testing
import YAML

@testable import Awos

@Suite struct HireTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        for module in ["Ingest", "Transform", "Quality", "Serve", "Orchestrate", "Notebooks", "Warehouse"] {
            try folder.write(
                "# \(module)\n\n## Purpose\n\nThe \"words\" of a\nwarehouse. And more.\n",
                to: "Modules/\(module)/CLAUDE.md")
        }
        try folder.write("", to: "Modules/Commands/weir/main.swift")
    }

    @Test func everyStandingModuleGetsASubagent() throws {
        let plan = try Hire(root: folder.url)
        #expect(plan.covered == ["Ingest", "Notebooks", "Orchestrate", "Quality", "Serve", "Transform"])
        #expect(plan.missing == ["Warehouse", "weir"])
        #expect(plan.files.allSatisfy { $0.fate == .made })
        #expect(plan.files.contains { $0.path == ".claude/agents/reviewer.md" })
        #expect(plan.files.contains { $0.path == ".claude/skills/add-a-model/SKILL.md" && $0.module == "Transform" })
        try plan.apply()
        #expect(try Hire(root: folder.url).files.allSatisfy { $0.fate == .kept })
    }

    @Test func everyFileHasReadableFrontMatter() throws {
        let plan = try Hire(root: folder.url, modules: ["Warehouse", "weir"])
        for file in plan.files {
            let reader = YAMLReader(try MarkdownFile(file.text, file: file.path).frontMatter(), named: file.path)
            #expect(file.path.contains("/\(reader.requiredString("name"))"), "\(file.path)")
            #expect(!reader.requiredString("description").isEmpty)
            _ = reader.string("tools")
            try reader.finish()
        }
        let text = try #require(plan.files.first { $0.module == "Warehouse" }?.text)
        #expect(text.contains("module Warehouse of Weir: The 'words' of a warehouse. Hand"))
        #expect(try #require(plan.files.first { $0.module == "weir" }?.text).contains("make test MODULE=WeirCommand"))
    }

    @Test func aProgramAndAModuleOfItsNameAreTwo() throws {
        try folder.write("", to: "Modules/Awos/a.swift")
        try folder.write("", to: "Modules/Commands/awos/main.swift")
        let plan = try Hire(root: folder.url, modules: ["Awos", "awos"])
        let paths = plan.files.filter { $0.module?.lowercased() == "awos" }.map(\.path)
        #expect(Set(paths) == [".claude/agents/awos.md", ".claude/agents/awos-command.md"])
    }

    @Test func aModuleThatWasHiredStaysHired() throws {
        try Hire(root: folder.url, modules: ["Warehouse"]).apply()
        #expect(try Hire(root: folder.url).covered.contains("Warehouse"))
    }

    @Test func whatStandsBelowTheMarkerIsKept() throws {
        try Hire(root: folder.url).apply()
        let path = ".claude/agents/ingest.md"
        let text = try String(contentsOf: folder.file(path), encoding: .utf8)
        try folder.write(text.replacing("Commit nothing", with: "Commit all") + "\nOur feed lies.\n", to: path)
        let plan = try Hire(root: folder.url)
        #expect(plan.files.filter { $0.fate != .kept }.map(\.path) == [path])
        try plan.apply()
        #expect(try String(contentsOf: folder.file(path), encoding: .utf8) == text + "\nOur feed lies.\n")
    }

    @Test func aFileWithoutTheMarkerIsLeftAlone() throws {
        try folder.write("mine\n", to: ".claude/agents/serve.md")
        let plan = try Hire(root: folder.url)
        #expect(plan.files.first { $0.path == ".claude/agents/serve.md" }?.fate == .yours)
        try plan.apply()
        #expect(try String(contentsOf: folder.file(".claude/agents/serve.md"), encoding: .utf8) == "mine\n")
    }

    @Test func anUnknownModuleIsSaidWithTheNearest() {
        let error = #expect(throws: WeirError.self) { try Hire(root: folder.url, modules: ["Warehose"]) }
        #expect(error?.message == "there is no module 'Warehose'")
        #expect(error?.hint?.hasPrefix("did you mean 'Warehouse'?") == true)
    }

    /// The repository's own subagents are those that this writes; `awos hire` brings them up to date.
    @Test func theRepositorysOwnFilesAreUpToDate() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        for file in try Hire(root: root).files { #expect(file.fate == .kept, "\(file.path): run awos hire") }
    }
}
