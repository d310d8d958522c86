import Diagnostics
import DurableFiles
import Foundation
import Subprocesses
import Testing

@testable import Awos

/// A tiny repository with a spec, a toolchain of scripts, and a folder in which somebody works.
///
/// A test of the fixture is one line: `@Test func name() { #expect(holds("path", "word")) }` passes where the file at the
/// path has the word. `weir` is the script `weir-program` of the tree that is judged.
struct JudgeFixture {
    static let testFile = "Tests/IngestTests/AirTests.swift"
    static let code = "Modules/Ingest/Air.swift"
    static let goodTest = """
        import Testing

        @Suite struct AirTests {
            @Test func airIsGood() { #expect(holds("\(code)", "good")) }
        }

        """
    static let oldTest = """
        @Suite struct OldTests {
            @Test func oldIsThere() { #expect(holds("Modules/Ingest/Old.swift", "old")) }
            @Test func oldHasNoName() { #expect(holds("Modules/Ingest/Old.swift", "old")) }
        }

        """
    static let weirProgram = """
        #!/bin/sh
        case "$1" in
        sample) for last; do :; done; mkdir -p "$last"; echo made >>"$last/made"
            cat Modules/Commands/weir/SampleCommand.swift >"$last/by" 2>/dev/null || true ;;
        ingest) [ -d .weir/sample ] || exit 7
            [ "$2" = twice ] && cat Modules/Ingest/rows.txt >>.weir/rows || cat Modules/Ingest/rows.txt >.weir/rows ;;
        query) [ -f .weir/rows ] || { echo "error: no table" >&2; exit 1; }
            printf '{"rows":['; paste -sd, .weir/rows | tr -d '\\n'; printf ']}' ;;
        world) printf '{"now": "%s", "offline": "%s"}' "$WEIR_NOW" "$WEIR_OFFLINE" ;;
        show) echo '{"loads": [{"rows": 42}]}' ;;
        *) echo "error: $*" >&2; exit 3 ;;
        esac
        """
    static let toolScript = """
        case "$1" in
        build) if [ -s Modules/Ingest/ended ]; then kill -TERM $$; fi
            if [ -e Modules/Ingest/ended ] && [ ! -e .build/ended ]; then
                mkdir -p .build; touch .build/ended; kill -TERM $$
            fi
            if [ -e broken ]; then echo "Air.swift:1:1: error: broken"; exit 1; fi ;;
        weir) mkdir -p .build/debug; cp weir-program .build/debug/weir; chmod +x .build/debug/weir; echo x >>.build/builds ;;
        test) filter=$2; results=$3
            echo '<testsuites><testsuite>' >"$results"; code=0
            for file in $(find Tests -name '*.swift' | sort); do
                target=$(echo "$file" | cut -d/ -f2); suite=$(basename "$file" .swift)
                grep -E '@Test' "$file" | while read -r line; do
                    name=$(echo "$line" | sed -E 's/.*func ([A-Za-z]+).*/\\1/')
                    echo "$target.$suite/$name()" | grep -qE "$filter" || continue
                    path=$(echo "$line" | sed -E 's/.*holds\\("([^"]*)".*/\\1/'); word=$(echo "$line" | sed -E 's/.*, "([^"]*)".*/\\1/')
                    printf '<testcase classname="%s" name="%s()" time="0"' "$target.$suite" "$name" >>"$results"
                    if echo "$line" | grep -q disabled; then echo '><skipped/></testcase>' >>"$results"
                    elif echo "$line" | grep -q flaky && [ ! -e .build/again ]; then
                        mkdir -p .build; touch .build/again; echo '><failure/></testcase>' >>"$results"
                    elif grep -q "$word" "$path" 2>/dev/null; then echo '/>' >>"$results"
                    else echo "error: $name expected $word"; echo '><failure/></testcase>' >>"$results"; fi
                done
            done
            echo '</testsuite></testsuites>' >>"$results"
            ! grep -q '<failure' "$results" ;;
        esac
        """

    let git: GitFixture
    let tools: TemporaryDirectory
    let work: TemporaryDirectory
    let folder: SpecFolder
    let judge: Judge

    /// A repository on the branch of spec 003, whose one task may write `Modules/Ingest/**` and `Tests/IngestTests/**`.
    init(
        kind: String = "other", verify: String = "[{test: IngestTests/AirTests/airIsGood}]",
        criterion: String = "test: IngestTests/AirTests", widens: [String] = [], files: [String: String] = [:]
    ) async throws {
        let place = "context/spec/003-air"
        var all = [
            "\(place)/functional-spec.md": Self.spec(kind: kind, check: criterion),
            "\(place)/tasks.md": "# Tasks\n\n- [ ] **003-T1** Part of Ingest **[Agent: ingest]** (AC-1)\n",
            "\(place)/tasks/01-ingest.md": TaskFixture.text(
                mayWrite: ["Modules/Ingest/**", "Tests/IngestTests/**"], widens: widens, verify: verify),
            "Modules/Ingest/Old.swift": "// old\n", "Tests/IngestTests/OldTests.swift": Self.oldTest,
            "weir-program": Self.weirProgram, ".gitignore": ".build/\n.weir/\n", "weir.yml": "name: tiny\n",
        ]
        all.merge(files) { $1 }
        git = try await GitFixture(all)
        try await git.git.run(["checkout", "-q", "-b", "awos/003-air"])
        tools = try TemporaryDirectory(prefix: "weir-tools")
        let script = try tools.write(Self.toolScript, to: "tools.sh").path
        work = try TemporaryDirectory(prefix: "weir-work")
        for (path, text) in all { try work.write(text, to: path) }
        folder = try SpecTree(root: git.folder.url).folder("003")
        judge = Judge(
            git: git.git, folder: folder,
            toolchain: Toolchain(
                buildTests: ["sh", script, "build"], buildWeir: ["sh", script, "weir"],
                test: ["sh", script, "test", "{filter}", "{results}"], weir: ".build/debug/weir"),
            clock: ManualClock(), masker: Masker([Secret("hunter2-secret")]))
    }

    static func spec(kind: String, check: String) -> String {
        """
        ---
        id: 003
        title: Air
        kind: \(kind)
        name: air
        ---
        # 003: Air

        - [ ] **AC-1** The air is good.

          ```check
          \(check)
          ```

        """
    }

    var task: TaskFile { get throws { try folder.tasks()[0] } }
    var ledger: Ledger { Ledger(contentsOf: folder.ledger) }

    /// What stands in the work folder, against the branch.
    func patch() async throws -> Patch {
        let head = try #require(try await git.git.commit("HEAD"))
        return try await Patch.capture(work.url, against: head, in: git.git)
    }

    /// Writes files into the work folder and judges them.
    @discardableResult
    func judge(_ files: [String: String], attempt: Int = 1) async throws -> Verdict {
        for (path, text) in files { try work.write(text, to: path) }
        return try await judge.judge(
            try task, patch: try await patch(), attempt: Attempt(attempt, runner: "test", base: "HEAD", lease: "me"))
    }

    func text(_ path: String) throws -> String { try String(contentsOf: git.folder.file(path), encoding: .utf8) }
}
