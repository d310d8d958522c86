import Diagnostics
import DurableFiles
import Foundation

/// What a command would write: files and their texts. Nothing is written before `apply`.
public struct DocumentPlan: Sendable, Hashable {
    /// One file.
    public struct Entry: Sendable, Hashable {
        /// Its path below the root.
        public let path: String
        /// What it is to hold.
        public let content: Data
        /// What it holds now; nil when it is new.
        public let replaces: Data?

        /// Its content as text.
        public var text: String { String(decoding: content, as: UTF8.self) }
        /// `create` or `change`.
        public var verb: String { replaces == nil ? "create" : "change" }
    }

    /// The files, in the order in which they are written.
    public private(set) var entries: [Entry] = []
    /// What a person should know about it.
    public internal(set) var notes: [String] = []

    /// An empty plan.
    public init() {}

    /// Adds a file that is not there yet.
    mutating func create(_ path: String, _ content: Data) {
        add(Entry(path: path, content: content, replaces: nil))
    }

    /// Adds a file.
    mutating func add(_ entry: Entry) { entries.append(entry) }

    /// Adds a text that is not there yet.
    mutating func create(_ path: String, _ text: String) { create(path, Data(text.utf8)) }

    /// Adds a new text for a file; nothing when it is the same.
    mutating func change(_ path: String, from old: String, to new: String) {
        guard old != new else { return }
        entries.append(Entry(path: path, content: Data(new.utf8), replaces: Data(old.utf8)))
    }

    /// Adds a text for a file, whether it is there or not.
    mutating func put(_ path: String, _ text: String, below root: URL) {
        guard let old = FileManager.default.contents(atPath: root.appending(path: path).path) else {
            return create(path, text)
        }
        change(path, from: String(decoding: old, as: UTF8.self), to: text)
    }

    /// Writes every file, each whole or not at all; throws before the first when one is there that should not be, or
    /// is not as it was when the plan was made.
    public func apply(below root: URL) throws {
        for entry in entries {
            let now = FileManager.default.contents(atPath: root.appending(path: entry.path).path)
            if entry.replaces == nil, now != nil { throw WeirError.fileExists(entry.path) }
            if let old = entry.replaces, now != old { throw WeirError.changedMeanwhile(entry.path) }
        }
        for entry in entries {
            let place = root.appending(path: entry.path)
            try DurableFile.createFolder(place.deletingLastPathComponent())
            try DurableFile.write(entry.content, to: place)
        }
    }
}
