import Diagnostics
import DurableFiles
import Foundation

/// The numbers of specs over the work tree and all branches, those of remotes included.
public struct SpecNumbers: Sendable {
    /// Where each number that is taken was found: a folder, and the branch it is on.
    public let places: [SpecNumber: [String]]

    /// Looks into the work tree and every branch.
    public init(_ git: GitRepository, _ tree: SpecTree) async throws {
        var places: [SpecNumber: [String]] = [:]
        let note = { (places: inout [SpecNumber: [String]], name: String, where: String) in
            guard name.contains("-"), let number = SpecNumber(name) else { return }
            let place = `where`.isEmpty ? name : "\(name) on \(`where`)"
            if !(places[number] ?? []).contains(where: { $0 == name || $0.hasPrefix("\(name) on ") }) {
                places[number, default: []].append(place)
            }
        }
        for folder in tree.folders() { note(&places, folder.name, "") }
        let references = try await git.references()
        for (commit, names) in Dictionary(grouping: references.keys.sorted(), by: { references[$0] ?? "" }).sorted(by: {
            $0.value[0] < $1.value[0]
        }) {
            let branch = names[0].replacing(/^refs\/(heads|remotes)\//, with: "")
            let list = try await git.answer(["ls-tree", "-d", "--name-only", "-z", commit, "context/spec/"])
            for path in list.output.split(separator: "\0") {
                note(&places, path.split(separator: "/").last.map(String.init) ?? "", branch)
            }
        }
        // A branch of awos holds its number before its first commit has the folder.
        for name in references.keys {
            if let found = name.firstMatch(of: /\/awos\/(\d{3,}-[^\/]+)$/) { note(&places, String(found.1), name) }
        }
        self.places = places
    }

    /// Keeps every other awos from taking a number in this checkout: held from reading the numbers until what takes one is
    /// written. Waits for a holder, who needs a moment.
    public static func lock(_ root: URL, clock: any WallClock) async throws -> LockFile {
        try await LockFile.acquire(at: root.appending(path: ".weir/spec.lock"), waitSeconds: 30, clock: clock)
    }

    /// The number behind the highest.
    public var next: SpecNumber { SpecNumber((places.keys.map(\.value).max() ?? 0) + 1) ?? .first }

    /// This number; throws when it is taken.
    func free(_ number: SpecNumber) throws -> SpecNumber {
        if let place = places[number]?.first { throw WeirError.numberTaken(number, place, next: next) }
        return number
    }
}

extension SpecNumber {
    /// The first of all.
    static let first = SpecNumber(exactly: 1)

    private init(exactly value: Int) { self.value = value }
}
