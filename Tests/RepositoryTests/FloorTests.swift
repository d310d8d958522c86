import Foundation
import Testing

/// Rule 1: a target imports only targets on lower floors; on floor 4 no module imports another one, nor Project.
@Suite struct FloorTests {
    static let floors: [[String]] = [
        ["JSON"],
        ["Diagnostics"],
        [
            "DurableFiles", "Warehouse", "YAML", "Jinja", "CSV", "Archive", "HTTPClient", "HTTPServer", "Markdown",
            "Subprocesses", "Terminal",
        ],
        ["DuckDBEngine", "SQLiteEngine", "EngineConformance", "Charts", "Profiling"],
        ["Project", "RunStore", "Scaffolding", "Snapshots", "SampleData"],
        ["Ingest", "Transform", "Quality", "Serve", "Orchestrate", "Notebooks"],
        ["Awos"],
        ["weir", "awos", "bench"],
    ]

    static let floorByModule: [String: Int] = Dictionary(
        uniqueKeysWithValues: floors.enumerated().flatMap { floor, modules in modules.map { ($0, floor) } })

    @Test func everyModuleHasAFloor() {
        for module in Set(Tree.moduleSources.map(\.module)) {
            #expect(Self.floorByModule[module] != nil, "'\(module)' stands on no floor: add it to FloorTests.floors")
        }
    }

    @Test func importsOnlyReachLowerFloors() {
        for source in Tree.moduleSources {
            guard let floor = Self.floorByModule[source.module] else { continue }
            for imported in Self.imports(of: source) {
                guard let other = Self.floorByModule[imported] else { continue }
                #expect(other < floor, "\(source.path) imports '\(imported)', which is not below '\(source.module)'")
            }
        }
    }

    @Test func theSixModulesDoNotKnowTheProject() {
        for source in Tree.moduleSources where Self.floors[5].contains(source.module) {
            #expect(
                !Self.imports(of: source).contains("Project"),
                "\(source.path) imports 'Project': pass values in instead")
        }
    }

    @Test func theManifestDeclaresEveryImport() throws {
        let manifest = try Tree.text("Package.swift")
        for source in Tree.moduleSources where source.module != "weir" {
            guard let declared = Self.declaredImports(of: source.module, in: manifest) else { continue }
            for imported in Self.imports(of: source) where Self.floorByModule[imported] != nil {
                #expect(
                    declared.contains("\"\(imported)\""),
                    "\(source.path) imports '\(imported)', undeclared in Package.swift")
            }
        }
    }

    @Test func importsAreSeenHoweverTheyAreWritten() {
        let text =
            "import A\npublic import B\n@testable import C\nimport struct D.Type\nimport E.Part; import F\nlet important = 1"
        #expect(Self.imports(of: SwiftSource(path: "x.swift", text: text)) == ["A", "B", "C", "D", "E", "F"])
    }

    private static let kinds: Set = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor"]

    private static func imports(of source: SwiftSource) -> [String] {
        source.code.flatMap { $0.split(separator: ";") }.compactMap { statement in
            let words = statement.split(separator: " ").map(String.init)
            guard let place = words.firstIndex(of: "import"), place <= 2 else { return nil }
            let name = words.dropFirst(place + 1).first { !kinds.contains($0) }
            return name?.split(separator: ".").first.map(String.init)
        }
    }

    /// The text of `module("Name", …)` up to its test dependencies.
    private static func declaredImports(of module: String, in manifest: String) -> String? {
        // Not where another module's tests name it.
        let pattern = #"module\(\s*""# + module + "\""
        guard let start = manifest.range(of: pattern, options: .regularExpression)?.upperBound else { return nil }
        let rest = manifest[start...]
        let ends = ["module(", "tests:"].compactMap { rest.range(of: $0)?.lowerBound }
        return String(rest[..<(ends.min() ?? rest.endIndex)])
    }
}
