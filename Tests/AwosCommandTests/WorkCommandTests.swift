import Diagnostics
import DurableFiles
import Foundation
import JSON
import Subprocesses
import Testing

@testable import Awos
@testable import AwosCommand

/// The way of somebody whom awos does not start, from the approval to the proof, with a script in the place of Swift.
@Suite struct WorkCommandTests {
    static let swift = """
        #!/bin/sh
        case "$1 $2" in
        "build --build-tests") exit 0 ;;
        "test --skip-build")
            out=$(echo "$6" | sed 's/[.]xml$/-swift-testing.xml/')
            echo "<testsuites><testcase classname=\\"AirTests.AirTests\\" name=\\"airIsGood()\\" time=\\"0\\"" >"$out"
            if grep -q good Modules/Air/Air.swift; then echo '/></testsuites>' >>"$out"
            else echo '><failure/></testcase></testsuites>' >>"$out"; echo "error: it is not good"; exit 1; fi ;;
        *) exit 9 ;;
        esac
        """
    static let test = """
        import Testing

        @Suite struct AirTests {
            @Test func airIsGood() { #expect(air() == "good") }
        }

        """

    private func fixture() async throws -> (AwosFixture, [String: String]) {
        let folder = "context/spec/003-air"
        let task = """
            ---
            id: 003-T1
            module: Air
            criteria: [AC-1]
            may_write: [Modules/Air/**, Tests/AirTests/**]
            verify: [{test: AirTests/AirTests/airIsGood}]
            ---
            # Make the air good

            \(TaskFile.sections.map { "## \($0)\n\ntext\n" }.joined(separator: "\n"))
            """
        let spec = StatusCommandTests.spec.replacing("page: air_quality", with: "test: AirTests/AirTests")
        let fixture = try await AwosFixture([
            "\(folder)/functional-spec.md": spec, "\(folder)/tasks/01-air.md": task,
            "\(folder)/tasks.md": "# Tasks\n\n- [ ] **003-T1** Make the air good\n", ".gitignore": ".weir/\n.build/\n",
            "Modules/Air/Other.swift": "\n",
        ])
        try DurableFile.createFolder(fixture.folder.file(".weir"))
        let writer = try Subprocess(
            SubprocessLaunch(
                "sh",
                [
                    "-c", "printf '%s\\n' \"$1\" >\"$2\"; chmod +x \"$2\"", "sh", Self.swift,
                    fixture.folder.file(".weir/swift").path,
                ]
            ), output: .null)
        _ = await writer.waitForEnd()
        let path = AwosFixture.environment["PATH"] ?? ""
        return (fixture, ["PATH": "\(fixture.folder.file(".weir").path):\(path)"])
    }

    @Test func fromApprovalToProof() async throws {
        let (fixture, environment) = try await fixture()
        let call = { (line: String) in
            await fixture.call(line.split(separator: " ").map(String.init), environment: environment)
        }
        let early = await call("start 003-T1")
        #expect(early.code == 2 && early.messages.contains("awos approve 003"), "\(early.messages)")
        #expect(await call("approve 003 --plan").output.contains("  may write Modules/Air/**"))
        #expect(await call("approve 003").code == 0)
        let start = await call("start 003-T1 --json")
        #expect(start.code == 0, "\(start.messages)")
        #expect(start.json["attempt"]?.integer == 1)
        #expect(start.json["prompt"]?.string?.contains("Make the air good") == true)
        try fixture.folder.write("bad", to: "Modules/Air/Air.swift")
        try fixture.folder.write(Self.test, to: "Tests/AirTests/AirTests.swift")
        let bad = await call("done 003-T1")
        #expect(bad.code == 1 && bad.messages.contains("1 of 1 tests failed"), "\(bad.messages)")
        #expect(bad.output.contains("error: it is not good"), "\(bad.output)")
        let again = await call("start 003-T1")
        #expect(again.code == 0 && again.output.contains("it is not good"), "\(again.messages)")
        try fixture.folder.write("good", to: "Modules/Air/Air.swift")
        let good = await call("done 003-T1 --json")
        #expect(good.code == 0 && good.json["commit"]?.string != nil, "\(good.messages)")
        let verify = await call("verify 003 --json")
        #expect(verify.code == 0 && verify.json["proved"]?.bool == true, "\(verify.output)\(verify.messages)")
        let status = await call("status --json")
        #expect(status.json["specs"]?.array?.first?["state"]?.string == "verified")
        #expect(try await fixture.git.changedPaths(untracked: true) == [])
    }

    @Test(arguments: [("--say", "grams"), ("--yes", "yes")])
    func aTaskThatWaitsIsAnsweredAndTriedAgain(option: String, told: String) async throws {
        let (fixture, environment) = try await fixture()
        let call = { (words: [String]) in await fixture.call(words, environment: environment) }
        #expect(await call(["approve", "003"]).code == 0)
        let ledger = fixture.folder.file("context/spec/003-air/ledger.jsonl")
        let task = try #require(TaskID("003-T1"))
        try Ledger.append([LedgerEntry(at: Date(), .blocked(task, question: "In grams?"))], to: ledger)
        let early = await call(["start", "003-T1"])
        #expect(early.code == 2 && early.messages.contains("awos answer 003-T1 --say TEXT"), "\(early.messages)")
        let answer = await call(["answer", "003-T1", option] + (option == "--say" ? [told] : []) + ["--json"])
        #expect(answer.code == 0 && answer.json["question"] == "In grams?", "\(answer.messages)")
        let start = await call(["start", "003-T1"])
        #expect(start.code == 0, "\(start.messages)")
        #expect(start.output.contains("- Asked: In grams?\n  Answer: \(told)\n"), "\(start.output)")
    }

    @Test(arguments: [
        ("approve 009", "there is no spec '009'"), ("start 003", "'003' is no name of a task"),
        ("start 003-T7", "there is no task 003-T7"), ("done 003-T1", "not approved"),
        ("widen 003-T1 Makefile", "a reason is missing"), ("answer 003/AC-1 --yes", "asks a person nothing"),
        ("answer 003/AC-1", "one of --yes, --no and --say"),
        ("answer 003-T1 --say x", "003-T1 waits for no answer"), ("answer 003/AC-1 --say x", "is no name of a task"),
        ("answer 003-T1 --say x --yes", "one of --yes, --no and --say"),
        ("accept-test 003 README.md --reason x", "README.md is no test"),
    ])
    func wrongCallsChangeNothing(line: String, message: String) async throws {
        let (fixture, environment) = try await fixture()
        let call = await fixture.call(line.split(separator: " ").map(String.init), environment: environment)
        #expect(call.code == 2 && call.messages.contains(message), "\(call.messages)")
        #expect(try await fixture.git.changedPaths(untracked: true) == [])
        #expect(try await fixture.git.currentBranch() == "main")
    }

    @Test(arguments: [
        "approve 003", "widen 003-T1 Makefile --reason x", "accept-test 003 Tests/a --reason x",
        "answer 003/AC-1 --yes", "answer 003-T1 --say x",
    ])
    func agentsDecideNothing(line: String) async throws {
        let (fixture, environment) = try await fixture()
        let call = await fixture.call(
            line.split(separator: " ").map(String.init),
            environment: environment.merging(["AWOS_TASK": "003-T1"]) { $1 })
        #expect(call.code == 2 && call.messages.contains("a person's to decide"), "\(call.messages)")
        #expect(try await fixture.git.changedPaths(untracked: true) == [])
    }
}
