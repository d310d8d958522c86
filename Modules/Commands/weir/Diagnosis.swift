import Diagnostics
import DuckDBEngine
import Foundation
import HTTPClient
import Project
import Terminal

/// What `weir doctor` looks at; reads only.
enum Diagnosis {
    /// The C libraries that the program is linked with: their own words for their versions.
    static func libraries() -> [Finding] {
        let symbols = [
            ("SQLite", "sqlite3_libversion"), ("libcurl", "curl_version"), ("libyaml", "yaml_get_version_string"),
            ("libmicrohttpd", "MHD_get_version"), ("libarchive", "archive_version_string"),
            ("cmark-gfm", "cmark_version_string"),
        ]
        return symbols.map { name, symbol in
            guard let version = version(of: symbol) else {
                return Finding(
                    name: name, status: .missing, detail: "not linked into this program", fix: "run `make build`")
            }
            return Finding(
                name: name, status: .found,
                detail: version.split(separator: " ").prefix(name == "libarchive" ? 2 : 1).joined(separator: " "))
        }
    }

    /// What a function without parameters that gives a C string says.
    private static func version(of symbol: String) -> String? {
        typealias Version = @convention(c) () -> UnsafePointer<CChar>?
        guard let address = dlsym(nil, symbol) else { return nil }
        return unsafeBitCast(address, to: Version.self)().map { String(cString: $0) }
    }

    /// DuckDB's library: where it was found, or every place that was looked at.
    static func engines(_ environment: [String: String], session: Session?) async -> [Finding] {
        let search = DuckDBLibrary.Search(project: session?.paths.root, environment: environment)
        let isNeeded = session?.project.targets.contains { $0.engine == .duckdb } ?? true
        do {
            let library = try await offload { try DuckDBLibrary.load(search) }
            return [Finding(name: "DuckDB", status: .found, detail: "\(library.version) at \(library.path)")]
        } catch {
            let error = WeirError(wrapping: error)
            let fix = ([error.hint].compactMap { $0 } + error.notes).joined(separator: "\n")
            return [
                Finding(name: "DuckDB", status: isNeeded ? .missing : .optional, detail: error.message, fix: fix)
            ]
        }
    }

    /// Programs beside ours: the Python that draws charts for exports, a browser for the browser test.
    static func programs(_ environment: [String: String], session: Session?) async -> [Finding] {
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
        let find = { (names: [String]) in
            names.flatMap { name in folders.map { "\($0)/\(name)" } }
                .first { FileManager.default.isExecutableFile(atPath: $0) }
        }
        let hasPackages = SetUpFiles(project: session?.paths, environment).pythonPackages != nil
        return [
            find(["python3"]).map { Finding(name: "python3", status: .found, detail: $0) }
                ?? Finding(name: "python3", status: .missing, detail: "not on PATH", fix: "apt-get install python3"),
            hasPackages
                ? Finding(name: "vl-convert", status: .found, detail: "draws charts for pages and exports")
                : Finding(
                    name: "vl-convert", status: .missing, detail: "charts cannot be drawn without it",
                    fix: "run `make setup`"),
            find(["chromium", "chromium-browser", "google-chrome"]).map {
                Finding(name: "chromium", status: .found, detail: $0)
            }
                ?? Finding(
                    name: "chromium", status: .optional, detail: "only the browser test needs it",
                    fix: "run `make setup-browser`"),
        ]
    }

    /// Which clock counts.
    static func clock(_ environment: [String: String]) -> Finding {
        setting("clock") {
            let moment = try ClockSetting.moment(environment)
            return moment.map { "stands at \($0.iso8601), by \(ClockSetting.variable)" } ?? "the machine's"
        }
    }

    /// How far requests reach.
    static func network(_ environment: [String: String]) -> Finding {
        setting("network") {
            try OfflineSetting.isOn(environment) ? "only this machine, by \(OfflineSetting.variable)" : "every machine"
        }
    }

    private static func setting(_ name: String, _ detail: () throws -> String) -> Finding {
        do { return Finding(name: name, status: .found, detail: try detail()) } catch {
            let error = WeirError(wrapping: error)
            return Finding(name: name, status: .missing, detail: error.message, fix: error.hint)
        }
    }

    /// How much the disk of the project can still take.
    static func disk(at folder: URL) -> Finding {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder.path)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
            return Finding(name: "disk", status: .optional, detail: "the free space cannot be read")
        }
        let enough = free > 1_000_000_000
        return Finding(
            name: "disk", status: enough ? .found : .missing, detail: "\(Quantity.bytes(free)) free",
            fix: enough ? nil : "free at least 1 GB for the warehouse and its snapshots")
    }

    /// The project, and the warehouse of each target.
    static func project(_ session: Session?, problems: [WeirError]) -> [Finding] {
        guard let session else {
            let isAbsent = problems.first?.code == "project.not_found"
            if problems.first?.code == "weir.bad_now" { return [] }
            return [
                Finding(
                    name: "project", status: isAbsent ? .optional : .missing,
                    detail: isAbsent ? "no weir.yml here or above" : "weir.yml is not valid",
                    fix: isAbsent ? "go to a project's folder, or use --project DIR" : "correct what stands below")
            ]
        }
        let project = Finding(
            name: "project", status: .found, detail: "\(session.project.name) in \(session.paths.root.path)")
        return [project]
            + session.project.targets.map { target in
                let attributes = try? FileManager.default.attributesOfItem(atPath: target.warehouse.path)
                let size = (attributes?[.size] as? NSNumber)?.int64Value
                let file = session.paths.shown(target.warehouse)
                return Finding(
                    name: "target \(target.name)", status: size == nil ? .optional : .found,
                    detail: "\(target.engine.rawValue), \(file), \(size.map { Quantity.bytes($0) } ?? "no data yet")",
                    fix: size == nil ? "run a pipeline: `weir run PIPELINE --target \(target.name)`" : nil)
            }
    }
}
