import Diagnostics
import Testing

@testable import Project

@Suite struct ProjectErrorsTests {
    static let dev = "name: a\ntargets: {dev: {engine: duckdb, warehouse: w.duckdb}}\n"

    /// The text of a `weir.yml`, and its only error: code, place, message, hint.
    @Test(arguments: [
        ("name: a\n", "project.no_targets", "weir.yml:1:1", "weir.yml has no targets"),
        (
            dev + "default_target: dve\n", "project.unknown_default_target", "weir.yml:3:17",
            "the default target 'dve' is none of the targets"
        ),
        (
            "name: a\ntargets:\n  x: {engine: duckdb, warehouse: x}\n  y: {engine: duckdb, warehouse: y}\n",
            "project.no_default_target", "weir.yml:2:1", "there are 2 targets, and no default"
        ),
        (
            "name: a\ntargets: {dev: {engine: duckbd, warehouse: w}}\n", "project.unknown_engine", "weir.yml:2:25",
            "target 'dev' wants the engine 'duckbd', which is not known"
        ),
        (
            "name: a\ntargets: {dev: {engine: duckdb, warehouse: ../w}}\n", "project.warehouse_outside",
            "weir.yml:2:44",
            "the warehouse of target 'dev' cannot stand there: "
        ),
        (
            "name: a\ntargets: {dev: {engine: duckdb, warehouse: w, memory_limit: 2}}\n", "project.bad_memory_limit",
            "weir.yml:2:61", "the memory limit of target 'dev' is no number of bytes"
        ),
        (
            "name: a\ntargets: {Dev: {engine: duckdb, warehouse: w}}\n", "project.bad_name", "weir.yml:2:16",
            "'Dev' cannot be the name of a target"
        ),
        (
            dev + "publish: [marts, ../x]\n", "project.bad_name", "weir.yml:3:10",
            "'../x' cannot be the name of a schema"
        ),
        (
            "name: a\ntargets: {dev: {engine: duckdb, warehouse: w, sources: {wether: {a: 1}}}}\nsources: {weather: {a: 2}}\n",
            "project.unknown_source", "weir.yml:2:65",
            "target 'dev' changes the source 'wether', which has no settings under 'sources'"
        ),
        (dev + "publsh: [marts]\n", "yaml.unknown_key", "weir.yml:3:1", "weir.yml has an unknown key 'publsh'"),
        (
            dev + "schedule: {catchup: true}\n", "yaml.unknown_key", "weir.yml:3:12",
            "'schedule' has an unknown key 'catchup'"
        ),
        (
            dev + "execution: {mode: auto}\n", "yaml.not_one_of", "weir.yml:3:19",
            "'mode' must be one of human-in-loop, autonomous"
        ),
        (
            dev + "agents: {runer: claude}\n", "yaml.unknown_key", "weir.yml:3:10",
            "'agents' has an unknown key 'runer'"
        ),
        (
            dev + "agents: {runner: claud}\n", "yaml.not_one_of", "weir.yml:3:18",
            "'runner' must be one of claude, codex, command, manual, replay"
        ),
        (
            dev + "agents: {runner: command}\n", "project.no_agent_command", "weir.yml:3:18",
            "the runner 'command' has no command"
        ),
        (
            dev + "agents: {modules: {Ingest: {runner: command}}}\n", "project.no_agent_command", "weir.yml:3:19",
            "the runner 'command' has no command"
        ),
        (
            dev + "agents: {budget: {attempts: 0}}\n", "yaml.out_of_range", "weir.yml:3:29",
            "'attempts' must be"
        ),
        (
            dev + "agents: {budget: {dollars_per_task: -1}}\n", "project.no_amount", "weir.yml:3:37",
            "'dollars_per_task' must be more than 0"
        ),
        (
            dev + "agents: {checks: {slow: []}}\n", "project.empty_command", "weir.yml:3:19",
            "the check 'slow' runs nothing"
        ),
        (
            dev + "agents: {wrap: bwrap --die-with-parent}\n", "project.shell_line", "weir.yml:3:16",
            "'wrap' is one text with spaces, and no shell takes it apart"
        ),
        (
            "targets: {dev: {engine: duckdb, warehouse: w}}\n", "yaml.missing_key", "weir.yml:1:1",
            "weir.yml has no 'name'"
        ),
    ])
    func aMistakeIsSaidWithItsPlace(text: String, code: WeirError.Code, place: String, message: String) throws {
        let sample = try SampleProject(text)
        let error = #expect(throws: WeirError.self) { try sample.load() }
        #expect(error?.code == code)
        #expect(error?.location?.description == place)
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
        #expect(error?.hint != nil)
        #expect(error?.kind == .usage)
    }

    @Test func nearMissesStandBesideTheMistake() throws {
        let sample = try SampleProject("name: a\ntargets: {dev: {engine: duckbd, warehouse: w}}\n")
        let error = #expect(throws: WeirError.self) { try sample.load() }
        #expect(
            error?.text() == """
                error: target 'dev' wants the engine 'duckbd', which is not known
                  --> weir.yml:2:25
                     2 | targets: {dev: {engine: duckbd, warehouse: w}}
                       |                         ^^^^^^ did you mean 'duckdb'?
                  hint: engines: duckdb, sqlite
                """)
    }

    @Test func allMistakesAreSaidAtOnce() throws {
        let sample = try SampleProject("targets: {dev: {engine: oracle, warehouse: /w, thread: 2}}\npublsh: a\n")
        let errors = #expect(throws: WeirErrors.self) { try sample.load() }
        #expect(
            Set(errors?.all.map(\.code.rawValue) ?? []) == [
                "yaml.missing_key", "project.unknown_engine", "yaml.unknown_key",
            ])
        #expect(errors?.all.count == 4)
    }
}
