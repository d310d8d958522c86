import Diagnostics
import Foundation

extension Route {
    /// Serves the files of a folder under a prefix: `.folder("/files", URL(filePath: "/tmp/feed"))`.
    ///
    /// Folders are not listed, links that lead out of the folder are not followed, ranges are answered.
    public static func folder(_ prefix: String, _ folder: URL) -> Route {
        let root = folder.resolvingSymlinksInPath().standardizedFileURL.path
        return .get(prefix + "/{path...}") { request in
            let file = folder.appending(path: request.parameters["path"] ?? "").resolvingSymlinksInPath()
            let path = file.standardizedFileURL.path
            let bytes: [UInt8]? = try await offload {
                var isFolder: ObjCBool = false
                guard path.hasPrefix(root + "/"),
                    FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
                else { return nil }
                guard let data = FileManager.default.contents(atPath: path) else {
                    throw WeirError.unreadable(file: path)
                }
                return Array(data)
            }
            guard let bytes else { return .text("there is nothing at '\(request.path)'\n", status: 404) }
            var response = WebResponse.bytes(bytes, type: MediaType.of(fileNamed: path))
            response.headers["Accept-Ranges"] = "bytes"
            return response
        }
    }
}

/// Media types by the ending of a file's name.
public enum MediaType {
    /// The type of a file; `application/octet-stream` where the ending is unknown.
    public static func of(fileNamed name: String) -> String {
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return types[ending] ?? "application/octet-stream"
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "csv": "text/csv; charset=utf-8", "html": "text/html; charset=utf-8",
        "js": "text/javascript; charset=utf-8", "json": "application/json; charset=utf-8",
        "md": "text/markdown; charset=utf-8", "png": "image/png", "svg": "image/svg+xml",
        "txt": "text/plain; charset=utf-8", "xml": "application/xml; charset=utf-8", "zip": "application/zip",
    ]
}
