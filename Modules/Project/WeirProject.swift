import Diagnostics
import Foundation
import YAML

/// A project: what its `weir.yml` says, and the folder that it stands in.
///
///     let project = try WeirProject.find(from: folder, environment: environment)
///     let target = try project.target(named: nil)
public struct WeirProject: Sendable {
    /// The project's name.
    public let name: String
    /// Where everything of the project lies.
    public let paths: ProjectPaths
    /// The targets in the file's order; never empty.
    public let targets: [Target]
    /// The target that is meant when nobody names one.
    public let defaultTarget: String
    /// The schemas that a snapshot holds.
    public let publishedSchemas: [String]
    /// How `weir schedule` works.
    public let schedule: ScheduleSettings
    /// Who does the work of a spec, and within which limits.
    public let agents: AgentSettings
    /// Whether a person approves what is proposed.
    public var executionMode: ExecutionMode { agents.mode }
    /// What is odd in the file but readable.
    public let warnings: [WeirError]
    let sources: [String: [Setting]]
    let environment: [String: String]

    /// How `weir schedule` works.
    public struct ScheduleSettings: Sendable, Hashable {
        /// Whether runs that were missed while nothing ran are caught up; true by default.
        public let catchesUp: Bool
        /// How many steps run at once; 2 by default.
        public let concurrency: Int
    }

    /// Whether a person approves what is proposed.
    public enum ExecutionMode: String, Sendable, Hashable, CaseIterable {
        case humanInLoop = "human-in-loop"
        case autonomous
    }

    /// One setting as the file has it.
    struct Setting: Sendable, Hashable {
        let key: String
        let text: String
        /// Where its value begins.
        let location: SourceLocation
        /// Where its key stands.
        let place: SourceLocation
    }

    /// The project in `folder`, or in the nearest folder above it that has a `weir.yml`.
    ///
    /// Throws `project.not_found`, which lists every place, and what `load` throws.
    public static func find(from folder: URL, environment: [String: String]) throws -> WeirProject {
        var places: [URL] = []
        var place = folder.standardizedFileURL
        while true {
            places.append(place.appending(path: ProjectPaths.fileName))
            if FileManager.default.fileExists(atPath: places[places.count - 1].path) {
                return try load(place, environment: environment)
            }
            if place.path == "/" { throw WeirError.projectNotFound(lookedAt: places.map(\.path)) }
            place = place.deletingLastPathComponent()
        }
    }

    /// The project in `folder` itself; every mistake in its `weir.yml` is an error at once.
    public static func load(_ folder: URL, environment: [String: String]) throws -> WeirProject {
        let paths = ProjectPaths(root: folder.standardizedFileURL)
        guard let data = FileManager.default.contents(atPath: paths.file.path) else {
            guard !FileManager.default.fileExists(atPath: paths.file.path) else {
                throw WeirError.unreadableProject(paths.file.path)
            }
            throw WeirError.projectNotFound(lookedAt: [paths.file.path])
        }
        let document = try YAMLDocument.parse(String(decoding: data, as: UTF8.self), file: ProjectPaths.fileName)
        return try ProjectReader(document, paths: paths, environment: environment).project()
    }

    /// The target of this name, or the default one for nil; an unknown one is an error that lists them.
    public func target(named name: String? = nil) throws -> Target {
        let wanted = name ?? defaultTarget
        if let target = targets.first(where: { $0.name == wanted }) { return target }
        throw WeirError.unknownTarget(wanted, known: targets.map(\.name))
    }
}
