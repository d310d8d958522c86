import Diagnostics
import DurableFiles
import Foundation
import JSON

/// A small file that shows what a source's data looks like; its values go nowhere but into the copy.
struct SampleFile: Sendable {
    /// The most that goes into git.
    static let largestBytes = 1 << 20

    /// The folder below a spec's that a copy goes into.
    static let folder = "sample"

    /// Its name without folders.
    let name: String
    /// The path as it was given.
    let path: String
    /// What it holds.
    let content: Data
    /// How many records it has, where that can be counted without knowing more; nil otherwise.
    let rows: Int?

    /// Reads a file, which messages name by `shown`.
    init(_ place: URL, shown: String) throws {
        let attributes = try? FileManager.default.attributesOfItem(atPath: place.path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular else { throw WeirError.noSample(shown) }
        let bytes = attributes?[.size] as? Int ?? 0
        guard bytes <= Self.largestBytes else {
            throw WeirError.largeSample(shown, bytes: bytes, most: Self.largestBytes)
        }
        guard let content = FileManager.default.contents(atPath: place.path) else { throw WeirError.noSample(shown) }
        self.content = content
        path = shown
        // The name becomes a path in git and a word in documents.
        let safe = place.lastPathComponent.unicodeScalars.map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains(scalar))
                ? String(scalar) : "_"
        }.joined()
        name = safe.hasPrefix(".") ? "_" + safe.dropFirst() : safe
        rows = Self.rows(content, named: name.lowercased())
    }

    /// Lines of CSV below the header, elements of a JSON list, lines of JSON: what needs no choice to be counted.
    private static func rows(_ content: Data, named name: String) -> Int? {
        guard let text = String(validating: content, as: UTF8.self) else { return nil }
        if name.hasSuffix(".csv") { return lines(of: Array(content)) }
        if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") {
            let lines = text.split(whereSeparator: \.isNewline).filter { !$0.trimmed.isEmpty }
            return lines.allSatisfy { (try? JSONValue.parse(String($0))) != nil } ? lines.count : nil
        }
        guard name.hasSuffix(".json"), let document = try? JSONValue.parse(text) else { return nil }
        if let list = document.array { return list.count }
        // One list of objects in an object is the records; with two of them somebody has to say which.
        let lists = document.object?.pairs.compactMap(\.value.array).filter { $0.allSatisfy { $0.object != nil } } ?? []
        return lists.count == 1 ? lists[0].count : nil
    }

    private static func lines(of bytes: [UInt8]) -> Int? {
        // Counted by hand, not by the reader that loads it: a quote doubles itself, so it opens and closes alike.
        var (count, isQuoted, isEmpty) = (0, false, true)
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: "\n"), !isQuoted {
                count += isEmpty ? 0 : 1
                isEmpty = true
            } else if byte != UInt8(ascii: "\r") {
                isEmpty = false
            }
        }
        if !isEmpty { count += 1 }
        return isQuoted || count == 0 ? nil : count - 1
    }
}
