import Diagnostics
import DurableFiles
import Foundation
import Warehouse

/// The folder in which a source's files land, one folder a load.
struct Landing: Sendable {
    /// The source's folder: `.weir/landing/<source>`.
    let folder: URL

    private static let downloads = "downloads"

    /// Opens the folder, and takes its lock: one run of a source at a time.
    static func open(_ root: URL, source: String) throws -> (landing: Landing, lock: LockFile) {
        let folder = root.appending(path: source, directoryHint: .isDirectory)
        try DurableFile.createFolder(folder)
        do {
            return (Landing(folder: folder), try LockFile.acquire(at: folder.appending(path: ".lock")))
        } catch let error as WeirError where error.code == "files.locked" {
            throw WeirError.runsAlready(source, error)
        }
    }

    /// A new folder for a load, named by the moment: `20240501T060000123Z`.
    ///
    /// Its name is later than those of all loads that are there: where the clock stands or was set back, it could else be the
    /// name of a load that is in the books and whose folder is gone, and that counts as loaded.
    func begin(at now: Date) throws -> LandingFolder {
        var moment = try all().last.flatMap { Self.moment(ofLoad: $0.loadID) }.map { max(now, $0) } ?? now
        while true {
            let id = moment.iso8601.filter { $0.isNumber || $0 == "T" || $0 == "Z" }
            let place = folder.appending(path: id, directoryHint: .isDirectory)
            if !FileManager.default.fileExists(atPath: place.path) {
                try DurableFile.createFolder(place.appending(path: LandingFolder.files))
                return LandingFolder(folder: place, loadID: id)
            }
            moment.addTimeInterval(0.001)
        }
    }

    /// The moment that names a load; nil for a name of another form.
    private static func moment(ofLoad id: String) -> Date? {
        guard let match = id.wholeMatch(of: /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z/) else { return nil }
        let (_, year, month, day, hour, minute, second, millisecond) = match.output
        return Timestamp("\(year)-\(month)-\(day) \(hour):\(minute):\(second).\(millisecond)")?.date
    }

    /// All landings, oldest first.
    func all() throws -> [LandingFolder] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix("2") && $0.hasSuffix("Z") }.sorted()
            .map { LandingFolder(folder: folder.appending(path: $0, directoryHint: .isDirectory), loadID: $0) }
    }

    /// Where a file that is being downloaded waits, across runs: its name tells its address.
    func download(of address: String) throws -> URL {
        let place = folder.appending(path: Self.downloads, directoryHint: .isDirectory)
        try DurableFile.createFolder(place)
        return place.appending(path: String(try SHA256.hex(of: address).prefix(24)))
    }

    /// Removes landings that nobody needs: incomplete ones, and all but the last `keeps` that were loaded or rejected.
    ///
    /// With `keepsDownloads` what was downloaded in part stays, for the next run to go on from.
    func clean(keeps: Int, keepsDownloads: Bool) throws {
        var settled: [LandingFolder] = []
        for landing in try all() {
            switch LandingManifest(in: landing.folder)?.status {
            case nil: try landing.remove()
            case .landed: continue
            case .loaded, .rejected: settled.append(landing)
            }
        }
        for landing in settled.dropLast(keeps) { try landing.remove() }
        if !keepsDownloads { try? FileManager.default.removeItem(at: folder.appending(path: Self.downloads)) }
    }
}

/// The folder of one load: `files` as they came, `unpacked` what archives held, `manifest.json` once it is complete.
struct LandingFolder: Sendable, Hashable {
    static let files = "files"
    static let unpacked = "unpacked"

    let folder: URL
    let loadID: String

    /// The place of a landed file.
    func file(_ name: String) -> URL { folder.appending(path: Self.files).appending(path: name) }

    /// Where what an archive held is unpacked.
    func unpacked(_ name: String) -> URL { folder.appending(path: Self.unpacked).appending(path: name) }

    /// Removes what can be made again from the files.
    func removeUnpacked() { try? FileManager.default.removeItem(at: folder.appending(path: Self.unpacked)) }

    /// Removes the landing: its manifest first, so that what is left of it never counts as complete.
    func remove() throws {
        let manifest = folder.appending(path: LandingManifest.fileName)
        if FileManager.default.fileExists(atPath: manifest.path) {
            try FileManager.default.removeItem(at: manifest)
        }
        try FileManager.default.removeItem(at: folder)
    }
}
