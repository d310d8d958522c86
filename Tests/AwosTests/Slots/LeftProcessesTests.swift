import Foundation
import Subprocesses
import Testing

@testable import Awos

@Suite struct LeftProcessesTests {
    @Test func whatWasLeftIsFoundByItsLeaseAndEnded() async throws {
        let lease = "test-\(UUID().uuidString)"
        let environment = ["PATH": "/usr/bin:/bin", AgentEnvironment.lease: "\(lease)-1"]
        let agent = try Subprocess(
            SubprocessLaunch("sh", ["-c", "setsid sleep 1000 >/dev/null 2>&1 & exit 0"], environment: environment),
            output: .null)
        #expect(await agent.waitForEnd().isSuccess)
        #expect(LeftProcesses.all(leaseBeginsWith: lease + "-2").isEmpty)
        let ended = LeftProcesses.end(leaseBeginsWith: lease)
        #expect(ended.count >= 1)
        #expect(LeftProcesses.all(leaseBeginsWith: lease).isEmpty)
    }
}
