import Diagnostics
import Foundation

/// The programs as this build made them, and the checkout that it was built from.
enum BuiltProgram {
    /// The checkout's folder.
    static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The program `weir`.
    static func weir() throws -> URL { try place(of: "weir") }

    /// A program beside the test bundle; an error that lists every place when it is not there.
    static func place(of name: String) throws -> URL {
        let places = placesToLook(for: name)
        if let found = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) { return found }
        throw WeirError(
            "test.no_program", "the program '\(name)' is not built", hint: "run `swift build --build-tests`",
            notes: places.map { "looked for \($0.path)" })
    }

    /// Beside the running bundle and in each folder above it, then where a plain build puts it.
    private static func placesToLook(for name: String) -> [URL] {
        let executables = ["/proc/self/exe", CommandLine.arguments.first].compactMap { $0 }
        var places: [URL] = []
        for executable in executables {
            var folder = URL(filePath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
            while folder.path.hasPrefix(checkout.path + "/") {
                places.append(folder.appending(path: name))
                folder = folder.deletingLastPathComponent()
            }
        }
        return places + [checkout.appending(path: ".build/debug/\(name)")]
    }

    /// What a child is given of this process's environment: where DuckDB's library and other programs are.
    static let environment = ProcessInfo.processInfo.environment.filter {
        ["HOME", "PATH", "TMPDIR", "WEIR_DUCKDB_LIBRARY"].contains($0.key)
    }
}
