import Diagnostics
import Foundation
import HTTPClient
import JSON

/// The way from one answer to the next.
struct PageWalk {
    private let pagination: Pagination
    private let first: URL
    private var seen: Set<URL> = []
    private(set) var count = 0
    /// The address of the next request; nil at the end.
    private(set) var next: URL?

    init(_ pagination: Pagination, first: URL) {
        self.pagination = pagination
        self.first = first
        next = first
    }

    /// Takes the answer to `next`, and finds out what follows.
    mutating func take(_ response: HTTPResponse) throws {
        guard let asked = next else { return }
        count += 1
        seen.insert(asked)
        next = try following(response, asked: asked)
        if let next, seen.contains(next) { throw WeirError.repeatedPage(next.masked()) }
    }

    private func following(_ response: HTTPResponse, asked: URL) throws -> URL? {
        switch pagination {
        case .none:
            _ = try document(response, asked)
            return nil
        case .linkHeader:
            _ = try document(response, asked)
            return try sameOrigin(response.link("next"), asked)
        case .page(let parameter, let firstPage, let path):
            let records = try records(path, response, asked)
            return records == 0 ? nil : first.replacing(query: parameter, with: String(firstPage + count))
        case .offset(let parameter, _, let limit, let path):
            let records = try records(path, response, asked)
            return records < limit ? nil : first.replacing(query: parameter, with: String(count * limit))
        case .cursor(let parameter, let path):
            return try text(path, response, asked).map { first.replacing(query: parameter, with: $0) }
        case .nextAddress(let path):
            let address = try text(path, response, asked)
            return try sameOrigin(address.flatMap { URL(string: $0, relativeTo: asked)?.absoluteURL }, asked)
        }
    }

    /// An address on the server that named it: credentials go nowhere else.
    private func sameOrigin(_ url: URL?, _ asked: URL) throws -> URL? {
        guard let url else { return nil }
        guard url.scheme == asked.scheme, url.host == asked.host, url.port == asked.port else {
            throw WeirError.foreignPage(url.masked(), from: asked.masked())
        }
        return url
    }

    private func document(_ response: HTTPResponse, _ asked: URL) throws -> JSONValue {
        do { return try JSONValue.parse(utf8: response.body) } catch {
            throw WeirError.noJSON(asked.masked(), reason: error.description)
        }
    }

    private func value(_ path: [String], _ response: HTTPResponse, _ asked: URL) throws -> JSONValue? {
        var value: JSONValue? = try document(response, asked)
        for key in path { value = value?[key] }
        return value
    }

    private func records(_ path: [String], _ response: HTTPResponse, _ asked: URL) throws -> Int {
        guard let records = try value(path, response, asked)?.array else {
            throw WeirError.noRecordsInAnswer(path, in: asked.masked())
        }
        return records.count
    }

    private func text(_ path: [String], _ response: HTTPResponse, _ asked: URL) throws -> String? {
        switch try value(path, response, asked) {
        case .string(let text): text.isEmpty ? nil : text
        case .integer(let number): String(number)
        default: nil
        }
    }
}
