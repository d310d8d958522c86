import Diagnostics
import Foundation
import Project
import RunStore
import Terminal
import Warehouse

/// What a command works with: the project and target that the caller means, the console, the clock.
struct Session: Sendable {
    let invocation: Invocation
    let project: WeirProject
    let target: Target
    let clock: any WallClock
    let parts = ProjectParts.current
    private let lease = WarehouseLease()

    var console: Console { invocation.console }
    var paths: ProjectPaths { project.paths }

    /// The project in `--project`, or the nearest one above the working folder; the target of `--target`, or its default.
    ///
    /// - Parameter machine: the clock where `WEIR_NOW` does not say another one.
    init(_ invocation: Invocation, machine: any WallClock = SystemWallClock()) throws {
        self.invocation = invocation
        clock = try ClockSetting.clock(invocation.environment, machine: machine)
        if let folder = try invocation[GlobalOptions.project] {
            project = try WeirProject.load(invocation.file(folder), environment: invocation.environment)
        } else {
            project = try WeirProject.find(from: invocation.directory, environment: invocation.environment)
        }
        target = try project.target(named: invocation[GlobalOptions.target])
        for warning in project.warnings { console.note(warning.text(label: "warning")) }
    }

    /// The run store, opened for writing.
    func openState() async throws -> StateStore { try await StateStore.open(paths.state, clock: clock) }

    /// Lends the target's warehouse. A writer waits a minute for another process that holds it; writers of this run share it.
    func withWarehouse<Result: Sendable>(
        _ access: WarehouseAccess, _ body: (any Engine) async throws -> Result
    ) async throws -> Result {
        if access == .read { return try await project.withWarehouse(of: target, .read, clock: clock, body) }
        let opened = try await lease.acquire { [project, target, clock] in
            try await project.openWarehouse(of: target, .write, waitSeconds: 60, clock: clock)
        }
        do {
            let result = try await body(opened.engine)
            await lease.release()
            return result
        } catch {
            await lease.release()
            throw error
        }
    }

    /// Replaces what must not be shown.
    var masker: Masker { Masker(project.secrets(in: target)) }
}
