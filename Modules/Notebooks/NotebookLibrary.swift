import Diagnostics
import Foundation

/// The notebooks of a folder, by name.
public struct NotebookLibrary: Sendable {
    /// The folder with `.ipynb` files.
    public let folder: URL

    /// The notebooks of this folder.
    public init(_ folder: URL) { self.folder = folder }

    /// The names of all notebooks, sorted; none when the folder is missing.
    public var names: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".ipynb") && !$0.hasPrefix(".") }.map { String($0.dropLast(6)) }.sorted()
    }

    /// The file of a notebook; throws with the near miss when there is none of this name.
    public func file(_ name: String) throws -> URL {
        let name = name.hasSuffix(".ipynb") ? String(name.dropLast(6)) : name
        let known = names
        guard known.contains(name) else {
            throw WeirError.unknownNotebook(name, known: known, folder: folder.lastPathComponent)
        }
        return folder.appending(path: "\(name).ipynb")
    }

    /// Reads a notebook; throws when it is unknown or is none.
    public func load(_ name: String) throws -> Notebook {
        let file = try file(name)
        return try Notebook(parsing: String(contentsOf: file, encoding: .utf8), file: file.lastPathComponent)
    }
}
