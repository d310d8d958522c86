import Diagnostics
import Foundation

/// The modules of a repository, lower floors first, as its manifest lists them.
public struct ModuleMap: Sendable {
    /// The modules.
    public let modules: [Kind.Module]

    /// Reads `Package.swift`; without one, the folders of `Modules`.
    public init(root: URL) {
        let text = (try? String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)) ?? ""
        let inside = text.matches(of: /module\(\s*"([A-Za-z0-9]+)"(?:,\s*in:\s*"([A-Za-z0-9\/]+)")?/).map {
            Kind.Module(String($0.1), folder: "Modules/\($0.2 ?? "")\($0.1)")
        }
        let programs = text.matches(
            of: /executableTarget\(\s*name:\s*"([A-Za-z0-9]+)".*?path:\s*"([^"]+)"/.dotMatchesNewlines()
        )
        .map { Kind.Module(String($0.1), folder: String($0.2)) }.filter { $0.folder.hasPrefix("Modules/") }
        if !inside.isEmpty {
            modules = inside + programs
        } else {
            let names =
                (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Modules").path)) ?? []
            modules = names.sorted().map { Kind.Module($0) }
        }
    }

    /// The modules of these names, lower floors first; throws for the first that is unknown.
    public func named(_ names: [String]) throws -> [Kind.Module] {
        for name in names where !modules.contains(where: { $0.name == name }) {
            throw WeirError.unknownModule(name, known: modules.map(\.name))
        }
        return modules.filter { names.contains($0.name) }
    }

    /// The sources that a repository declares, by the names of their files.
    static func sources(root: URL) -> [String] {
        let folder = root.appending(path: "Modules/Ingest/Sources")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".swift") && $0 != "Sources.swift" }.sorted().map { name in
            name.dropLast(6).reduce(into: "") { text, character in
                if character.isUppercase, !text.isEmpty { text += "_" }
                text += character.lowercased()
            }
        }
    }
}
