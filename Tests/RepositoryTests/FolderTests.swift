import Foundation
import Testing

/// Rule 2: six folders are the user's; they hold sources, models, suites, pages, pipelines, notebooks, and nothing else.
@Suite struct FolderTests {
    static let lists: [(folder: String, list: String)] = [
        ("Modules/Ingest/Sources", "Sources.swift"), ("Modules/Quality/Suites", "Suites.swift"),
        ("Modules/Orchestrate/Pipelines", "Pipelines.swift"),
    ]

    @Test(
        arguments: [
            ("Modules/Ingest/Sources", [".swift"]), ("Modules/Transform/Models", [".sql", ".yml"]),
            ("Modules/Quality/Suites", [".swift"]), ("Modules/Serve/Pages", [".md"]),
            ("Modules/Orchestrate/Pipelines", [".swift"]), ("Modules/Notebooks/Library", [".ipynb"]),
        ]) func theUsersFolderHoldsOnlyItsKind(folder: String, endings: [String])
    {
        let files = Tree.files.filter { $0.hasPrefix(folder + "/") }
        #expect(files.contains(folder + "/CLAUDE.md"))
        for file in files where !file.hasSuffix("/CLAUDE.md") {
            #expect(endings.contains(where: file.hasSuffix), "\(file) has no place in a folder of \(endings)")
        }
        #expect(files.count > 1, "\(folder) has no reference implementation")
    }

    @Test(arguments: lists.indices) func theListNamesEveryFileOnALineOfItsOwn(
        index: Int
    ) throws {
        let (folder, list) = Self.lists[index]
        let lines = try Tree.text("\(folder)/\(list)").split(separator: "\n").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        for path in Tree.swiftFiles(in: folder) where !path.hasSuffix("/\(list)") {
            let type = path.split(separator: "/").last.map { String($0.dropLast(6)) } ?? ""
            let name = type.prefix(1).lowercased() + type.dropFirst()
            #expect(lines.contains(".\(name),"), "\(folder)/\(list) has no line '.\(name),' for \(path)")
        }
    }

    @Test func noPlaceholderIsLeft() {
        #expect(!Tree.files.contains { $0.hasSuffix("Placeholder.swift") })
    }

    @Test func unionMergedListsStandInGitAttributes() throws {
        let attributes = try Tree.text(".gitattributes")
        for (folder, list) in Self.lists { #expect(attributes.contains("\(folder)/\(list) merge=union")) }
    }
}
