import Diagnostics
import Testing

@testable import Project

@Suite struct AgentSettingsTests {
    static let text = """
        name: a
        targets: {dev: {engine: duckdb, warehouse: w.duckdb}}
        agents:
          runner: manual
          modules: {Ingest: {runner: codex}, Serve: {runner: command}}
          budget: {attempts: 2, minutes: 5, dollars_per_task: 0.5, dollars_per_spec: 4}
          command: ["./my-agent", "--flag"]
          wrap: [bwrap, --die-with-parent]
          checks: {slow: [make, bench]}
        execution: {mode: autonomous}

        """

    @Test func everySettingIsRead() throws {
        let agents = try SampleProject(Self.text).load().agents
        #expect(agents.runner(of: "Ingest") == .codex)
        #expect(agents.runner(of: "Serve") == .command)
        #expect(agents.runner(of: "Transform") == .manual)
        #expect(
            agents.budget == .init(attempts: 2, minutes: 5, dollarsPerTask: 0.5, dollarsPerSpec: 4))
        #expect(agents.command == ["./my-agent", "--flag"])
        #expect(agents.wrap == ["bwrap", "--die-with-parent"])
        #expect(agents.checks == ["slow": ["make", "bench"]])
        #expect(agents.mode == .autonomous)
    }

    @Test func withoutTheSectionTheDefaultsHold() throws {
        let agents = try SampleProject("name: a\ntargets: {dev: {engine: duckdb, warehouse: w}}\n").load().agents
        #expect(agents == AgentSettings())
        #expect(agents.runner == .claude)
        #expect(agents.budget == .init(attempts: 3, minutes: 15, dollarsPerTask: 2, dollarsPerSpec: 10))
        #expect(agents.mode == .humanInLoop)
    }

    @Test func onlyTheTwoSectionsAreLookedAtAlone() throws {
        let sample = try SampleProject("agents: {runner: manual}\nelse: [1]\n")
        #expect(try AgentSettings.load(sample.folder.url).runner == .manual)
        #expect(try AgentSettings.load(sample.folder.file("nowhere")) == AgentSettings())
    }

    @Test func aMistypedModuleIsNamedWhereThereAreModules() throws {
        let sample = try SampleProject("agents: {modules: {Ingst: {runner: codex}}}\n")
        #expect(try AgentSettings.load(sample.folder.url).moduleRunners == ["Ingst": .codex])
        try sample.folder.write("", to: "Modules/Ingest/a.swift")
        try sample.folder.write("", to: "Modules/Engines/DuckDBEngine/a.swift")
        let error = #expect(throws: WeirError.self) { try AgentSettings.load(sample.folder.url) }
        #expect(error?.message == "'agents' names the module 'Ingst', which there is not")
        #expect(error?.location?.description == "weir.yml:1:27")
        #expect(error?.hint == "did you mean 'Ingest'? modules: DuckDBEngine, Ingest")
    }

    @Test func theCanonicalTextChangesWithEverySetting() throws {
        let standard = AgentSettings().canonicalText
        #expect(try AgentSettings.parse("agents: {budget: {attempts: 3}, runner: claude}\n").canonicalText == standard)
        let changes = [
            "agents: {runner: manual}", "agents: {modules: {A: {runner: codex}}}", "agents: {budget: {attempts: 4}}",
            "agents: {budget: {minutes: 4}}", "agents: {budget: {dollars_per_task: 3}}",
            "agents: {budget: {dollars_per_spec: 3}}", "agents: {command: [a, b]}", "agents: {command: [\"a b\", c]}",
            "agents: {wrap: [a, b]}", "agents: {checks: {slow: [a]}}", "execution: {mode: autonomous}",
        ]
        let texts = try changes.map { try AgentSettings.parse($0 + "\n").canonicalText }
        #expect(Set(texts + [standard]).count == changes.count + 1)
    }
}
