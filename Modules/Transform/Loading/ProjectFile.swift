import Diagnostics
import Foundation

/// One file of a dbt project: its text, its path inside of the project, and its name for a person.
struct ProjectFile: Sendable, Hashable {
    /// The path from the project's folder, with `/`: `Models/marts/mart_demand_daily.sql`.
    let path: String
    /// The path as messages show it: `Modules/Transform/Models/marts/mart_demand_daily.sql`.
    let shownPath: String
    /// The path from the configured folder that it was found in: `marts/mart_demand_daily.sql`.
    let pathInRoot: String
    /// The content.
    let text: String

    /// The name without folder and ending.
    var stem: String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex))
    }

    /// The folders below the configured folder.
    var folders: [String] { pathInRoot.split(separator: "/").dropLast().map(String.init) }

    /// The ending in lower case, without the dot.
    var ending: String { path.split(separator: "/").last?.split(separator: ".").last?.lowercased() ?? "" }

    /// The whole file as a place.
    var location: SourceLocation { SourceLocation(file: shownPath) }
}

/// Finds and reads the files below a project's folder.
struct ProjectFolder: Sendable {
    let folder: URL
    /// How messages call the folder: a path from where the person stands, or empty.
    let shownName: String

    init(folder: URL, shownName: String) {
        self.folder = folder
        let name = shownName.hasSuffix("/") ? String(shownName.dropLast()) : shownName
        self.shownName = name == "." ? "" : name
    }

    func shown(_ path: String) -> String { shownName.isEmpty ? path : "\(shownName)/\(path)" }

    /// One file by its path in the project, or nil when it is not there.
    func file(_ path: String) throws -> ProjectFile? {
        let url = folder.appending(path: path)
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        return try read(url, path: path, root: "")
    }

    /// The files below `root` with one of the endings, sorted by path; hidden files and folders are passed over.
    func files(below root: String, endings: Set<String>) throws -> [ProjectFile] {
        let start = folder.appending(path: root)
        let options: FileManager.DirectoryEnumerationOptions = [.skipsHiddenFiles]
        guard let found = FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil, options: options)
        else { return [] }
        let base = start.standardizedFileURL.path + "/"
        let inside = found.compactMap { ($0 as? URL)?.standardizedFileURL.path }
            .filter { $0.hasPrefix(base) && endings.contains(($0 as NSString).pathExtension.lowercased()) }
            .map { String($0.dropFirst(base.count)) }
            .sorted()
        return try inside.map { try read(start.appending(path: $0), path: "\(root)/\($0)", root: root) }
    }

    private func read(_ url: URL, path: String, root: String) throws -> ProjectFile {
        do {
            let text = try String(contentsOf: url, encoding: .utf8)
            let inRoot = root.isEmpty ? path : String(path.dropFirst(root.count + 1))
            return ProjectFile(path: path, shownPath: shown(path), pathInRoot: inRoot, text: text)
        } catch {
            throw WeirError.unreadableFile(shown(path))
        }
    }
}
