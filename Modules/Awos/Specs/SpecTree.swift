import Diagnostics
import Foundation

/// The documents of a repository: `context/product` and `context/spec`.
public struct SpecTree: Sendable, Hashable {
    /// The repository's root.
    public let root: URL

    /// The documents below this root.
    public init(root: URL) { self.root = root }

    /// The folder of the specs.
    public var specs: URL { root.appending(path: "context/spec", directoryHint: .isDirectory) }
    /// The folder of the product's documents.
    public var product: URL { root.appending(path: "context/product", directoryHint: .isDirectory) }

    /// A path below the root, as messages and git name it.
    public func shown(_ place: URL) -> String {
        let (path, base) = (place.standardizedFileURL.path, root.standardizedFileURL.path)
        return path.hasPrefix(base + "/") ? String(path.dropFirst(base.count + 1)) : path
    }

    /// The folders of all specs, by number and name.
    public func folders() -> [SpecFolder] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: specs.path)) ?? []
        return names.sorted().compactMap { SpecFolder(name: $0, in: self) }
    }

    /// The one folder of this number, its digits or its whole name; throws with the nearest one otherwise.
    public func folder(_ text: String) throws -> SpecFolder {
        let all = folders()
        let number = text.contains("-") ? nil : SpecNumber(text)
        let found = all.filter { $0.name == text || $0.number == number }
        guard let folder = found.first else { throw WeirError.unknownSpec(text, known: all.map(\.name)) }
        guard found.count == 1 else { throw WeirError.doubleSpec(folder.number, found.map(\.name)) }
        return folder
    }
}

/// The folder of one spec: `context/spec/003-air-quality`.
public struct SpecFolder: Sendable, Hashable {
    /// The documents that it belongs to.
    public let tree: SpecTree
    /// Its number.
    public let number: SpecNumber
    /// Its whole name: `003-air-quality`.
    public let name: String

    /// A folder by its name; nil when the name does not begin with a number and a hyphen.
    public init?(name: String, in tree: SpecTree) {
        guard name.contains("-"), let number = SpecNumber(name) else { return nil }
        (self.tree, self.number, self.name) = (tree, number, name)
    }

    /// Where it is.
    public var place: URL { tree.specs.appending(path: name, directoryHint: .isDirectory) }
    /// Its path below the root.
    public var path: String { "context/spec/\(name)" }
    /// The branch that its work is on.
    public var branch: String { "awos/\(name)" }
    /// Its ledger.
    public var ledger: URL { place.appending(path: Ledger.fileName) }

    /// A file inside.
    public func file(_ path: String) -> URL { place.appending(path: path) }

    /// Reads a document inside.
    public func document(_ path: String) throws -> MarkdownFile {
        try MarkdownFile(contentsOf: file(path), shown: tree.shown(file(path)))
    }

    /// Reads the spec.
    public func spec() throws -> FunctionalSpec { try FunctionalSpec(try document(FunctionalSpec.fileName)) }

    /// Reads all task files by name; throws all errors of all files at once.
    public func tasks() throws -> [TaskFile] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: file("tasks").path)) ?? []
        var tasks: [TaskFile] = []
        var errors: [WeirError] = []
        for name in names.sorted() where name.hasSuffix(".md") {
            do { tasks.append(try TaskFile(try document("tasks/\(name)"))) } catch {
                errors += (error as? WeirErrors)?.all ?? [WeirError(wrapping: error)]
            }
        }
        try WeirErrors.throwIfAny(errors)
        return tasks
    }
}
