import Diagnostics
import DurableFiles
import Foundation
import HTTPClient
import JSON
import Warehouse

/// Brings planned files into the landing, as they are.
struct FileExtractor {
    let landing: Landing
    let folder: LandingFolder
    let fetcher: HTTPFetcher
    let progress: IngestProgress

    /// Lands the files of a part, one after the other; `before` landed already.
    func extract(_ part: IngestPlan.Part, after before: [LandedFile]) async throws -> [LandedFile] {
        var landed: [LandedFile] = []
        var waiting: [(file: URL, place: URL)] = []
        progress.begin("extract", totalBytes: part.files.reduce(0) { $0 + ($1.bytes ?? 0) })
        // Names come from a feed: none may lead out of the landing.
        let root = try ConfinedRoot(folder.folder.appending(path: LandingFolder.files))
        for file in part.files {
            try Task.checkCancellation()
            let name = unique(file.name, among: before + landed)
            let place = try root.file(name)
            let receipt: Receipt
            switch file.origin {
            case .local(let origin): receipt = try await copy(origin, to: place)
            case .web(let url):
                let download = try landing.download(of: url.absoluteString)
                receipt = try await self.download(url, etag: file.etag, to: download)
                waiting.append((download, place))
            }
            landed.append(
                LandedFile(
                    name: name, address: file.address, etag: receipt.etag ?? file.etag, sha256: receipt.sha256,
                    bytes: receipt.bytes, months: file.months, isPartial: file.isPartial, tables: part.tables))
            progress.finish(file: name, bytes: receipt.bytes)
        }
        // Downloads move in together, at the end: a run that is killed before leaves them to the next one.
        for (file, place) in waiting { try await offload { try DurableFile.rename(file, to: place) } }
        return landed
    }

    private struct Receipt {
        let bytes: Int
        let sha256: String
        let etag: String?
    }

    private func copy(_ origin: URL, to place: URL) async throws -> Receipt {
        let written = try await offload { [progress] in
            guard let input = FileHandle(forReadingAtPath: origin.path) else {
                throw WeirError.fileFailure(errno: errno, "read", path: origin.path)
            }
            defer { try? input.close() }
            let writer = try DurableWriter(to: place)
            while let piece = try input.read(upToCount: 1 << 20), !piece.isEmpty {
                try writer.write(piece)
                progress.move(bytes: writer.bytes)
            }
            return try writer.finish()
        }
        return Receipt(bytes: written.bytes, sha256: written.sha256, etag: nil)
    }

    /// Downloads, unless an earlier run has downloaded this very version already.
    private func download(_ url: URL, etag: String?, to file: URL) async throws -> Receipt {
        let mark = URL(fileURLWithPath: file.path + ".etag")
        var found = etag
        if etag == nil || !FileManager.default.fileExists(atPath: file.path)
            || (try? String(contentsOf: mark, encoding: .utf8)) != etag
        {
            let download = try await fetcher.download(HTTPRequest(url), to: file) { [progress] bytes, total in
                progress.move(bytes: bytes, totalOfFile: total)
            }
            found = download.etag
            if let found { try DurableFile.write(found, to: mark) }
        }
        let bytes = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        return Receipt(bytes: bytes, sha256: try await offload { try SHA256.hex(ofFile: file) }, etag: found)
    }

    private func unique(_ name: String, among landed: [LandedFile]) -> String {
        guard landed.contains(where: { $0.name.lowercased() == name.lowercased() }) else { return name }
        return "\(landed.count + 1)-\(name)"
    }
}
