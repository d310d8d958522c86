import Diagnostics
import Foundation

/// Where a source's files are: a place on this machine, or an address.
enum Location: Sendable, Hashable {
    case file(URL)
    case directory(URL)
    /// Files of a directory whose names match a pattern.
    case glob(URL, pattern: String)
    case web(URL)

    /// Reads a setting: `http(s)://…`, or a path, relative ones from `root` on. Throws when nothing is there.
    init(_ text: String, setting: String, root: URL) throws {
        if let scheme = text.firstMatch(of: /^([A-Za-z][A-Za-z0-9+.-]*):\/\//)?.1.lowercased() {
            guard ["http", "https"].contains(scheme), let url = URL(string: text), url.host?.isEmpty == false else {
                throw WeirError.badLocation(text, setting: setting)
            }
            self = .web(url)
            return
        }
        let place = URL(filePath: text, relativeTo: URL(filePath: root.path, directoryHint: .isDirectory))
            .standardizedFileURL
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: place.path, isDirectory: &isDirectory) {
            self = isDirectory.boolValue ? .directory(place) : .file(place)
        } else if NamePattern.isPattern(place.lastPathComponent) {
            self = .glob(place.deletingLastPathComponent(), pattern: place.lastPathComponent)
        } else {
            throw WeirError.noLocation(place.path, setting: setting)
        }
    }

    /// The place for messages.
    var shown: String {
        switch self {
        case .file(let url), .directory(let url): url.path
        case .glob(let folder, let pattern): folder.appending(path: pattern).path
        case .web(let url): url.masked()
        }
    }

    /// What is there on this machine, by name; folders and hidden files are passed over. `root` is the project's folder.
    func localEntries(root: URL) throws -> [ListedFile] {
        switch self {
        case .web: return []
        case .file(let file): return [ListedFile(local: file, root: root)]
        case .directory(let folder), .glob(let folder, _):
            var isWanted = { (_: String) in true }
            if case .glob(_, let pattern) = self {
                isWanted = { NamePattern(pattern).matches($0) }
            }
            let files = try FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: [.isRegularFileKey], options: [.skipsHiddenFiles])
            return try files.filter {
                try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
                    && isWanted($0.lastPathComponent)
            }.sorted { $0.lastPathComponent < $1.lastPathComponent }.map { ListedFile(local: $0, root: root) }
        }
    }
}

/// A file that is there to be taken.
struct ListedFile: Sendable, Hashable {
    let name: String
    let origin: Origin
    /// What tells this file from others: its path, from the project's folder on where it is inside, or its address without
    /// secrets.
    let address: String
    var bytes: Int?
    var etag: String?

    enum Origin: Sendable, Hashable {
        case local(URL)
        case web(URL)
    }

    init(name: String, web url: URL, bytes: Int? = nil, etag: String? = nil) {
        (self.name, origin, address, self.bytes, self.etag) = (name, .web(url), url.masked(), bytes, etag)
    }

    init(local file: URL, root: URL) {
        let folder = URL(filePath: root.path).standardizedFileURL.path + "/"
        let path = file.path
        (name, origin) = (file.lastPathComponent, .local(file))
        address = path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
        bytes = try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize
    }
}
