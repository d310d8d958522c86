import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct RunnerTests {
    /// A folder with programs, and an environment that finds nothing else.
    private func programs(_ texts: [String: String]) throws -> (
        folder: TemporaryDirectory, environment: [String: String]
    ) {
        let folder = try TemporaryDirectory()
        for (name, text) in texts {
            let place = try folder.write("#!/bin/sh\n\(text)\n", to: name)
            chmod(place.path, 0o755)
        }
        return (folder, ["PATH": "\(folder.url.path):/usr/bin:/bin"])
    }

    @Test func anAgentThatKnowsItsOptionsCanBeUsed() async throws {
        let (folder, environment) = try programs(["claude": "cat <<'END'\n\(AgentStreams.claudeHelp)\nEND"])
        #expect(try await RunnerAvailability.of(.claude, environment: environment).state == .usable)
        #expect(folder.url.path.isEmpty == false)
    }

    @Test func anAgentWhoseOptionsChangedIsNamed() async throws {
        let (folder, environment) = try programs(["codex": "echo '  --sandbox <MODE>  read-only, workspace-write'"])
        let found = try await RunnerAvailability.of(.codex, environment: environment)
        #expect(found.state == .changed(missing: ["--json", "--skip-git-repo-check"]))
        #expect(found.text == "the installed program does not know --json, --skip-git-repo-check")
        let error = await #expect(throws: WeirError.self) { try await Runner.codex.requireUsable(environment) }
        #expect(error?.code == "awos.runner_changed" && error?.exitCode == 2)
        #expect(folder.url.path.isEmpty == false)
    }

    @Test func anAgentThatIsNotInstalledIsAWrongCall() async throws {
        let environment = ["PATH": "/nowhere"]
        #expect(
            try await RunnerAvailability.of(.claude, environment: environment).state == .missing(program: "claude"))
        let error = await #expect(throws: WeirError.self) { try await Runner.claude.requireUsable(environment) }
        #expect(error?.code == "awos.runner_missing" && error?.exitCode == 2)
    }

    @Test func claudeShowsThePromptBelowClaudeCode() async throws {
        #expect(Runner.claude.here(["CLAUDECODE": "1"]).name == "manual")
        #expect(Runner.claude.here(["CLAUDECODE": ""]).name == "claude")
        #expect(Runner.codex.here(["CLAUDECODE": "1"]).name == "codex")
    }

    @Test(arguments: [
        ("--json", "  --json  prints", true), ("--json", "  --json-schema FILE", false), ("-p", "-p, --print", true),
        ("-p", "--no-p", false), ("stream-json", "\"stream-json\"", true),
    ])
    func anOptionIsAWordOfItsOwn(option: String, page: String, isThere: Bool) {
        #expect(RunnerAvailability.names(option, in: page) == isThere)
    }

    @Test func anAgentGetsAnAllowListAndItsCredential() throws {
        let task = try #require(TaskID("003-T1"))
        let variables = AgentEnvironment.variables(
            ["PATH": "/bin", "HOME": "/home/a", "GITHUB_TOKEN": "x", "OPENAI_API_KEY": "k", "CLAUDECODE": "1"],
            credentials: ["OPENAI_API_KEY"], task: task, lease: "l")
        #expect(
            variables == [
                "PATH": "/bin", "HOME": "/home/a", "OPENAI_API_KEY": "k", "AWOS_TASK": "003-T1", "AWOS_LEASE": "l",
                "GIT_AUTHOR_NAME": "awos agent at 003-T1", "GIT_AUTHOR_EMAIL": "l@awos.invalid",
                "GIT_COMMITTER_NAME": "awos agent at 003-T1", "GIT_COMMITTER_EMAIL": "l@awos.invalid",
            ])
        #expect(AgentEnvironment.lease(inAddress: "l@awos.invalid") == "l")
        #expect(AgentEnvironment.lease(inAddress: "ada@example.org") == nil)
    }

    @Test func aCommandWithASlashIsThePersonsOwn() throws {
        let root = URL(filePath: "/repo", directoryHint: .isDirectory)
        guard case .program(let program) = try Runner.command(["./agent", "--x"], root: root).way else {
            Issue.record("no program")
            return
        }
        #expect(program.words == ["/repo/agent", "--x"] || program.words == ["/repo/./agent", "--x"])
        #expect(throws: WeirError.self) { try Runner.command([], root: root) }
    }
}
