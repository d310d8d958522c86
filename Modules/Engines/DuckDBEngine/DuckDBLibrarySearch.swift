import Diagnostics
import Foundation

extension DuckDBLibrary {
    /// Where the library is looked for, as a value: the environment and the folders that count.
    public struct Search: Sendable, Hashable {
        /// The environment: `WEIR_DUCKDB_LIBRARY` (a file, or a folder) and `HOME` are read.
        public var environment: [String: String]
        /// Folders that may hold a `.weir/lib`, in order.
        public var projects: [URL]
        /// Whether the system's library path is tried at last.
        public var includesSystem: Bool

        /// A search for a project; by default by the environment of this process, and in the checkout that the program was
        /// built from.
        public init(
            project: URL? = nil, environment: [String: String] = ProcessInfo.processInfo.environment,
            checkout: URL? = Self.builtFrom, includesSystem: Bool = true
        ) {
            self.environment = environment
            self.projects = [project, checkout].compactMap { $0 }
            self.includesSystem = includesSystem
        }

        /// The checkout that the program was built from, wherever the program is now.
        public static let builtFrom: URL = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
            url.deletingLastPathComponent()
        }

        /// A file that may be the library.
        struct Candidate: Hashable {
            var path: String
            /// Whether `path` is a file, not a bare name for the system to resolve.
            var isFile = true
            /// The stub that gives names of Python, where the library may need one.
            var pythonNames: String?
        }

        /// The first library that is there.
        func find() throws -> DuckDBLibrary {
            let candidates = candidates
            for candidate in candidates {
                if let library = try DuckDBLibrary.open(candidate) { return library }
            }
            throw WeirError.libraryMissing(lookedAt: candidates.map(\.path))
        }

        /// Every place in order. A library that the environment names is the only one.
        var candidates: [Candidate] {
            if let named = environment["WEIR_DUCKDB_LIBRARY"], !named.isEmpty {
                var isFolder: ObjCBool = false
                let exists = FileManager.default.fileExists(atPath: named, isDirectory: &isFolder)
                if exists, isFolder.boolValue { return Self.candidates(in: named) }
                return [Candidate(path: named, pythonNames: Self.pythonNames(beside: named))]
            }
            var folders = projects.map { $0.appending(path: ".weir/lib").path }
            if let home = environment["HOME"], !home.isEmpty {
                folders.append("\(home)/.cache/weir/\(DuckDBLibrary.pinnedVersion)/lib")
            }
            let system = includesSystem ? Self.names.map { Candidate(path: $0, isFile: false) } : []
            return folders.flatMap(Self.candidates) + system
        }

        private static let names = ["libduckdb.so", "libduckdb.dylib"]

        private static func candidates(in folder: String) -> [Candidate] {
            names.map { Candidate(path: "\(folder)/\($0)") } + [
                Candidate(
                    path: "\(folder)/libduckdb-wheel.so", pythonNames: "\(folder)/libduckdb-wheel-names.so")
            ]
        }

        private static func pythonNames(beside library: String) -> String {
            URL(filePath: library).deletingLastPathComponent().appending(path: "libduckdb-wheel-names.so").path
        }
    }
}
