import Diagnostics
import Foundation
import Synchronization

/// The pages of a folder, read again when a file changes.
final class PageLibrary: Sendable {
    private struct Entry {
        let stamp: Stamp
        let page: Page
    }

    /// What changes when a file does.
    struct Stamp: Sendable, Hashable {
        let modified: Date
        let bytes: Int
        let number: Int
    }

    private let folder: URL
    /// The folder as messages name it.
    private let shownFolder: String
    private let entries = Mutex<[String: Entry]>([:])

    /// The pages in a folder; messages name it by `shownAs`.
    init(_ folder: URL, shownAs shownFolder: String) {
        self.folder = folder
        self.shownFolder = shownFolder
    }

    /// Every page in the order of the navigation; throws `serve.no_pages` when there is none.
    func pages() async throws -> [Page] {
        try await offload { [self] in
            let stamps = try stamps()
            if stamps.isEmpty { throw WeirError.noPages(folder: shownFolder) }
            let pages = try stamps.map { name, stamp in try page(name, stamp) }
            return pages.sorted { ($0.order, $0.title, $0.name) < ($1.order, $1.title, $1.name) }
        }
    }

    /// The page of a name; throws `serve.unknown_page` with the nearest.
    func page(_ name: String) async throws -> Page {
        let pages = try await pages()
        guard let page = pages.first(where: { $0.name == name }) else {
            throw WeirError.unknownPage(name, in: pages.map(\.name))
        }
        return page
    }

    /// The files that are pages, with their stamps. A `CLAUDE.md` or `README.md` in the folder is none.
    func stamps() throws -> [String: Stamp] {
        guard FileManager.default.fileExists(atPath: folder.path) else { return [:] }
        var stamps: [String: Stamp] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".md") {
            let name = String(file.dropLast(3))
            guard !name.hasPrefix("."), !["CLAUDE", "README"].contains(name) else { continue }
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.appending(path: file).path)
            stamps[name] = Stamp(
                modified: attributes[.modificationDate] as? Date ?? .distantPast,
                bytes: attributes[.size] as? Int ?? 0, number: attributes[.systemFileNumber] as? Int ?? 0)
        }
        return stamps
    }

    private func page(_ name: String, _ stamp: Stamp) throws -> Page {
        if let entry = entries.withLock({ $0[name] }), entry.stamp == stamp { return entry.page }
        let source = try String(contentsOf: folder.appending(path: name + ".md"), encoding: .utf8)
        let page = PageReader.read(source, name: name, file: "\(shownFolder)/\(name).md")
        entries.withLock { $0[name] = Entry(stamp: stamp, page: page) }
        return page
    }
}
