// swift-tools-version: 6.2
import PackageDescription

// The house, floor by floor: a target imports only targets on lower floors (kept by Tests/RepositoryTests).
// A new source, model, page, suite, pipeline or notebook never touches this file.

let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

/// A C library of the system: a header that includes it, a shim where Swift cannot call it, and its name for the linker.
func cLibrary(_ name: String, links libraries: String...) -> [Target] {
    [.target(name: name, path: "Modules/C/\(name)", linkerSettings: libraries.map { .linkedLibrary($0) })]
}

/// A module of the house: a target, a library product, and a test target that mirrors it.
func module(
    _ name: String, in folder: String = "", imports dependencies: [String] = [], excludes: [String] = [],
    resources: [Resource] = [], tests testDependencies: [String] = [], testExcludes: [String] = []
) -> [Target] {
    [
        .target(
            name: name, dependencies: named(dependencies), path: "Modules/\(folder)\(name)",
            exclude: ["CLAUDE.md"] + excludes, resources: resources, swiftSettings: settings),
        .testTarget(
            name: "\(name)Tests", dependencies: named([name] + dependencies + testDependencies),
            path: "Tests/\(name)Tests", exclude: testExcludes, swiftSettings: settings),
    ]
}

func named(_ targets: [String]) -> [Target.Dependency] { targets.map { .target(name: $0) } }

let house: [Target] = [
    // MARK: The ground: C libraries, and JSON as a value

    cLibrary("CSQLite", links: "sqlite3"),
    cLibrary("CDuckDB", links: "dl"),
    cLibrary("CCurl", links: "curl"),
    cLibrary("CYAML", links: "yaml"),
    cLibrary("CMicroHTTPD", links: "microhttpd"),
    cLibrary("CArchive", links: "archive"),
    cLibrary("CMarkGFM", links: "cmark-gfm", "cmark-gfm-extensions"),
    cLibrary("CCrypto", links: "crypto"),
    cLibrary("CSpawn"),
    module("JSON"),

    // MARK: Floor 0: how things fail, what they report, where blocking calls run

    module("Diagnostics", imports: ["JSON"]),

    // MARK: Floor 1: words and tools, each knowing one thing

    module("DurableFiles", imports: ["Diagnostics", "CCrypto"], tests: ["Subprocesses"]),
    module("Warehouse", imports: ["Diagnostics", "JSON"]),
    module("YAML", imports: ["CYAML", "Diagnostics", "JSON"]),
    module("Jinja", imports: ["Diagnostics"]),
    module("CSV", imports: ["Diagnostics"]),
    module("Archive", imports: ["Diagnostics", "CArchive"]),
    module("HTTPClient", imports: ["CCurl", "Diagnostics", "JSON"], tests: ["DurableFiles"]),
    module("HTTPServer", imports: ["Diagnostics", "CMicroHTTPD"]),
    module("Markdown", imports: ["Diagnostics", "CMarkGFM"]),
    module("Subprocesses", imports: ["CSpawn", "Diagnostics"], tests: ["DurableFiles"]),
    module("Terminal", imports: ["Diagnostics", "JSON"], tests: ["Subprocesses"]),

    // MARK: Floor 2: engines, charts of what they answer, and what samples hold

    module(
        "DuckDBEngine", in: "Engines/", imports: ["CDuckDB", "Diagnostics", "DurableFiles", "JSON", "Warehouse"],
        tests: ["EngineConformance"]),
    module(
        "SQLiteEngine", in: "Engines/", imports: ["CSQLite", "CSV", "Diagnostics", "DurableFiles", "Warehouse"],
        tests: ["EngineConformance"]),
    module(
        "EngineConformance", in: "Engines/", imports: ["Diagnostics", "DurableFiles", "Warehouse"],
        tests: ["DuckDBEngine", "SQLiteEngine"]),
    module(
        "Charts", imports: ["Diagnostics", "JSON", "Subprocesses", "Warehouse"],
        resources: [.embedInCode("Python/painter.py")]),
    module(
        "Profiling",
        imports: ["Archive", "CSV", "Diagnostics", "DurableFiles", "HTTPClient", "JSON", "Warehouse", "YAML"],
        tests: ["DuckDBEngine", "HTTPServer"]),

    // MARK: Floor 3: a project, its runs, its snapshots, its sample, the files of a new source

    module(
        "Project", imports: ["Diagnostics", "DuckDBEngine", "DurableFiles", "SQLiteEngine", "Warehouse", "YAML"]),
    module(
        "RunStore", imports: ["Diagnostics", "DurableFiles", "JSON", "SQLiteEngine", "Warehouse"],
        tests: ["Subprocesses"]),
    module(
        "Snapshots", imports: ["Diagnostics", "DurableFiles", "Warehouse"], tests: ["DuckDBEngine", "SQLiteEngine"]),
    module("Scaffolding", imports: ["Diagnostics", "DurableFiles", "JSON", "Profiling", "Warehouse"]),
    module("SampleData", imports: ["Archive", "CSV", "Diagnostics", "DurableFiles", "JSON", "Warehouse"]),

    // MARK: Floor 4: the six

    module(
        "Ingest", imports: ["Archive", "CSV", "Diagnostics", "DurableFiles", "HTTPClient", "JSON", "Warehouse"],
        excludes: ["Sources/CLAUDE.md"], tests: ["DuckDBEngine", "SQLiteEngine", "HTTPServer", "SampleData"],
        testExcludes: ["Fixtures"]),
    module(
        "Transform", imports: ["Diagnostics", "DurableFiles", "JSON", "Jinja", "Warehouse", "YAML"],
        excludes: ["Models", "Macros", "Tests", "dbt_project.yml"], tests: ["DuckDBEngine", "SQLiteEngine"]),
    module(
        "Quality", imports: ["Diagnostics", "DurableFiles", "JSON", "RunStore", "Warehouse"],
        excludes: ["Suites/CLAUDE.md"], tests: ["DuckDBEngine", "SQLiteEngine"]),
    module(
        "Serve",
        imports: [
            "CSV", "Charts", "Diagnostics", "DurableFiles", "HTTPServer", "JSON", "Markdown", "RunStore", "Snapshots",
            "Warehouse", "YAML",
        ],
        excludes: ["Pages"],
        resources: [
            .embedInCode("Assets/weir.css"), .embedInCode("Assets/weir.js"), .embedInCode("Assets/icon.svg"),
        ],
        tests: ["DuckDBEngine", "HTTPClient", "SQLiteEngine"]),
    module(
        "Orchestrate", imports: ["Diagnostics", "DurableFiles", "JSON", "RunStore"],
        excludes: ["Pipelines/CLAUDE.md"]),
    module(
        "Notebooks", imports: ["Charts", "Diagnostics", "DurableFiles", "JSON", "Markdown", "Warehouse", "YAML"],
        excludes: ["Library"], tests: ["DuckDBEngine", "SQLiteEngine"]),

    // MARK: Floor 5: what works on the six

    module(
        "Awos",
        imports: ["Diagnostics", "DurableFiles", "HTTPClient", "JSON", "Project", "Subprocesses", "YAML"]),
].flatMap { $0 }

// MARK: Floor 6: the programs

let modules = house.filter { $0.type == .regular && !($0.path ?? "").hasPrefix("Modules/C/") }.map { $0.name }
let library = named(modules.filter { !["Awos", "EngineConformance"].contains($0) })
let programs: [Target] = [
    .executableTarget(
        name: "WeirCommand", dependencies: library, path: "Modules/Commands/weir", exclude: ["CLAUDE.md"],
        swiftSettings: settings),
    .testTarget(
        name: "WeirCommandTests", dependencies: named(["WeirCommand"]) + library, path: "Tests/WeirCommandTests",
        swiftSettings: settings),
    .executableTarget(
        name: "AwosCommand",
        dependencies: named([
            "Awos", "Diagnostics", "DuckDBEngine", "DurableFiles", "HTTPClient", "JSON", "Profiling", "Project",
            "Terminal",
        ]),
        path: "Modules/Commands/awos", exclude: ["CLAUDE.md"], swiftSettings: settings),
    .testTarget(
        name: "AwosCommandTests",
        dependencies: named(["AwosCommand", "Awos", "Diagnostics", "DurableFiles", "JSON", "Terminal"]),
        path: "Tests/AwosCommandTests", swiftSettings: settings),
    .executableTarget(
        name: "BenchCommand", dependencies: library, path: "Modules/Commands/bench", exclude: ["CLAUDE.md"],
        swiftSettings: settings),
    .executableTarget(
        name: "EmbeddingExample",
        dependencies: named([
            "Diagnostics", "DuckDBEngine", "DurableFiles", "HTTPClient", "Ingest", "Quality", "Transform", "Warehouse",
        ]),
        path: "Examples/embedding",
        exclude: ["README.md", "deliveries.csv", "expected.txt", "dbt_project.yml", "models"],
        swiftSettings: settings),
    .testTarget(
        name: "ExamplesTests", dependencies: named(["EmbeddingExample"]), path: "Tests/ExamplesTests",
        swiftSettings: settings),
    .testTarget(
        name: "EndToEndTests",
        dependencies: named([
            "AwosCommand", "WeirCommand", "Archive", "Diagnostics", "DurableFiles", "HTTPClient", "HTTPServer", "JSON",
            "Subprocesses",
        ]),
        path: "Tests/EndToEndTests", exclude: ["recompute.py"], swiftSettings: settings),
    .testTarget(name: "RepositoryTests", path: "Tests/RepositoryTests", swiftSettings: settings),
]

let package = Package(
    name: "weir",
    products: modules.map { .library(name: $0, targets: [$0]) } + [
        .executable(name: "weir", targets: ["WeirCommand"]),
        .executable(name: "awos", targets: ["AwosCommand"]),
        .executable(name: "weir-bench", targets: ["BenchCommand"]),
        .executable(name: "embedding", targets: ["EmbeddingExample"]),
    ],
    targets: house + programs)
