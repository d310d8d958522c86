import Foundation
import Testing

/// Rules 3 and 6: folders and types have names that say something, and no two that a compiler or a person could mix up.
@Suite struct NameTests {
    static let emptyNames: Set = ["Core", "Common", "Utils", "Util", "Helpers", "Helper", "Shared", "Base", "Misc"]

    @Test func noFolderHasAnEmptyName() {
        let folders = Set(Tree.files.flatMap { $0.split(separator: "/").dropLast().map(String.init) })
        #expect(folders.intersection(Self.emptyNames).isEmpty)
    }

    @Test func noTypeIsNamedLikeAModuleOrTask() {
        let modules = Set(FloorTests.floorByModule.keys)
        for source in Tree.sources {
            for (line, name) in Self.types(in: source) {
                #expect(
                    !modules.contains(name) && name != "Task", "\(source.path):\(line): type '\(name)' is also a module"
                )
                #expect(!Self.emptyNames.contains(name), "\(source.path):\(line): type '\(name)' says nothing")
            }
        }
    }

    @Test func noTwoFilesOfAModuleShareABasename() {
        for (module, sources) in Dictionary(grouping: Tree.moduleSources, by: \.module) {
            let names = sources.map { $0.path.split(separator: "/").last.map { $0.lowercased() } ?? "" }
            let twice = Dictionary(grouping: names, by: \.self).filter { $0.value.count > 1 }.keys
            #expect(twice.isEmpty, "\(module) has two files named \(twice.sorted())")
        }
    }

    @Test func noTwoPathsDifferByCaseOnly() {
        let twice = Dictionary(grouping: Tree.files, by: { $0.lowercased() }).filter { $0.value.count > 1 }
        #expect(twice.isEmpty, "\(twice.values.map { $0 })")
    }

    private static func types(in source: SwiftSource) -> [(line: Int, name: String)] {
        source.code.enumerated().compactMap { index, line in
            let words = line.split(whereSeparator: { " :<{(".contains($0) }).map(String.init)
            guard
                let place = words.firstIndex(where: { ["struct", "class", "enum", "protocol", "actor"].contains($0) }),
                place + 1 < words.count,
                words[..<place].allSatisfy({ $0.hasPrefix("@") || $0.allSatisfy(\.isLowercase) })
            else { return nil }
            return (index + 1, words[place + 1])
        }
    }
}
