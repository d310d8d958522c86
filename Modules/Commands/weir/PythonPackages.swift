import DuckDBEngine
import Foundation
import Project

/// Where set-up put the Python packages that draw charts for exports.
enum PythonPackages {
    /// The first folder that has them: the project's, the checkout's that the program was built from, the cache.
    static func folder(project: ProjectPaths?, _ environment: [String: String]) -> String? {
        let checkout = ProjectPaths(root: DuckDBLibrary.Search.builtFrom)
        var places = [project?.python.path, checkout.python.path].compactMap { $0 }
        if let home = environment["HOME"], !home.isEmpty {
            places.append("\(home)/.cache/weir/\(DuckDBLibrary.pinnedVersion)/python")
        }
        return places.first { FileManager.default.fileExists(atPath: $0 + "/vl_convert") }
    }
}
