import Foundation
import Testing

/// Rule 1: a target imports only targets on lower floors; on floor 4 no module imports another one, nor Project.
@Suite struct FloorTests {
    static let floors: [[String]] = [
        ["JSON"],
        ["Diagnostics"],
        [
            "DurableFiles", "Warehouse", "YAML", "Jinja", "CSV", "Archive", "HTTPClient", "HTTPServer", "Markdown",
            "Terminal",
        ],
        ["DuckDBEngine", "SQLiteEngine", "EngineConformance", "Charts"],
        ["Project", "RunStore", "Snapshots", "SampleData"],
        ["Ingest", "Transform", "Quality", "Serve", "Orchestrate", "Notebooks"],
        ["weir", "bench"],
    ]

    static let floorByModule: [String: Int] = Dictionary(
        uniqueKeysWithValues: floors.enumerated().flatMap { floor, modules in modules.map { ($0, floor) } })

    @Test func everyModuleHasAFloor() {
        let modules = Set(Tree.moduleSources.map(\.module)).filter {
            !$0.hasPrefix("C") || $0 == "CSV" || $0 == "Charts"
        }
        for module in modules {
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

    private static func imports(of source: SwiftSource) -> [String] {
        source.code.compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard let place = words.firstIndex(of: "import"), place <= 2, words.count > place + 1 else { return nil }
            return words[place + 1]
        }
    }

    /// The text of `module("Name", …)` up to its test dependencies.
    private static func declaredImports(of module: String, in manifest: String) -> String? {
        // Not where another module's tests name it.
        let pattern = #"module\(\s*""# + module + "\""
        guard let start = manifest.range(of: pattern, options: .regularExpression)?.upperBound else { return nil }
        let rest = manifest[start...]
        let end = rest.range(of: "module(")?.lowerBound ?? rest.endIndex
        return String(rest[..<end])
    }
}
