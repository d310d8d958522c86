import Foundation

/// Where everything of a project lies; nothing but `moduleNames` touches the disk.
public struct ProjectPaths: Sendable, Hashable {
    /// The name of the file that makes a folder a project.
    public static let fileName = "weir.yml"

    /// The project's folder.
    public let root: URL

    /// The paths of the project in `root`.
    public init(root: URL) { self.root = root }

    /// The project's settings.
    public var file: URL { root.appending(path: Self.fileName) }
    /// What the platform writes; safe to delete when nothing runs, except for the data in it.
    public var data: URL { root.appending(path: ".weir", directoryHint: .isDirectory) }
    /// Secrets by name, readable by their owner alone.
    public var secrets: URL { data.appending(path: "secrets.yml") }
    /// Runs, steps, check results.
    public var state: URL { data.appending(path: "state.sqlite") }
    /// Logs.
    public var logs: URL { data.appending(path: "logs", directoryHint: .isDirectory) }
    /// One JSON object per event of every run; full files lie beside it as `runs.1.jsonl` and so on.
    public var runsLog: URL { logs.appending(path: "runs.jsonl") }
    /// Files as they came, by source and load.
    public var landing: URL { data.appending(path: "landing", directoryHint: .isDirectory) }
    /// Manifests, compiled SQL, reports, notebooks with their outputs.
    public var artifacts: URL { data.appending(path: "target", directoryHint: .isDirectory) }
    /// Python packages that set-up installed.
    public var python: URL { data.appending(path: "python", directoryHint: .isDirectory) }
    /// The folder of the dbt project: models, macros, tests.
    public var transform: URL { root.appending(path: "Modules/Transform", directoryHint: .isDirectory) }
    /// The folder of the dashboard's pages.
    public var pages: URL { root.appending(path: "Modules/Serve/Pages", directoryHint: .isDirectory) }
    /// The folder of the notebooks.
    public var notebooks: URL { root.appending(path: "Modules/Notebooks/Library", directoryHint: .isDirectory) }
    /// Locks of the targets' runs.
    public var locks: URL { data.appending(path: "locks", directoryHint: .isDirectory) }

    /// The modules of a project that has its sources with it, in order; empty for one that has not.
    public var moduleNames: [String] {
        let folders = ["Modules", "Modules/Engines", "Modules/Commands"].flatMap { folder in
            (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
        }
        return Set(folders).subtracting(["C", "Engines", "Commands"]).filter { !$0.contains(".") }.sorted()
    }

    /// Snapshots of what a target serves.
    public func published(_ target: Target) -> URL {
        data.appending(path: "published", directoryHint: .isDirectory)
            .appending(path: target.name, directoryHint: .isDirectory)
    }

    /// A path as the project's files write it: relative ones start at the project's folder.
    public func resolve(_ path: String) -> URL {
        path.hasPrefix("/") ? URL(filePath: path) : root.appending(path: path).standardizedFileURL
    }

    /// A path as a person reads it: relative to the project where it lies inside.
    public func shown(_ url: URL) -> String {
        let folder = root.path.hasSuffix("/") ? root.path : root.path + "/"
        return url.path.hasPrefix(folder) ? String(url.path.dropFirst(folder.count)) : url.path
    }
}
