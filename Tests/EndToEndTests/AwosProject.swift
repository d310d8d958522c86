import Diagnostics
import DurableFiles
import Foundation
import JSON
import Subprocesses
import Testing

/// A tiny repository with a spec of two tasks, a script that plays `swift`, and one that plays an agent.
struct AwosProject: Sendable {
    let folder: TemporaryDirectory

    /// A test of the repository passes where the file that its line names has the word that it names.
    private static let swift = """
        #!/bin/sh
        case "$1 $2" in
        "build --build-tests") exit 0 ;;
        "build --product") mkdir -p .build/debug; printf '#!/bin/sh\\nexit 0\\n' > .build/debug/weir; chmod +x .build/debug/weir ;;
        test*) filter=$4; results=${6%.xml}-swift-testing.xml
            echo '<testsuites><testsuite>' > "$results"
            for file in $(find Tests -name '*.swift' | sort); do
                target=$(echo "$file" | cut -d/ -f2); suite=$(basename "$file" .swift)
                grep -E '@Test' "$file" | while read -r line; do
                    name=$(echo "$line" | sed -E 's/.*func ([A-Za-z0-9]+).*/\\1/')
                    echo "$target.$suite/$name()" | grep -qE "$filter" || continue
                    path=$(echo "$line" | sed -E 's/.*holds\\("([^"]*)".*/\\1/'); word=$(echo "$line" | sed -E 's/.*, "([^"]*)".*/\\1/')
                    printf '<testcase classname="%s" name="%s()" time="0"' "$target.$suite" "$name" >> "$results"
                    if grep -q "$word" "$path" 2>/dev/null; then echo '/>' >> "$results"
                    else echo '><failure/></testcase>' >> "$results"; fi
                done
            done
            echo '</testsuite></testsuites>' >> "$results"
            ! grep -q '<failure' "$results" ;;
        *) exit 3 ;;
        esac
        """

    /// Works in steps, so that it can be interrupted between them.
    private static let agent = """
        number=${AWOS_TASK##*-T}
        mkdir -p Modules/Part$number Tests/Part${number}Tests
        echo half > Modules/Part$number/File.swift; sleep 0.1
        printf '@Suite struct FileTests {\\n    @Test func itIsWhole() { #expect(holds("Modules/Part%s/File.swift", "whole")) }\\n}\\n' \\
            $number > Tests/Part${number}Tests/FileTests.swift; sleep 0.1
        echo whole > Modules/Part$number/File.swift
        """

    static let environment = BuiltProgram.environment.merging([
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.org", "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
    ]) { $1 }

    init() async throws {
        folder = try TemporaryDirectory(prefix: "weir-awos")
        let place = "context/spec/003-parts"
        let files = [
            ".gitignore": ".weir/\n.build/\nprograms/\n",
            "weir.yml": Self.settings(agent: folder.file("programs/agent.sh").path), "Tests/empty": "",
            "programs/swift": Self.swift, "programs/agent.sh": Self.agent,
            "\(place)/functional-spec.md": Self.spec, "\(place)/technical-considerations.md": "# How\n",
            "\(place)/tasks.md":
                "# Tasks\n\n- [ ] **003-T1** Part 1 **[Agent: part1]** (AC-1)\n- [ ] **003-T2** Part 2 **[Agent: part2]** (AC-1)\n",
            "\(place)/tasks/01-part.md": Self.task(1), "\(place)/tasks/02-part.md": Self.task(2, after: "003-T1"),
        ]
        for (path, text) in files { try folder.write(text, to: path) }
        chmod(folder.file("programs/swift").path, 0o755)
        for words in [["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "feat: begin"]] {
            _ = try await git(words)
        }
    }

    private static func settings(agent: String) -> String {
        """
        name: parts
        agents:
          runner: command
          command: [sh, \(agent)]
        execution: {mode: autonomous}

        """
    }

    private static let spec = """
        ---
        id: "003"
        title: Parts
        kind: other
        name: parts
        ---
        # 003: Parts

        ## Why

        Because.

        - [ ] **AC-1** Both parts are whole.

          ```check
          test: Part2Tests/FileTests/itIsWhole
          ```

        """

    private static func task(_ number: Int, after: String = "") -> String {
        let sections = [
            "Task", "Deliverables", "Success criteria", "Context files", "Technical specification", "Constraints",
        ]
        return """
            ---
            id: 003-T\(number)
            module: Part\(number)
            depends_on: [\(after)]
            criteria: [AC-1]
            may_write: ['Modules/Part\(number)/**', 'Tests/Part\(number)Tests/**']
            verify: [{test: Part\(number)Tests/FileTests/itIsWhole}]
            ---
            # Part \(number)

            \(sections.map { "## \($0)\n\ntext\n" }.joined(separator: "\n"))
            """
    }

    // MARK: Calls

    /// Starts `awos implement 003`.
    func implement(_ more: [String] = []) throws -> ChildProcess {
        var environment = Self.environment
        environment["PATH"] = folder.file("programs").path + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
        return try ChildProcess(
            BuiltProgram.place(of: "awos"), ["implement", "003", "--yes"] + more, in: folder.url,
            environment: environment)
    }

    /// What git answers.
    func git(_ words: [String]) async throws -> String {
        let program = try Subprocess(
            SubprocessLaunch("git", words, directory: folder.url, environment: Self.environment), output: .kept(),
            messages: .kept())
        let ending = await program.waitForEnd()
        guard ending.isSuccess else { throw WeirError("test.git_failed", "git \(words): \(program.messages)") }
        return program.output
    }

    /// The files of the branch outside of the spec's folder, with their content's names.
    func tree() async throws -> String {
        try await git(["ls-tree", "-r", "awos/003-parts", "--", "Modules", "Tests", ".gitignore"])
    }

    /// The task of each commit of awos, in the order of the branch.
    func doneTasks() async throws -> [String] {
        try await git(["log", "--reverse", "--format=%(trailers:key=Awos-Task,valueonly)", "main..awos/003-parts"])
            .split(separator: "\n").map(String.init)
    }
}
