import Awos
import Diagnostics
import Foundation
import Terminal

/// What a command works with: the repository that the caller means, its documents, the console, the clock.
struct AwosSession: Sendable {
    /// The folder of the repository.
    static let directory = Option.optional(
        "project", .directory("DIR"), "folder of the repository; looked for upwards from here if left out")

    let invocation: Invocation
    let git: GitRepository
    let tree: SpecTree
    let clock: any WallClock

    var console: Console { invocation.console }

    init(_ invocation: Invocation, clock: any WallClock = SystemWallClock()) async throws {
        self.invocation = invocation
        self.clock = clock
        let folder = try invocation[Self.directory].map(invocation.file) ?? invocation.directory
        git = try await GitRepository.find(from: folder, environment: invocation.environment)
        tree = SpecTree(root: git.root)
    }
}
