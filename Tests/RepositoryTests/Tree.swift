import Foundation

/// The repository as its tests see it: files and their text, nothing that is built.
enum Tree {
    /// The repository's root folder.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every file below the root by its relative path, without what git ignores and git itself.
    static let files: [String] = {
        let ignored: Set = [".git", ".build", ".weir", ".swiftpm", "dbt_packages", "__pycache__"]
        var paths: [String] = []
        var folders = [""]
        while let folder = folders.popLast() {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path + "/" + folder)) ?? []
            for name in names where !ignored.contains(name) && !name.hasPrefix(".build") {
                let path = folder.isEmpty ? name : "\(folder)/\(name)"
                var isFolder: ObjCBool = false
                let exists = FileManager.default.fileExists(atPath: root.path + "/" + path, isDirectory: &isFolder)
                guard exists else { continue }
                if isFolder.boolValue { folders.append(path) } else { paths.append(path) }
            }
        }
        return paths.sorted()
    }()

    /// The text of a file by its relative path.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Whether a file or folder of this relative path is there.
    static func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root.path + "/" + path) }

    /// Every Swift file below `folder`.
    static func swiftFiles(in folder: String) -> [String] {
        files.filter { $0.hasSuffix(".swift") && $0.hasPrefix(folder + "/") }
    }

    /// Every Swift file of the modules and the tests, parsed.
    static let sources: [SwiftSource] =
        (swiftFiles(in: "Modules") + swiftFiles(in: "Tests") + swiftFiles(in: "Examples"))
        .compactMap { path in (try? text(path)).map { SwiftSource(path: path, text: $0) } }

    /// The sources of the modules alone.
    static var moduleSources: [SwiftSource] { sources.filter { $0.path.hasPrefix("Modules/") } }
}
