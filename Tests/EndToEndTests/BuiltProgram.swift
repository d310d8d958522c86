import Diagnostics
import Foundation

/// The program `weir` as this build made it, and the checkout that it was built from.
enum BuiltProgram {
    /// The checkout's folder.
    static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The program beside the test bundle; an error that lists every place when it is not there.
    static func weir() throws -> URL {
        let places = placesToLook()
        if let found = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) { return found }
        throw WeirError(
            "test.no_program", "the program 'weir' is not built", hint: "run `swift build --build-tests`",
            notes: places.map { "looked for \($0.path)" })
    }

    /// Beside the running bundle and in each folder above it, then where a plain build puts it.
    private static func placesToLook() -> [URL] {
        let executables = ["/proc/self/exe", CommandLine.arguments.first].compactMap { $0 }
        var places: [URL] = []
        for executable in executables {
            var folder = URL(filePath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
            while folder.path.hasPrefix(checkout.path + "/") {
                places.append(folder.appending(path: "weir"))
                folder = folder.deletingLastPathComponent()
            }
        }
        return places + [checkout.appending(path: ".build/debug/weir")]
    }

    /// What a child is given of this process's environment: where DuckDB's library and other programs are.
    static let environment = ProcessInfo.processInfo.environment.filter {
        ["HOME", "PATH", "TMPDIR", "WEIR_DUCKDB_LIBRARY"].contains($0.key)
    }
}
