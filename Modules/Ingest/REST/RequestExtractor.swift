import Diagnostics
import DurableFiles
import Foundation
import HTTPClient
import JSON
import Warehouse

/// Makes planned requests, follows the pages of their answers, and lands every answer as it came.
struct RequestExtractor {
    /// No chain of pages is longer: a server that always names a next page is broken.
    private static let pageLimit = 100_000

    let rest: RESTExtraction
    let settings: SettingValues
    let folder: LandingFolder
    let fetcher: HTTPFetcher
    let progress: IngestProgress

    /// Lands the answers of a part's requests, one after the other.
    func extract(_ part: IngestPlan.Part, after count: Int) async throws -> [LandedFile] {
        var landed: [LandedFile] = []
        progress.begin("extract", totalBytes: 0)
        for planned in part.requests {
            var pages = PageWalk(rest.pagination, first: planned.url)
            while let url = pages.next {
                try Task.checkCancellation()
                guard pages.count <= Self.pageLimit else {
                    throw WeirError.endlessPages(url.masked(), limit: Self.pageLimit)
                }
                let response = try await fetcher.send(try request(url))
                try pages.take(response)
                let number = String(count + landed.count + 1)
                let name = String(repeating: "0", count: max(0, 5 - number.count)) + number + ".json"
                let receipt = try await offload { try DurableFile.write(response.body, to: folder.file(name)) }
                landed.append(
                    LandedFile(
                        name: name, address: url.masked(hiding: keyParameter), etag: nil, sha256: receipt.sha256,
                        bytes: receipt.bytes, tables: part.tables))
                progress.finish(file: name, bytes: receipt.bytes)
            }
        }
        return landed
    }

    private func request(_ url: URL) throws -> HTTPRequest {
        var request = HTTPRequest(url, headers: ["Accept": "application/json"])
        let secret = { (name: String) in Secret(try settings.text(name)) }
        let path = { (name: String) in "sources.\(settings.source).\(name)" }
        switch rest.authorization {
        case .none: break
        case .bearer(let setting):
            (request.authorization, request.credentialSetting) = (.bearer(try secret(setting)), path(setting))
        case .basic(let user, let password):
            request.authorization = .basic(user: try settings.text(user), password: try secret(password))
            request.credentialSetting = path(password)
        case .apiKeyHeader(let name, let setting):
            request.authorization = .apiKeyHeader(name: name, key: try secret(setting))
            request.credentialSetting = path(setting)
        case .apiKeyQuery(let name, let setting):
            request.authorization = .apiKeyQuery(name: name, key: try secret(setting))
            request.credentialSetting = path(setting)
        }
        return request
    }

    private var keyParameter: String? {
        if case .apiKeyQuery(let name, _) = rest.authorization { name } else { nil }
    }
}
