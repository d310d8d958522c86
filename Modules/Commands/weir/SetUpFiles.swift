import DuckDBEngine
import Foundation
import Project

/// What set-up put beside the project: links in `.weir`, and the cache that they lead to.
///
/// Looked for in the project, then in the checkout that the program was built from, then in the cache of the user.
struct SetUpFiles {
    private let folders: [String]

    init(project: ProjectPaths?, _ environment: [String: String]) {
        let checkout = ProjectPaths(root: DuckDBLibrary.Search.builtFrom)
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
        folders =
            [project?.data.path, checkout.data.path].compactMap { $0 }
            + (home.map { ["\($0)/.cache/weir/\(DuckDBLibrary.pinnedVersion)"] } ?? [])
    }

    /// The folder of the Python packages that draw charts for exports.
    var pythonPackages: String? { find("python", holding: "vl_convert") }

    /// The file of the chart library that browsers load.
    var chartLibrary: String? { find("web", holding: "vega.js").map { $0 + "/vega.js" } }

    private func find(_ folder: String, holding name: String) -> String? {
        folders.map { "\($0)/\(folder)" }.first { FileManager.default.fileExists(atPath: "\($0)/\(name)") }
    }
}
