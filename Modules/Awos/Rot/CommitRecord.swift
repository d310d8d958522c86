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
    static func since(_ date: Date?, _ git: GitRepository) async throws -> [CommitRecord] {
        guard let date else { return [] }
        let trailers = "%(trailers:key=Awos-Task,key=Awos-Spec,valueonly,separator=%x2C)"
        let answer = try await git.answer([
            "log", "--first-parent", "-m", "--name-only", "--no-renames", "--since=@\(Int(date.timeIntervalSince1970))",
            "--format=%x01%h%x02%ct%x02%s%x02\(trailers)",
        ])
        return answer.output.split(separator: "\u{1}").compactMap { text in
            let lines = text.split(separator: "\n").map(String.init)
            let fields = lines.first?.split(separator: "\u{2}", omittingEmptySubsequences: false).map(String.init) ?? []
            guard fields.count == 4, let time = Double(fields[1]) else { return nil }
            return CommitRecord(
                id: fields[0], at: Date(timeIntervalSince1970: time), subject: fields[2],
                subjects: fields[3].split(separator: ",").map(\.trimmed), paths: Array(lines.dropFirst()))
        }
    }

    /// Whether awos made it for this spec.
    func belongs(to spec: SpecNumber) -> Bool {
        subjects.contains { $0 == "\(spec)" || $0.hasPrefix("\(spec)-") || $0.hasPrefix("\(spec)/") }
    }
}
