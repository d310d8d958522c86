import DurableFiles
import Foundation
import Subprocesses
import Testing

@testable import Awos

/// `Scripts/build.sh` puts the judge into its place, and never one that the work under judgement built.
@Suite struct InstallationTests {
    private let fixture: GitFixture
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    init() async throws {
        let script = try String(contentsOf: Self.root.appending(path: "Scripts/build.sh"), encoding: .utf8)
        fixture = try await GitFixture(["Scripts/build.sh": script, ".gitignore": ".build/\n.weir/\nversion\n"])
    }

    /// Builds this version; what the judge is afterwards, and what was said.
    private func build(_ version: String, task: String? = nil) async throws -> (judge: String?, said: String) {
        try fixture.folder.write(version, to: "version")
        var environment = GitFixture.environment
        environment["AWOS_TASK"] = task
        // A function in the place of the compiler: a file that was just written cannot always be run.
        let compiler =
            "swift() { mkdir -p .build/release; cp version .build/release/awos; chmod +x .build/release/awos; }"
        let program = try Subprocess(
            SubprocessLaunch(
                "bash", ["-c", "\(compiler); export -f swift; exec bash Scripts/build.sh"],
                directory: fixture.folder.url, environment: environment),
            output: .kept(), messages: .kept())
        #expect(try await program.finish().isSuccess, "\(program.messages)")
        let judge = fixture.folder.file(".weir/bin/awos")
        return (try? String(contentsOf: judge, encoding: .utf8), program.messages)
    }

    @Test func theJudgeIsRenewedWhereNothingIsJudged() async throws {
        #expect(try await build("one").judge == "one")
        #expect(try await build("two").judge == "two")
        #expect(FileManager.default.isExecutableFile(atPath: fixture.folder.file(".weir/bin/awos").path))
    }

    @Test func workThatIsJudgedDoesNotBuildItsJudge() async throws {
        #expect(try await build("one").judge == "one")
        try await fixture.git.run(["switch", "-q", "-c", "awos/001-a"])
        #expect(try await build("two").judge == "one")
        try await fixture.git.run(["switch", "-q", "main"])
        #expect(try await build("three", task: "001-T1").judge == "one")
        #expect(try await build("four").judge == "four")
    }

    @Test func aMissingJudgeIsSaid() async throws {
        try await fixture.git.run(["switch", "-q", "-c", "awos/001-a"])
        let built = try await build("one")
        #expect(built.judge == nil)
        #expect(built.said.contains("run `make build` on the branch that you start from"), "\(built.said)")
    }
}
