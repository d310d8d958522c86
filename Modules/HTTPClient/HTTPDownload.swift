import Diagnostics
import Foundation

/// A file that came from a server.
public struct HTTPDownload: Sendable, Hashable {
    /// Where it stands.
    public let file: URL
    /// Its size.
    public let bytes: Int
    /// How many of them had come in an earlier attempt.
    public let resumedBytes: Int
    /// The server's mark of this version of the file, if it gave one.
    public let etag: String?
}

extension HTTPFetcher {
    /// Downloads into `file`, whole or not at all; what came before a failure is kept beside it and resumed.
    ///
    /// While under way it stands as `<file>.part`, with the server's mark in `<file>.part.mark`: a later attempt (of this
    /// process or of the next) asks for the rest only, and takes the whole file when the server has another version. The
    /// finished file is on disk (fsync) before it is renamed; its folder is the caller's to sync. The request's total time
    /// limit does not count; `limitSeconds` bounds each attempt instead. Errors are those of `send`, `http.disk_full`, and
    /// `http.file_too_large` past the request's `fileLimitBytes`.
    public func download(
        _ request: HTTPRequest, to file: URL, limitSeconds: Double? = nil,
        progress: @escaping HTTPProgress = { _, _ in }
    ) async throws -> HTTPDownload {
        var request = request
        request.limits.totalSeconds = limitSeconds
        let part = PartialFile(of: file)
        let response = try await retrying(request) { request in
            let response = try await fetch(request, into: part, progress: progress)
            guard response.status == 416 else { return response }
            part.discard()
            return try await fetch(request, into: part, progress: progress)
        }
        if request.refusesHTML, response.looksLikeHTML || part.isHTML {
            part.discard()
            throw WeirError.htmlInstead(request.maskedURL)
        }
        let download = HTTPDownload(
            file: file, bytes: part.bytes,
            resumedBytes: response.status == 206 ? part.bytes - response.receivedBytes : 0,
            etag: response.headers["ETag"])
        try part.finish(as: file)
        return download
    }

    /// One attempt: the rest of the file when a part of it stands, else all of it.
    private func fetch(
        _ request: HTTPRequest, into part: PartialFile, progress: @escaping HTTPProgress
    ) async throws -> HTTPResponse {
        var request = request
        let resume = part.resume
        if let resume {
            request.headers["Range"] = "bytes=\(resume.bytes)-"
            request.headers["If-Range"] = resume.mark
        }
        return try await follow(
            request, into: .file(part.file, resumingAt: resume?.bytes ?? 0), progress: progress)
    }
}
