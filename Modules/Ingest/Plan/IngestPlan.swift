import Diagnostics
import Foundation
import JSON
import Warehouse

/// What a run is about to do: which files and requests, and which not and why. Planning writes nothing.
public struct IngestPlan: Sendable, Hashable {
    /// A file to take.
    public struct File: Sendable, Hashable {
        /// Its name, in the landing folder too.
        public let name: String
        /// Its path, from the project's folder on where it is inside, or its address without secrets.
        public let address: String
        /// The months that it is taken for; none where files are not by month.
        public let months: [Month]
        /// Its size where it is known.
        public let bytes: Int?
        /// Whether only the members of its months are taken from it.
        let isPartial: Bool
        let origin: ListedFile.Origin
        let etag: String?
    }

    /// A chain of requests to make: the first one, and what follows from its answers.
    public struct Request: Sendable, Hashable {
        /// The address of the first one, without secrets.
        public let address: String
        /// The days it asks for; nil where requests are not by day.
        public let from: CalendarDay?
        /// The last of them.
        public let to: CalendarDay?
        let url: URL
    }

    /// What one extraction is about to take, for the tables that share it.
    public struct Part: Sendable, Hashable {
        /// The tables that it fills.
        public let tables: [TableName]
        /// The files to take, in the order in which their rows count.
        public var files: [File] = []
        /// The requests to make.
        public var requests: [Request] = []
        /// The files that are loaded already, as they are.
        public var skipped: [File] = []
    }

    /// The source.
    public let source: String
    /// Whether the tables are emptied first.
    public let isFullRefresh: Bool
    /// What is taken.
    public var parts: [Part] = []
    /// What a person should know: months not yet published, files that are passed over.
    public var notices: [String] = []

    /// Whether there is nothing to take.
    public var isEmpty: Bool { parts.allSatisfy { $0.files.isEmpty && $0.requests.isEmpty } }

    /// The plan as JSON.
    public var json: JSONValue {
        .object([
            "source": .string(source), "full_refresh": .bool(isFullRefresh),
            "parts": .array(parts.map(Self.json)), "notices": .array(notices.map(JSONValue.string)),
        ])
    }

    private static func json(_ part: Part) -> JSONValue {
        .object([
            "tables": .array(part.tables.map { .string($0.description) }),
            "files": .array(
                part.files.map {
                    .object([
                        "name": .string($0.name), "address": .string($0.address), "bytes": .optional($0.bytes),
                        "months": .array($0.months.map { .string($0.description) }),
                    ])
                }),
            "requests": .array(part.requests.map { .string($0.address) }),
            "skipped": .array(part.skipped.map { .string($0.name) }),
        ])
    }
}

extension IngestPlan: CustomStringConvertible {
    public var description: String {
        var lines = ["\(source): " + (isEmpty ? "nothing to load" : isFullRefresh ? "load everything anew" : "load")]
        for part in parts {
            let tables = part.tables.map(\.description).joined(separator: ", ")
            lines += part.files.map { file in
                let months = file.isPartial ? " (\(file.months.map(\.description).joined(separator: ", ")))" : ""
                return "  \(file.name)\(months) -> \(tables)"
            }
            lines += part.requests.map { request in
                let days = request.from.flatMap { from in request.to.map { " (\(from) to \($0))" } } ?? ""
                return "  GET \(request.address)\(days) -> \(tables)"
            }
            if !part.skipped.isEmpty { lines.append("  \(part.skipped.count) loaded already") }
        }
        return (lines + notices.map { "  \($0)" }).joined(separator: "\n")
    }
}
