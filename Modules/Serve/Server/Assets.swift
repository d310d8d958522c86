import Diagnostics
import Foundation
import HTTPServer
import Synchronization

/// Style, script and icon, which stand in the program, and the chart library, which set-up writes.
final class Assets: Sendable {
    private let bundle: URL
    private let chartLibrary = Mutex<[UInt8]?>(nil)

    /// Assets with the chart library in a file.
    init(bundle: URL) { self.bundle = bundle }

    private static let files: [String: [UInt8]] = [
        "weir.css": PackageResources.weir_css, "weir.js": PackageResources.weir_js,
        "icon.svg": PackageResources.icon_svg,
    ]

    /// What tells these files from those of another version.
    static let version: String = {
        // FNV-1a: a name for a content, not a proof of it.
        let hash = files.sorted { $0.key < $1.key }.flatMap(\.value).reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
            hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return String(hash, radix: 36)
    }()

    /// The route of all of them; addresses carry the version, so browsers may keep them.
    var route: Route {
        .get("/assets/{name}") { [self] request in
            let name = request.parameters["name"] ?? ""
            let bytes = name == "vega.js" ? try await library() : Self.files[name]
            guard let bytes else { return .text("there is no asset '\(name)'\n", status: 404) }
            var response = WebResponse.bytes(
                bytes, type: MediaType.of(fileNamed: name), tag: "\(Self.version)-\(bytes.count)")
            response.headers["Cache-Control"] =
                request.query["v"] == Self.version ? "public, max-age=31536000, immutable" : "no-cache"
            return response
        }
    }

    private func library() async throws -> [UInt8] {
        if let held = chartLibrary.withLock({ $0 }) { return held }
        let bytes = try await offload { [bundle] in FileManager.default.contents(atPath: bundle.path).map(Array.init) }
        guard let bytes else { throw WeirError.bundleMissing(file: bundle.lastPathComponent) }
        chartLibrary.withLock { $0 = bytes }
        return bytes
    }
}
