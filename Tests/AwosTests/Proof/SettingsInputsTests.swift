import Testing

@testable import Awos

@Suite struct SettingsInputsTests {
    static let settings = """
        name: tiny
        default_target: dev
        targets:
          dev: {engine: duckdb, warehouse: a.duckdb}
          live: {engine: duckdb, warehouse: b.duckdb, sources: {air: {location: "https://example.test"}}}
        sources: {air: {location: Fixtures/air}, air_quality: {location: x}}
        publish: [marts]
        agents: {runner: claude}

        """
    static let checks = [
        "{sql: n, equals: '1', after: [ingest air]}", "{sql: n, equals: '1', after: [transform build]}",
        "{weir: run air}", "{page: air, after: [ingest air_quality]}", "{unchanged: {command: ingest, tables: [t]}}",
        "{test: IngestTests}", "{named: slow}",
    ]

    /// What a change of `weir.yml` makes stale, by the number of the check above.
    @Test(
        arguments: [
            ("agents: {runner: claude}", "agents: {runner: codex}", [6]),
            ("name: tiny", "name: tiny # a remark", [6]),
            ("location: Fixtures/air}", "location: Fixtures/other}", [0, 2, 4, 6]),
            ("https://example.test", "https://example.test/v2", [0, 2, 4, 6]),
            ("location: x", "location: y", [2, 3, 4, 6]),
            ("warehouse: a.duckdb", "warehouse: a.duckdb, threads: 4", [0, 1, 2, 3, 4, 6]),
            ("default_target: dev", "default_target: live", [0, 1, 2, 3, 4, 6]),
            ("publish: [marts]", "publish: [marts, core]", [0, 1, 2, 3, 4, 6]),
            ("name: tiny", "name: [", [0, 1, 2, 3, 4, 6]),
        ] as [(String, String, [Int])])
    func aSettingIsAnInputOfWhatReadsIt(old: String, new: String, stale: [Int]) async throws {
        let git = try await GitFixture(["weir.yml": Self.settings])
        let before = try await InputsDigest(of: "HEAD", in: git.git)
        try await git.commit(["weir.yml": Self.settings.replacing(old, with: new)], "feat: set")
        let after = try await InputsDigest(of: "HEAD", in: git.git)
        let task = try TaskFixture.task(mayWrite: ["a"], verify: "[\(Self.checks.joined(separator: ", "))]")
        let found = try task.checks.indices.filter {
            try before.digest(task.checks[$0], files: []) != after.digest(task.checks[$0], files: [])
        }
        #expect(found == stale)
    }

    @Test func whatTheSampleIsMadeFromIsAnInput() async throws {
        let git = try await GitFixture(["Modules/SampleData/A.swift": "1", "Modules/Serve/B.swift": "1"])
        let before = try await InputsDigest(of: "HEAD", in: git.git)
        try await git.commit(["Modules/Serve/B.swift": "2"], "feat: b")
        let other = try await InputsDigest(of: "HEAD", in: git.git)
        let package = "module(\"JSON\"), module(\"SampleData\", imports: [\"JSON\"]),"
        try await git.commit(["Package.swift": package, "Modules/SampleData/A.swift": "2"], "feat: a")
        let after = try await InputsDigest(of: "HEAD", in: git.git)
        try await git.commit(["Modules/JSON/C.swift": "2"], "feat: c")
        let deeper = try await InputsDigest(of: "HEAD", in: git.git)
        #expect(try before.ofSample() == other.ofSample())
        #expect(try other.ofSample() != after.ofSample() && after.ofSample() != deeper.ofSample())
        let check = try TaskFixture.task(mayWrite: ["a"], verify: "[{sql: n, empty: true}]").checks[0]
        #expect(try before.digest(check, files: []) == other.digest(check, files: []))
        #expect(try other.digest(check, files: []) != after.digest(check, files: []))
    }
}
