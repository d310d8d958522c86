import Diagnostics
import Foundation
import Subprocesses
import Testing

@testable import DurableFiles

@Suite struct LockFileTests {
    let folder: TemporaryDirectory
    let file: URL
    init() throws {
        folder = try TemporaryDirectory()
        file = folder.file("state/warehouse.lock")
    }

    @Test func secondLockIsRefusedAndNamesTheHolder() throws {
        let lock = try LockFile.acquire(at: file, command: "weir run city_bikes")
        let error = #expect(throws: WeirError.self) { try LockFile.acquire(at: file, command: "weir check") }
        #expect(error?.code == "files.locked")
        #expect(error?.isRetryable == true)
        #expect(error?.message == "'\(file.path)' is held by process \(getpid()) (weir run city_bikes)")
        #expect(LockFile.holder(of: file) == LockFile.Holder(processID: getpid(), command: "weir run city_bikes"))
        lock.release()
    }

    @Test func releasedLockIsFree() throws {
        let first = try LockFile.acquire(at: file)
        first.release()
        first.release()
        #expect(LockFile.holder(of: file) == nil)
        try LockFile.acquire(at: file).release()
    }

    /// A program that is being started has copies of all descriptors for a moment.
    @Test func releasedLockIsFreeEvenWhenItsDescriptorWasCopied() throws {
        let lock = try LockFile.acquire(at: file)
        let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }
        let descriptor = try #require(
            descriptors.first { descriptor in
                let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
                return path == file.path
            })
        let copy = dup(descriptor)
        lock.release()
        #expect(LockFile.holder(of: file) == nil)
        try LockFile.acquire(at: file).release()
        close(copy)
    }

    @Test func droppedLockIsFree() throws {
        do { _ = try LockFile.acquire(at: file) }
        try LockFile.acquire(at: file).release()
    }

    @Test func killedHolderFreesTheLock() async throws {
        try DurableFile.createFolder(file.deletingLastPathComponent())
        let script = "exec 9>>'\(file.path)'; flock 9; echo held; exec sleep 600"
        let holder = try Subprocess(SubprocessLaunch("sh", ["-c", script]), output: .kept())
        try await waitUntil("the other process holds the lock") { holder.output == "held\n" }
        #expect(throws: WeirError.self) { try LockFile.acquire(at: file) }
        holder.send(SIGKILL)
        _ = await holder.waitForEnd()
        try LockFile.acquire(at: file).release()
    }

    @Test func waitingEndsAtTheDeadline() async throws {
        let lock = try LockFile.acquire(at: file, command: "holder")
        let clock = ManualClock()
        let error = await #expect(throws: WeirError.self) {
            try await LockFile.acquire(at: file, waitSeconds: 2, clock: clock)
        }
        #expect(error?.code == "files.locked")
        #expect(abs(clock.waitsSeconds.reduce(0, +) - 2) < 1e-6)
        lock.release()
    }

    @Test func waitingTakesTheLockWhenItBecomesFree() async throws {
        let holder = try LockFile.acquire(at: file, command: "holder")
        let lock = try await LockFile.acquire(at: file, waitSeconds: 60, clock: ManualClock()) { error in
            #expect(error.message.contains("(holder)"))
            holder.release()
        }
        #expect(LockFile.holder(of: file) != nil)
        lock.release()
    }
}
