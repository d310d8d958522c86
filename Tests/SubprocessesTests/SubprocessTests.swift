import Diagnostics
import DurableFiles
import Foundation
import Subprocesses
import Testing

@Suite struct SubprocessTests {
    private func shell(_ script: String) -> SubprocessLaunch { SubprocessLaunch("sh", ["-c", script]) }

    @Test(arguments: [
        ("exit 0", SubprocessEnding.exited(0)), ("exit 7", .exited(7)), ("kill -9 $$", .signalled(SIGKILL)),
    ])
    func itsEndIsKnown(script: String, ending: SubprocessEnding) async throws {
        let program = try Subprocess(shell(script), output: .null)
        #expect(await program.waitForEnd() == ending)
        #expect(program.ending == ending)
        #expect(await program.waitForEnd() == ending)
    }

    @Test func whatItWritesIsKeptApart() async throws {
        let program = try Subprocess(
            shell("echo one; echo two >&2; echo three"), output: .kept(), messages: .kept())
        #expect(await program.waitForEnd().isSuccess)
        #expect(program.output == "one\nthree\n")
        #expect(program.messages == "two\n")
    }

    @Test func withoutAPlaceForMessagesBothAreKeptInOrder() async throws {
        let program = try Subprocess(shell("echo one; echo two >&2; echo three"), output: .kept())
        #expect(await program.waitForEnd().isSuccess)
        #expect(program.output == "one\ntwo\nthree\n")
        #expect(program.messages == "")
    }

    @Test func aFloodOfOutputIsTakenAndItsEndKept() async throws {
        let program = try Subprocess(
            shell("seq 1 200000; echo last"), output: .kept(lastBytes: 12), messages: .kept(lastBytes: 4))
        #expect(await program.waitForEnd().isSuccess)
        #expect(program.output == "200000\nlast\n")
        let all = try Subprocess(shell("seq 1 200000"), output: .kept())
        #expect(await all.waitForEnd().isSuccess)
        #expect(all.output.utf8.count == 1_288_895)
    }

    @Test func whatStaysInTheBackgroundIsNotWaitedFor() async throws {
        let program = try Subprocess(shell("echo before; sleep 600 & echo $!"), output: .kept())
        #expect(await program.waitForEnd().isSuccess)
        let lines = program.output.split(separator: "\n")
        #expect(lines.first == "before")
        if let left = lines.last.flatMap({ Int32($0) }) { kill(left, SIGKILL) }
    }

    @Test func aSignalReachesAllThatItStarted() async throws {
        let program = try Subprocess(shell("sleep 600 & echo $!; wait"), output: .kept())
        try await waitUntil("the program names its child") { program.output.hasSuffix("\n") }
        let child = try #require(Int32(program.output.dropLast()))
        program.send(SIGTERM)
        #expect(await program.waitForEnd() == .signalled(SIGTERM))
        // It was handed to another parent, which may take a moment to notice.
        try await waitUntil("the child is gone") { kill(child, 0) != 0 || isZombie(child) }
        program.send(SIGKILL)
    }

    private func isZombie(_ process: Int32) -> Bool {
        let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ") Z"
        return text.split(separator: ")").last?.hasPrefix(" Z") == true
    }

    @Test func aCancelledTaskEndsIt() async throws {
        let program = try Subprocess(shell("sleep 600"), output: .null)
        let task = Task { try await program.finish() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(program.ending == .signalled(SIGTERM))
    }

    @Test func itHoldsNoneOfOurDescriptors() async throws {
        let folder = try TemporaryDirectory()
        let file = try folder.write("", to: "held")
        // Without close-on-exec: a child that inherits as usual would have it.
        let descriptor = open(file.path, O_RDONLY)
        defer { close(descriptor) }
        #expect(descriptor > 2)
        let program = try Subprocess(SubprocessLaunch("/bin/ls", ["/proc/self/fd"]), output: .kept())
        #expect(await program.waitForEnd().isSuccess)
        // 3 is the folder that `ls` reads.
        #expect(program.output == "0\n1\n2\n3\n")
    }

    @Test func folderEnvironmentInputAndFilesAreItsOwn() async throws {
        let folder = try TemporaryDirectory()
        let text = try folder.write("read\n", to: "in/text")
        let descriptor = open(text.path, O_RDONLY)
        defer { close(descriptor) }
        let launch = SubprocessLaunch(
            "/bin/sh", ["-c", "cat; pwd; echo $WORD; echo $HOME; echo wrong >&2"], directory: folder.file("in"),
            environment: ["WORD": "seven"])
        let program = try Subprocess(
            launch, input: .descriptor(descriptor), output: .file(folder.file("out")),
            messages: .file(folder.file("err")))
        #expect(await program.waitForEnd().isSuccess)
        #expect(
            try String(contentsOf: folder.file("out"), encoding: .utf8) == "read\n\(folder.file("in").path)\nseven\n\n")
        #expect(try String(contentsOf: folder.file("err"), encoding: .utf8) == "wrong\n")
    }

    @Test func aSignalThatWeIgnoreIsAsUsualInIt() async throws {
        // Every test lives better without this signal, so it stays ignored.
        signal(SIGPIPE, SIG_IGN)
        let program = try Subprocess(shell("kill -PIPE $$"), output: .null)
        #expect(await program.waitForEnd() == .signalled(SIGPIPE))
    }

    @Test func aProgramThatIsStillBeingWrittenIsWaitedFor() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.file("late")
        let writer = open(file.path, O_WRONLY | O_CREAT, 0o755)
        let text = Array("#!/bin/sh\necho late\n".utf8)
        #expect(write(writer, text, text.count) == text.count)
        async let launched = offload {
            try Subprocess(SubprocessLaunch(file.path), output: .kept())
        }
        try await Task.sleep(for: .milliseconds(20))
        close(writer)
        let program = try await launched
        #expect(await program.waitForEnd().isSuccess)
        #expect(program.output == "late\n")
    }

    @Test func manyAtOnceEndEachForItself() async throws {
        let codes = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in Int32(0)..<60 {
                group.addTask {
                    let program = try Subprocess(
                        SubprocessLaunch("sh", ["-c", "echo \(number); exit \(number)"]), output: .kept())
                    let ending = await program.waitForEnd()
                    return ending == .exited(number) && program.output == "\(number)\n"
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes == Array(repeating: true, count: 60))
    }

    @Test(arguments: [
        (SubprocessLaunch("no-such-program"), "there is no program 'no-such-program'"),
        (SubprocessLaunch("/no/such"), "there is no program /no/such"),
        (SubprocessLaunch("sh", directory: URL(filePath: "/no")), "'sh' cannot start in /no: there is no such folder"),
        (SubprocessLaunch("/etc/passwd"), "'/etc/passwd' may not be run"),
    ])
    func whatDoesNotStartSaysWhy(launch: SubprocessLaunch, message: String) {
        let error = #expect(throws: WeirError.self) {
            try Subprocess(launch, output: .kept(), messages: .kept())
        }
        #expect(error?.message == message)
        #expect(error?.kind == .usage)
    }

    @Test func aNameIsLookedForOnItsOwnPath() async throws {
        let folder = try TemporaryDirectory()
        let file = try await script("#!/bin/sh\necho found", at: folder.file("bin/found"))
        let launch = SubprocessLaunch("found", environment: ["PATH": "/nowhere:\(folder.file("bin").path)"])
        let error = #expect(throws: WeirError.self) { try Subprocess(launch, output: .null) }
        #expect(error?.notes == ["searched: /nowhere", "searched: \(folder.file("bin").path)"])
        chmod(file.path, 0o755)
        let program = try Subprocess(launch, output: .kept())
        #expect(await program.waitForEnd().isSuccess)
        #expect(program.output == "found\n")
    }

    /// Writes a script, by a process of its own: one that is started elsewhere at this moment would hold a file that we write
    /// open, and a file that is open for writing cannot be run.
    private func script(_ text: String, at file: URL) async throws -> URL {
        try DurableFile.createFolder(file.deletingLastPathComponent())
        let writing = "umask 022; printf '%s\\n' \"$1\" > \"$2\""
        let writer = try Subprocess(SubprocessLaunch("sh", ["-c", writing, "sh", text, file.path]), output: .null)
        #expect(await writer.waitForEnd().isSuccess)
        return file
    }

    @Test func aScriptWhoseInterpreterIsMissingSaysSo() async throws {
        let folder = try TemporaryDirectory()
        chmod(try await script("#!/no/such", at: folder.file("script")).path, 0o755)
        let launch = SubprocessLaunch("./script", directory: folder.url)
        let error = #expect(throws: WeirError.self) { try Subprocess(launch, output: .null) }
        #expect(error?.message == "'./script' did not start: what its first line names is not there")
    }

    @Test func aPlaceThatCannotBeWrittenSaysWhich() {
        let error = #expect(throws: WeirError.self) {
            try Subprocess(shell(""), output: .file(URL(filePath: "/no/out")))
        }
        #expect(error?.message == "/no/out cannot be opened: No such file or directory")
    }
}
