import Diagnostics
import Foundation

/// Where a sample lies: a file, a folder, or an address.
enum SamplePlace: Hashable, Sendable {
    case file(URL)
    case folder(URL)
    case address(URL)

    /// The place that a person named; paths are seen from `directory`.
    init(_ text: String, directory: URL) throws {
        if let scheme = text.firstMatch(of: /^([A-Za-z][A-Za-z0-9+.-]+):\/\//)?.1.lowercased() {
            guard ["http", "https"].contains(scheme) else { throw WeirError.unknownScheme(scheme) }
            guard let url = URL(string: text), url.host?.isEmpty == false else { throw WeirError.badAddress(text) }
            self = .address(url)
            return
        }
        let place = URL(filePath: text, relativeTo: directory).standardizedFileURL
        var status = stat()
        guard stat(place.path, &status) == 0 else { throw WeirError.unreadableSample(text, errno: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: self = .folder(place)
        case S_IFREG: self = .file(place)
        default: throw WeirError.noPlainFile(text)
        }
        guard access(place.path, R_OK) == 0 else { throw WeirError.unreadableSample(text, errno: errno) }
    }
}
