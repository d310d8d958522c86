import Foundation
import Project

/// What the files of a project say about its architecture, so that no person has to keep it up to date.
public enum ProjectFacts {
    /// The lines of `architecture.md` between its marks; none in a repository without a `weir.yml`.
    public static func lines(in root: URL, environment: [String: String]) throws -> [String] {
        guard FileManager.default.fileExists(atPath: root.appending(path: ProjectPaths.fileName).path) else {
            return []
        }
        let project = try WeirProject.load(root, environment: environment)
        let targets = project.targets.map { target in
            "`\(target.name)` (\(target.engine.rawValue)" + (target.name == project.defaultTarget ? ", default)" : ")")
        }
        func names(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
        var lines = [
            "- Targets: \(targets.joined(separator: ", "))", "- Published schemas: \(names(project.publishedSchemas))",
        ]
        if !project.configuredSources.isEmpty { lines.append("- Sources: \(names(project.configuredSources))") }
        let modules = project.paths.moduleNames
        let standing = modules.filter { name in ModuleRole.standing.contains { $0.module == name } }
        if !standing.isEmpty {
            lines.append("- Modules: \(names(standing)), and \(modules.count - standing.count) that they stand on")
        }
        return lines
    }
}
