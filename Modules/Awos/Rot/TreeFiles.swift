/// The files of a work tree as git sees them: tracked ones and new ones, without what is ignored.
public struct TreeFiles: Sendable {
    /// Every file, by path.
    public let paths: [String]
    private let known: Set<String>

    /// These files.
    init(_ paths: [String]) {
        self.paths = paths.sorted()
        var known = Set(paths)
        for path in paths {
            var folder = path[...]
            while let slash = folder.lastIndex(of: "/") {
                folder = folder[..<slash]
                if !known.insert(String(folder)).inserted { break }
            }
        }
        self.known = known
    }

    /// Asks git; a file that was removed and not yet committed is not there.
    static func read(_ git: GitRepository) async throws -> TreeFiles {
        async let listed = git.run(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        async let removed = git.run(["ls-files", "-z", "--deleted"])
        let paths = { (output: String) in output.split(separator: "\0").map(String.init) }
        let gone = Set(paths(try await removed))
        return TreeFiles(Array(Set(paths(try await listed)).subtracting(gone)))
    }

    /// Whether there is a file or a folder at this path; a slash at its end says nothing.
    public func has(_ path: String) -> Bool { known.contains(path.hasSuffix("/") ? String(path.dropLast()) : path) }

    /// The paths below a folder.
    func below(_ folder: String) -> ArraySlice<String> {
        let start = place(of: folder + "/")
        return paths[start...].prefix { $0.hasPrefix(folder + "/") }
    }

    /// Where a path stands or would stand among all.
    private func place(of path: String) -> Int {
        var range = paths.startIndex..<paths.endIndex
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            range = paths[middle] < path ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }

    /// Whether some path matches a pattern: `*` within one name, `**` for everything below.
    func hasMatch(_ pattern: String) -> Bool {
        paths.contains { Scope.matches(pattern, $0) }
    }
}
