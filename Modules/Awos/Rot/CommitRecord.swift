import Foundation

/// A commit as far as the rules look at it.
public struct CommitRecord: Sendable, Hashable {
    /// The first letters of its name.
    let id: String
    /// When it came to this branch.
    let at: Date
    /// Its first line.
    let subject: String
    /// The tasks and specs for which awos made it: `003-T1`, `003`.
    let subjects: [String]
    /// What it changed.
    let paths: [String]

    /// The commits of this branch from a time on, the newest first; one that merged brings all that it merged.
    ///
    /// A clone with a part of the history has a first commit that seems to change every file: it is left out, and the
    /// answer says that there may be more.
    static func since(
        _ date: Date?, _ git: GitRepository
    ) async throws -> (commits: [CommitRecord], isCutOff: Bool) {
        guard let date else { return ([], false) }
        async let isShallow = git.isShallow()
        let trailers = "%(trailers:key=Awos-Task,key=Awos-Spec,valueonly,separator=%x2C)"
        let answer = try await git.answer([
            "log", "--first-parent", "-m", "--name-only", "--no-renames", "--since=@\(Int(date.timeIntervalSince1970))",
            "--format=%x01%h%x02%ct%x02%s%x02%P%x02\(trailers)",
        ])
        let all = answer.output.split(separator: "\u{1}").compactMap { text -> (commit: CommitRecord, isFirst: Bool)? in
            let lines = text.split(separator: "\n").map(String.init)
            let fields = lines.first?.split(separator: "\u{2}", omittingEmptySubsequences: false).map(String.init) ?? []
            guard fields.count == 5, let time = Double(fields[1]) else { return nil }
            let commit = CommitRecord(
                id: fields[0], at: Date(timeIntervalSince1970: time), subject: fields[2],
                subjects: fields[4].split(separator: ",").map(\.trimmed), paths: Array(lines.dropFirst()))
            return (commit, fields[3].isEmpty)
        }
        guard try await isShallow, all.contains(where: \.isFirst) else { return (all.map(\.commit), false) }
        return (all.filter { !$0.isFirst }.map(\.commit), true)
    }

    /// Whether awos made it for this spec.
    func belongs(to spec: SpecNumber) -> Bool {
        subjects.contains { $0 == "\(spec)" || $0.hasPrefix("\(spec)-") || $0.hasPrefix("\(spec)/") }
    }
}
