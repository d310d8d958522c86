import Diagnostics
import Foundation
import HTTPClient

/// The files that an address lists: as a bucket's XML, or as a web server's page of links.
struct FeedListing {
    /// No more pages of a listing are read.
    private static let pageLimit = 1000

    let fetcher: HTTPFetcher
    let base: URL

    /// All files directly below the address, by name.
    func entries() async throws -> [ListedFile] {
        var entries: [ListedFile] = []
        var address = folder.appending(query: [("list-type", "2")])
        for _ in 0..<Self.pageLimit {
            let response = try await fetcher.send(HTTPRequest(address, refusesHTML: false))
            let page = response.text
            guard page.contains("<ListBucketResult") else {
                guard page.localizedCaseInsensitiveContains("<a ") else { throw WeirError.noListing(base.masked()) }
                return links(page).sorted { $0.name < $1.name }
            }
            entries += contents(page)
            guard Self.text(of: "IsTruncated", in: page[...]) == "true" else { break }
            if let token = Self.text(of: "NextContinuationToken", in: page[...]) {
                address = address.replacing(query: "continuation-token", with: token)
            } else if let last = entries.last {
                address = folder.appending(query: [("marker", last.name)])
            }
        }
        return entries.sorted { $0.name < $1.name }
    }

    private var folder: URL {
        base.absoluteString.hasSuffix("/") ? base : URL(string: base.absoluteString + "/") ?? base
    }

    private func contents(_ page: String) -> [ListedFile] {
        page.split(separator: "<Contents>").dropFirst().compactMap { piece in
            guard let key = Self.text(of: "Key", in: piece), !key.contains("/") else { return nil }
            let etag = Self.text(of: "ETag", in: piece)
            let bytes = Self.text(of: "Size", in: piece).flatMap { Int($0) }
            return ListedFile(name: key, web: folder.appending(path: key), bytes: bytes, etag: etag)
        }
    }

    private func links(_ page: String) -> [ListedFile] {
        page.matches(of: /(?i)<a\s[^>]*href\s*=\s*["']([^"']+)["']/).compactMap { match in
            guard let url = URL(string: Self.unescaped(match.1), relativeTo: folder)?.absoluteURL,
                url.absoluteString.hasPrefix(folder.absoluteString), !url.absoluteString.hasSuffix("/"),
                url.query == nil
            else { return nil }
            // `..%2Fx.zip` is one part of an address and two of a path.
            let name = url.lastPathComponent
            return name.contains("/") || name == ".." ? nil : ListedFile(name: name, web: url)
        }
    }

    private static func text(of element: String, in piece: Substring) -> String? {
        guard let start = piece.range(of: "<\(element)>"), let end = piece.range(of: "</\(element)>"),
            start.upperBound <= end.lowerBound
        else { return nil }
        return unescaped(piece[start.upperBound..<end.lowerBound])
    }

    private static func unescaped(_ text: Substring) -> String {
        [("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"), ("&amp;", "&")]
            .reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
    }
}
